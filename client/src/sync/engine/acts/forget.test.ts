import { expect, it } from 'vitest';
import type { Grains, PollId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { pollsScope } from '@egoejo/shared/sync/protocol.ts';
import { listActs, readActs } from '../../api/acts/act-list.ts';
import { makeDevice, type Device } from '../../testing/device.ts';
import { makeServer } from '../../testing/fake-server.ts';
import { idOf, MEMBER } from '../../testing/world.ts';
import { openStore } from '../repair/open-store.ts';

const POLL = idOf<PollId>(1);
const pollRow = (state: string) => ({
  id: POLL,
  community: null,
  project: null,
  title: 'Qui représente le village ?',
  text: '',
  method: { kind: 'choice', max: 1 },
  options: ['a', 'b'].map((id) => ({ id, label: id })),
  state,
  openToAll: true,
  secret: true,
  quorum: null,
  opensAt: '2027-03-01T00:00:00.000Z',
  closesAt: '2027-04-01T00:00:00.000Z',
  result: null,
  source: null,
  createdAt: '2027-03-01T00:00:00.000Z',
});
async function voted(ballot: 'cast' | 'refused' = 'cast') {
  const server = makeServer();
  server.put(pollsScope(null), 'poll', pollRow('open'));
  if (ballot === 'refused') server.settle = () => ({ status: 'rejected', code: 'poll.closed', params: {} });
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.queue('poll.voteSecretly', {
    poll: POLL,
    ballot: { kind: 'choice', options: ['b'] },
    nonce: '0123456789abcdef0123456789abcdef',
  });
  await device.sync();
  return { server, device };
}
const stored = async ({ store }: Device): Promise<string> =>
  JSON.stringify([await store.db.sent.toArray(), await store.db.outbox.toArray()]);
const over = async (server: ReturnType<typeof makeServer>, device: Device, state: string): Promise<void> => {
  server.put(pollsScope(null), 'poll', pollRow(state));
  await device.sync();
};

it('P2: a device keeps a secret ballot while its poll is open, and forgets it once the poll has closed', async () => {
  const { server, device } = await voted();
  expect(await stored(device)).toContain('"options":["b"]');
  await over(server, device, 'closed');
  expect(await stored(device)).not.toContain('"options"');
  // That they voted stays in Activity.
  expect(listActs(await readActs(device.store.db), new Set())).toMatchObject([
    { name: 'poll.voteSecretly', state: 'received', args: { poll: POLL } },
  ]);
});

it('P2: it forgets one of a cancelled poll too, and one that was refused', async () => {
  const { server, device } = await voted();
  await over(server, device, 'cancelled');
  expect(await stored(device)).not.toContain('"options"');
  const late = await voted('refused');
  await over(late.server, late.device, 'closed');
  expect(await stored(late.device)).not.toContain('"options"');
});

it('P2: what it did not come to forget before it was closed it forgets when it opens', async () => {
  const { device } = await voted();
  await device.store.db.poll.update(POLL, { state: 'closed' });
  device.store.close();
  const again = await openStore(device.world.env, MEMBER);
  expect(JSON.stringify(await again.db.sent.toArray())).not.toContain('"options"');
  again.close();
});

it('P2 S29: a forgotten ballot is not offered again after a restore', async () => {
  const { server, device } = await voted();
  const restore = server.copy();
  const boost = await device.queue('project.boost', { project: idOf<ProjectId>(1), grains: 5 as Grains });
  await device.queue('poll.voteSecretly', {
    poll: POLL,
    ballot: { kind: 'choice', options: ['a'] },
    nonce: 'fedcba9876543210fedcba9876543210',
  });
  await over(server, device, 'closed');
  await device.sync();
  restore();
  const requests = device.world.requests.length;
  server.epoch = 'e2';
  await device.sync();
  await device.sync();
  expect(device.world.requests.slice(requests).flatMap((r) => r.mutations.map((m) => m.key))).toEqual([boost]);
});
