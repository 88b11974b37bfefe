import { IDBDatabase } from 'fake-indexeddb';
import { expect, it, vi } from 'vitest';
import type { CommunityId, Grains, ItemId, ProjectId, StoryId } from '@egoejo/shared/platform/ids.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import { askPersistence, enqueue, retryIn, takeBackFrom } from './outbox.ts';
import { openStore } from '../repair/open-store.ts';
import { makeDevice } from '../../testing/device.ts';
import { makeServer } from '../../testing/fake-server.ts';
import { idOf, makeWorld, WHO, type Reply } from '../../testing/world.ts';

const boost = (n: number, grains = 5) => ({ project: idOf<ProjectId>(n), grains: grains as Grains });
const proposal = (text: string) => ({
  id: idOf<ProjectId>(1),
  community: idOf<CommunityId>(2),
  title: 'Un titre',
  summary: 'Court',
  text,
  category: '',
  place: '',
  cost: null,
});

it('S2: the act is stored completely, with strict durability, before the call resolves', async () => {
  const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const device = await makeDevice();
  const key = await device.queue('project.boost', boost(1));
  const written = transactions.mock.calls.filter(([, mode]) => mode === 'readwrite');
  transactions.mockRestore();
  expect(written).toEqual([[['outbox'], 'readwrite', { durability: 'strict' }]]);
  device.store.close();
  const again = await openStore(device.world.env, WHO.member);
  const [row] = await again.db.outbox.toArray();
  expect(row).toMatchObject({
    seq: 1,
    key,
    name: 'project.boost',
    version: 1,
    args: boost(1),
    madeAt: '2026-03-01T10:00:00.000Z',
    sent: false,
    verdict: null,
  });
  expect(row?.hash).toBe(requestHash({ name: 'project.boost', version: 1, args: boost(1) }));
});

it('S1: seq never repeats, even after the queue was emptied and while two tabs write', async () => {
  const device = await makeDevice();
  const tab = await makeDevice({ world: device.world });
  await device.queue('project.boost', boost(1));
  await tab.queue('project.boost', boost(2));
  expect((await device.outbox()).map((r) => r.seq)).toEqual([1, 2]);
  await device.store.db.outbox.clear();
  await device.queue('project.boost', boost(3));
  expect((await device.outbox()).map((r) => r.seq)).toEqual([3]);
});

it('S10: an act over 32 KiB of UTF-8, which the server would never take, is not queued', async () => {
  const world = makeWorld();
  const store = await openStore(world.env, WHO.member);
  const long = await enqueue(world.env, store, WHO, 'project.propose', proposal('é'.repeat(17_000)));
  expect(long).toEqual({ ok: false, error: { code: 'sync.mutation_too_large', params: { max: 32 * 1024 } } });
  expect((await enqueue(world.env, store, WHO, 'project.propose', proposal('e'.repeat(17_000)))).ok).toBe(true);
  expect(await store.db.outbox.count()).toBe(1);
});

it('S2: invalid args are refused with a code, and a visitor queues nothing', async () => {
  const world = makeWorld();
  const store = await openStore(world.env, WHO.member);
  for (const grains of [-1, 0, 1.5, 2 ** 53, Number.NaN]) {
    expect(await enqueue(world.env, store, WHO, 'project.boost', boost(1, grains))).toMatchObject({
      ok: false,
      error: { code: 'sync.bad_args' },
    });
  }
  expect(await enqueue(world.env, store, { member: null, device: null }, 'project.boost', boost(1))).toMatchObject({
    ok: false,
    error: { code: 'account.not_signed_in' },
  });
  expect(await store.db.outbox.count()).toBe(0);
});

it('stores the title of an act’s subject at the time it is queued', async () => {
  const device = await makeDevice();
  await device.store.db.project.put({
    id: idOf(1),
    community: idOf(2),
    title: 'Une fontaine',
    summary: '',
    category: '',
    place: '',
    cost: null,
    picture: null,
    status: 'published',
    author: null,
    reason: null,
    createdAt: '',
    _scope: 'public',
    _mark: 0,
  });
  await device.queue('project.boost', boost(1));
  await device.store.db.project.update(idOf(1), { title: 'Autre' });
  await device.queue('project.propose', proposal(''));
  await device.queue('project.boost', boost(404));
  expect((await device.outbox()).map((r) => r.subject)).toEqual(['Une fontaine', 'Un titre', null]);
});

it('S23: persistent storage is requested once, at the first queued act', async () => {
  const device = await makeDevice();
  await askPersistence(device.world.env, device.store);
  await askPersistence(device.world.env, device.store);
  expect(device.world.persistAsked).toBe(1);
});

it('S19: every queued act registers a Background Sync', async () => {
  const device = await makeDevice();
  await device.queue('project.boost', boost(1));
  expect(device.world.backgroundAsked).toBe(1);
});

it('S26: an act that was never sent is taken back immediately and never leaves the device', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  const key = await device.queue('project.boost', boost(1));
  expect(await takeBackFrom(device.world.env, device.store, key)).toBe('taken');
  await device.sync();
  expect(device.world.requests[0]?.mutations).toEqual([]);
});

it('S26: an act that may have been sent is replaced by a cancel in its place and with its seq; without a receipt it is refused as cancelled', async () => {
  const server = makeServer();
  const device = await makeDevice();
  const [first, second] = [
    await device.queue('project.boost', boost(1)),
    await device.queue('project.boost', boost(2)),
  ];
  await device.sync();
  expect(await takeBackFrom(device.world.env, device.store, first)).toBe('cancelling');
  device.world.answer((r) => server.handle(r));
  await device.sync();
  const last = device.world.requests.at(-1)?.mutations.map((m) => [m.seq, m.name]);
  expect(last).toEqual([
    [1, 'sync.cancel'],
    [2, 'project.boost'],
  ]);
  expect(server.settled.map((m) => m.key)).toEqual([second]);
  expect(await device.outbox()).toEqual([]);
  expect((await device.store.db.sent.get(first))?.verdict).toEqual({
    status: 'rejected',
    code: 'sync.cancelled',
    params: {},
  });
});

it('S26: when the act already had a receipt, the cancel returns that verdict, and the act cannot be taken back any more', async () => {
  const server = makeServer();
  const device = await makeDevice();
  const key = await device.queue('project.boost', boost(1));
  device.world.answer(async (r): Promise<Reply> => {
    await server.handle(r);
    return 'lost';
  });
  await device.sync();
  expect(await takeBackFrom(device.world.env, device.store, key)).toBe('cancelling');
  device.world.answer((r) => server.handle(r));
  await device.sync();
  expect((await device.store.db.sent.get(key))?.verdict).toEqual({ status: 'applied', notes: [] });
  expect(await takeBackFrom(device.world.env, device.store, key)).toBe('too-late');
});

it('S26: a convergent act that may have been sent cannot be cancelled', async () => {
  const device = await makeDevice();
  const key = await device.queue('reading.progress', { text: idOf<StoryId>(1), at: 100, page: 1 });
  await device.sync();
  expect(await takeBackFrom(device.world.env, device.store, key)).toBe('too-late');
});

it('S6: an act whose key the server knows for another request is sent again under a new key, or taken back immediately', async () => {
  const device = await makeDevice();
  const keys = [
    await device.queue('reading.remove', { item: idOf<ItemId>(1) }),
    await device.queue('reading.remove', { item: idOf<ItemId>(2) }),
  ];
  await device.store.db.outbox.toCollection().modify({ held: 'quarantined', lastError: 'sync.key_reused', sent: true });
  await retryIn(device.world.env, device.store, keys[0] ?? '');
  expect(await takeBackFrom(device.world.env, device.store, keys[1] ?? '')).toBe('taken');
  const [row, ...others] = await device.outbox();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ args: { item: idOf(1) }, held: null, sent: false });
  expect(keys).not.toContain(row?.key);
});

it('S27: after storage was restored from an old copy, seq continues above the highest one the server saw of this device', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  server.put(`member:${WHO.member}`, 'position', {
    id: `x:${WHO.device}`,
    text: 'x',
    device: WHO.device,
    at: 1,
    page: 1,
    seq: 41,
    updatedAt: '',
  });
  server.put(`member:${WHO.member}`, 'position', {
    id: 'x:other',
    text: 'x',
    device: 'other',
    at: 1,
    page: 1,
    seq: 900,
    updatedAt: '',
  });
  await device.sync();
  await device.queue('reading.progress', { text: idOf<StoryId>(1), at: 100, page: 1 });
  expect((await device.outbox()).map((r) => r.seq)).toEqual([42]);
});
