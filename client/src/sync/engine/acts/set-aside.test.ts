import { expect, it } from 'vitest';
import type { CommunityId, Grains, ItemId, MutationKey, PollId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { listActs, readActs } from '../../api/acts/act-list.ts';
import { exportActs } from '../../api/acts/portable.ts';
import { makeDevice, type Device } from '../../testing/device.ts';
import { makeServer, type FakeServer } from '../../testing/fake-server.ts';
import { idOf, MEMBER, WHO } from '../../testing/world.ts';
import { retryIn, takeBackFrom } from './outbox.ts';

const OWN = memberScope(MEMBER);
const community = idOf<CommunityId>(9);
const other = idOf<CommunityId>(8);
const SCOPE = `community:${community}` as const;
const POLLS = `polls:community:${community}` as const;
const [well, oven, poll, item] = [idOf<ProjectId>(1), idOf<ProjectId>(2), idOf<PollId>(3), idOf<ItemId>(5)];
const vote = { poll, ballot: { kind: 'choice' as const, options: ['a'] } };
const boost = (project: ProjectId) => ({ project, grains: 5 as Grains });

/** A member of a private community, with projects and a poll there and one project elsewhere. */
async function start(): Promise<{ device: Device; server: FakeServer }> {
  const server = makeServer();
  server.put(OWN, 'membership', { id: community, role: 'member', joinedAt: '' });
  server.put(SCOPE, 'community', { id: community, name: 'Rive' });
  server.put(SCOPE, 'project', { id: well, title: 'Un puits' });
  server.put(POLLS, 'poll', { id: poll, title: 'Quel jour ?' });
  server.put(OWN, 'membership', { id: other, role: 'member', joinedAt: '' });
  server.put(`community:${other}`, 'project', { id: oven, title: 'Un four' });
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.sync();
  return { device, server };
}
/** The server stops at the first act, and says that the member may no longer see the community. */
async function revoke({ device, server }: { device: Device; server: FakeServer }): Promise<void> {
  server.purged = new Set([SCOPE, POLLS]);
  server.put(OWN, 'membership', { id: community, gone: true });
  server.settle = () => 'busy';
  await device.sync();
  expect(await device.store.db.project.toArray()).toMatchObject([{ id: oven }]);
}
const states = async ({ outbox }: Device) => (await outbox()).map((row) => [row.name, row.held, row.subject]);

it('S14: acts queued on a scope that is purged are set aside with their words, visible and exported; the others go on', async () => {
  const { device, server } = await start();
  const key = await device.queue('project.boost', boost(well));
  await device.queue('poll.vote', vote);
  await device.queue('project.boost', boost(oven));
  await device.queue('community.leave', { community });
  await device.queue('reading.remove', { item });
  // A tab killed while it queued an act leaves it without a title.
  await device.store.db.outbox.toCollection().modify({ subject: null });
  await revoke({ device, server });
  expect((await states(device)).slice(0, 2)).toEqual([
    ['project.boost', 'revoked', 'Un puits'],
    ['poll.vote', 'revoked', 'Quel jour ?'],
  ]);
  expect((await states(device)).slice(2).map(([name, held]) => [name, held])).toEqual([
    ['project.boost', null],
    ['community.leave', null],
    ['reading.remove', null],
  ]);
  const shown = listActs(await readActs(device.store.db), new Set()).find((act) => act.key === key);
  expect(shown).toMatchObject({ state: 'quarantined', lastError: 'sync.scope_revoked', subject: 'Un puits' });
  expect(await exportActs(device.world.env, device.store.db, WHO)).toContain(key);

  // The boost elsewhere shares the wallet with the one set aside, and does not wait for it (S30).
  server.settle = () => ({ status: 'applied', notes: [] });
  await device.sync();
  expect(server.settled.map((m) => m.name)).toEqual(['project.boost', 'community.leave', 'reading.remove']);
  expect(await states(device)).toHaveLength(2);
});

it('S14 S30: an act set aside ends with its receipt, and is sent again by itself once the scope is back', async () => {
  const { device, server } = await start();
  await device.queue('project.boost', boost(well));
  await device.queue('poll.vote', vote);
  await revoke({ device, server });
  const [sent] = await device.outbox();
  // Another copy of the request has arrived after all.
  server.put(OWN, 'receipt', {
    id: sent?.key ?? '',
    hash: sent?.hash,
    name: 'project.boost',
    verdict: { status: 'applied', notes: [] },
    revs: { [OWN]: server.rev(OWN) + 1 },
    at: server.now,
  });
  await device.sync();
  expect(await states(device)).toEqual([['poll.vote', 'revoked', 'Quel jour ?']]);

  server.purged.clear();
  server.settle = () => ({ status: 'applied', notes: [] });
  server.put(OWN, 'membership', { id: community, role: 'member', joinedAt: '' });
  // One tap: the membership, the scope and the verdict each take an exchange.
  await device.sync();
  expect(server.settled.map((m) => m.name)).toEqual(['poll.vote']);
  expect(await states(device)).toEqual([]);
});

it('S14 S26: an act set aside can be sent again, behind what was queued since, and taken back', async () => {
  const { device, server } = await start();
  const first = await device.queue('project.boost', boost(well));
  const second = await device.queue('poll.vote', vote);
  await revoke({ device, server });
  const third = await device.queue('reading.remove', { item });
  await retryIn(device.world.env, device.store, first);
  expect((await device.outbox()).map((row) => [row.key, row.held])).toEqual([
    [second, 'revoked'],
    [third, null],
    [first, null],
  ]);
  server.settle = (m) =>
    m.name === 'project.boost'
      ? { status: 'rejected', code: 'project.not_found', params: {} }
      : { status: 'applied', notes: [] };
  await device.sync();
  expect((await device.store.db.sent.get(first))?.verdict).toMatchObject({ code: 'project.not_found' });
  expect(await takeBackFrom(device.world.env, device.store, second)).toBe('cancelling');
  await device.sync();
  expect(await device.outbox()).toEqual([]);
});

it('S14 S29: an act that is being taken back, or that a restore made the server forget, is not set aside', async () => {
  const { device, server } = await start();
  await device.queue('project.boost', boost(well));
  await device.queue('project.boost', boost(well));
  await device.store.db.outbox.where({ seq: 1 }).modify({ sent: true, cancelKey: idOf<MutationKey>(77) });
  await device.store.db.outbox
    .where({ seq: 2 })
    .modify({ sent: true, again: { at: server.now, mac: null, shown: true, waits: false } });
  await revoke({ device, server });
  // The cancel was settled in the same answer.
  expect((await device.outbox()).map((row) => [row.seq, row.held])).toEqual([[2, null]]);
});

it('S14: a scope that is no longer asked for leaves the words to its acts, which the server still judges', async () => {
  const { device, server } = await start();
  await device.queue('project.boost', boost(well));
  await device.store.db.outbox.toCollection().modify({ subject: null });
  server.settle = () => 'busy';
  await device.store.db.membership.clear();
  await device.sync();
  expect(await device.store.db.project.get(well)).toBeUndefined();
  expect(await states(device)).toEqual([['project.boost', null, 'Un puits']]);
});
