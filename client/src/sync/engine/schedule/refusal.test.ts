import { expect, it } from 'vitest';
import type { ItemId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { makeDevice, type Device } from '../../testing/device.ts';
import { makeServer, type FakeServer } from '../../testing/fake-server.ts';
import { idOf, MEMBER, type Reply } from '../../testing/world.ts';
import type { ExchangeRequest } from '../protocol.ts';

const remove = (n: number) => ({ item: idOf<ItemId>(n) });
const REFUSED = { status: 400, code: 'sync.bad_request' } as const;

/** A device whose server refuses what `bad` selects, and every online status that was reported. */
async function setUp(
  bad: (request: ExchangeRequest) => boolean,
  refusal: Reply = REFUSED,
): Promise<{ server: FakeServer; device: Device; online: Set<unknown> }> {
  const server = makeServer();
  server.put('public', 'story', { id: idOf(1), title: 'here' });
  const device = await makeDevice();
  const online = new Set<unknown>();
  device.world.answer((r) => {
    online.add(device.status.online);
    return bad(r) ? refusal : server.handle(r);
  });
  return { server, device, online };
}
const settled = (server: FakeServer): number[] => server.settled.map((m) => m.seq);

it('S30: when the server refuses a cursor, acts are sent without it, and that scope is pulled from its beginning, in one run', async () => {
  let refusing = false;
  const { server, device, online } = await setUp(
    (r) => refusing && r.cursors.some((c) => c.scope === 'public' && c.rev === 2),
  );
  await device.sync();
  refusing = true;
  await device.queue('reading.remove', remove(1));
  server.put('public', 'story', { id: idOf(2), title: 'new' });
  await device.sync();
  expect(settled(server)).toEqual([1]);
  expect((await device.store.db.story.toArray()).map((s) => s.id)).toEqual([idOf(1), idOf(2)]);
  expect(await device.outbox()).toEqual([]);
  expect(device.status).toMatchObject({ phase: 'idle', online: 'yes', nextTryAt: null });
  expect(online).not.toContain('no');
  // The request is sent twice unchanged, then with the acts alone.
  expect(device.world.requests.slice(1, 4).map((r) => [r.mutations.length, r.cursors.length > 0])).toEqual([
    [1, true],
    [1, true],
    [1, false],
  ]);
});

it('S30: a scope whose cursors are always refused is left out; acts and the other scopes are synced each time', async () => {
  const { server, device } = await setUp((r) => r.cursors.some((c) => c.scope === 'polls:public'));
  for (let n = 1; n <= 3; n++) {
    await device.queue('reading.remove', remove(n));
    server.put('public', 'story', { id: idOf(n), title: 'here' });
    await device.sync();
    expect(await device.store.db.story.count()).toBe(n);
  }
  expect(settled(server)).toEqual([1, 2, 3]);
  expect(device.status).toMatchObject({ phase: 'idle', online: 'yes' });
  expect(device.world.requests.at(-1)?.cursors.map((c) => c.scope)).toEqual([memberScope(MEMBER), 'public']);
});

it('S30 S9: the one act the server cannot read is set aside with its code, and the others are sent in order', async () => {
  const poison = 3;
  const { server, device, online } = await setUp((r) => r.mutations.some((m) => m.seq === poison));
  for (let n = 1; n <= 8; n++) await device.queue('reading.remove', remove(n));
  await device.sync();
  expect(settled(server)).toEqual([1, 2, 4, 5, 6, 7, 8]);
  expect(await device.outbox()).toMatchObject([
    { seq: poison, held: 'quarantined', lastError: 'sync.bad_request', verdict: null, heard: 1 },
  ]);
  expect(online).not.toContain('no');
  expect(device.world.requests.length).toBeLessThan(25);
});

it('S30: a server that refuses everything does not count as offline: no act is set aside, retries back off, and the status says so', async () => {
  const { device, online } = await setUp(() => true);
  await device.queue('reading.remove', remove(1));
  await device.queue('reading.remove', remove(2));
  const waits: number[] = [];
  for (let i = 0; i < 5; i++) {
    await device.syncer.idle();
    if (i === 0) await device.sync();
    expect(device.status).toMatchObject({ phase: 'refused', online: 'yes' });
    const wait = (device.status.nextTryAt ?? 0) - device.world.env.now();
    waits.push(wait);
    device.world.advance(wait);
  }
  await device.syncer.idle();
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
  expect(online).not.toContain('no');
  expect(await device.outbox()).toMatchObject([
    { held: null, verdict: null },
    { held: null, verdict: null },
  ]);
});

it('S30: once the server accepts them again, acts and cursors are sent as before', async () => {
  let refusing = true;
  const { server, device } = await setUp(() => refusing);
  await device.queue('reading.remove', remove(1));
  await device.sync();
  refusing = false;
  await device.sync();
  await device.queue('reading.remove', remove(2));
  await device.sync();
  expect(settled(server)).toEqual([1, 2]);
  expect(device.world.requests.at(-1)).toMatchObject({
    mutations: [{ seq: 2 }],
    cursors: [{ scope: memberScope(MEMBER) }, {}, {}],
  });
  expect(device.status).toMatchObject({ phase: 'idle', online: 'yes' });
});

it.each([500, 502])('S30: a %i with the server’s own code is not offline; one from a proxy is', async (status) => {
  const of = async (code: string) => (await setUp(() => true, { status, code })).device;
  const [ours, strange] = [await of('sync.internal'), await of('')];
  for (const device of [ours, strange]) {
    await device.queue('reading.remove', remove(1));
    await device.sync();
  }
  expect([ours.status, strange.status]).toMatchObject([
    { phase: 'waiting', online: 'yes' },
    { phase: 'waiting', online: 'no' },
  ]);
});

it('S14 S30: a cursor the server reports as skipped restarts, and its scope is pulled whole', async () => {
  const { server, device } = await setUp(() => false);
  await device.sync();
  let skipping = true;
  device.world.answer(async (r) => {
    const at = r.cursors.findIndex((c) => c.scope === 'public' && c.rev > 0);
    if (!skipping || at < 0) return server.handle(r);
    skipping = false;
    const lines = await server.handle({ ...r, cursors: r.cursors.filter((_, i) => i !== at) });
    return lines.map((line) => (line.t === 'head' ? { ...line, skipped: [at] } : line));
  });
  server.put('public', 'story', { id: idOf(1), gone: true }, { id: idOf(2), title: 'new' });
  await device.sync();
  expect((await device.store.db.story.toArray()).map((s) => s.id)).toEqual([idOf(2)]);
  expect(device.world.requests.map((r) => r.cursors.find((c) => c.scope === 'public')?.rev)).toEqual([0, 2, 0]);
});
