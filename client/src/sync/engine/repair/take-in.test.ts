import { IDBDatabase } from 'fake-indexeddb';
import { afterEach, expect, it, vi } from 'vitest';
import type { Grains, ItemId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { shutDown, unsyncedCount } from '../../api/session/session.ts';
import { exportQueue } from '../../api/acts/queue-transfer.ts';
import { storeName } from '../store/store-name.ts';
import { makeDevice, type Device } from '../../testing/device.ts';
import { makeServer } from '../../testing/fake-server.ts';
import { holdWriting } from '../../testing/frozen-writer.ts';
import { openPage } from '../../testing/page.ts';
import { idOf, makeShared, makeWorld, MEMBER, WHO, type World } from '../../testing/world.ts';
import { deleteSpare, putSpare, spareNames, LONGEST_WRITE_MS } from '../store/spare.ts';
import { openStore } from './open-store.ts';
import { deleteStore } from '../store/store.ts';
import type { NewOutboxRow } from '../store/outbox-row.ts';
import { createOverlay } from '../view/overlay.ts';
import { enqueue } from '../acts/outbox.ts';
import { takeIn } from './take-in.ts';

const OWN = memberScope(MEMBER);
const remove = (n: number) => ({ item: idOf<ItemId>(n) });
const freeze = ({ env }: World, table = 'outbox', database = storeName(MEMBER)) =>
  holdWriting(env.indexedDB, database, table);
afterEach(shutDown);

/** Queues an act while another tab holds the queue; it goes to the spare store after a second. */
async function queueAside({ world, store }: Pick<Device, 'world' | 'store'>, n = 1) {
  const queued = enqueue(world.env, store, WHO, 'reading.remove', remove(n));
  await expect.poll(() => world.timers()).toContain(LONGEST_WRITE_MS);
  world.advance(LONGEST_WRITE_MS);
  const done = await queued;
  if (!done.ok || !done.value.spare) throw new Error('not in the spare store');
  return done.value.spare;
}
/** An act in the spare store of a tab that is gone. */
async function leftBehind(world: World, n = 1): Promise<NewOutboxRow> {
  const other = await makeDevice({ world: makeWorld() });
  // Keys are in the order of their times.
  other.world.advance(n);
  await other.queue('reading.remove', remove(n));
  const [{ seq: _, ...row } = { seq: 0 }] = await other.outbox();
  await putSpare(world.env, MEMBER, row as NewOutboxRow);
  return row as NewOutboxRow;
}

it('S18: a spare database that another tab empties while it is still open is closed without a word', async () => {
  const world = makeWorld();
  const row = await leftBehind(world);
  const [name = ''] = await spareNames(world.env, MEMBER);
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  await Promise.all([putSpare(world.env, MEMBER, row), deleteSpare(world.env, name)]);
  expect(warned).not.toHaveBeenCalled();
  warned.mockRestore();
});

it('S18: an act the queue does not take within a second is stored durably aside; once the frozen tab thaws, it is sent once', async () => {
  const server = makeServer();
  const device = await makeDevice();
  const { world } = device;
  world.answer((r) => server.handle(r));
  const thaw = await freeze(world);
  const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const first = await queueAside(device, 1);
  const written = transactions.mock.calls.filter(
    ([tables, mode]) => mode === 'readwrite' && [tables].flat().includes('act'),
  );
  transactions.mockRestore();
  expect(written).toEqual([[['act'], 'readwrite', { durability: 'strict' }]]);
  const second = await queueAside(device, 2);
  expect(await spareNames(world.env, MEMBER)).toHaveLength(2);
  expect(world.backgroundAsked).toBe(2);

  // The late writes of this tab and the acts taken in are the same acts.
  await thaw();
  await device.sync();
  expect(server.settled.map((m) => m.key)).toEqual([first.key, second.key]);
  expect(await device.outbox()).toEqual([]);
  expect(await device.store.db.sent.count()).toBe(2);
  expect(await spareNames(world.env, MEMBER)).toEqual([]);
});

it('S18: an act that the queue takes within a second is in no spare store', async () => {
  const device = await makeDevice();
  const databases = vi.spyOn(device.world.env.indexedDB, 'open');
  await device.queue('reading.remove', remove(1));
  expect(databases).not.toHaveBeenCalled();
  expect(device.world.timers()).not.toContain(LONGEST_WRITE_MS);
});

it('S18: the act of a tab that is gone is taken in when the app opens, once, though several tabs do it', async () => {
  const shared = makeShared();
  const world = makeWorld(shared);
  const row = await leftBehind(world);
  const stores = await Promise.all([openStore(world.env, MEMBER), openStore(makeWorld(shared).env, MEMBER)]);
  await Promise.all(stores.map((store) => takeIn(world.env, store, MEMBER)));
  expect(await stores[0].db.outbox.toArray()).toMatchObject([{ key: row.key, args: remove(1), hash: row.hash }]);
  expect(await spareNames(world.env, MEMBER)).toEqual([]);
});

it('S18 S19: at the level that syncs least, an act in the spare store is waited for as one in the queue', async () => {
  const server = makeServer();
  const device = await makeDevice({ eco: 5 });
  device.world.answer((r) => server.handle(r));
  const { key } = await leftBehind(device.world);
  device.syncer.trigger('visible');
  await device.syncer.idle();
  expect(server.settled.map((m) => m.key)).toEqual([key]);
});

it('S18: an act that is settled by then is not queued again', async () => {
  const server = makeServer();
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.queue('reading.remove', remove(1));
  const [{ seq: _, ...row } = { seq: 0 }] = await device.outbox();
  await device.sync();
  await putSpare(device.world.env, MEMBER, row as NewOutboxRow);
  await device.sync();
  expect(await device.outbox()).toEqual([]);
  expect(await spareNames(device.world.env, MEMBER)).toEqual([]);
});

it('S18 S30: a spare store whose tab is frozen inside it waits, and stops neither the others nor the sync', async () => {
  const server = makeServer();
  const device = await makeDevice();
  const { world } = device;
  world.answer((r) => server.handle(r));
  const [held, free] = [await leftBehind(world, 1), await leftBehind(world, 2)];
  const thaw = await freeze(world, 'act', `${storeName(MEMBER)}-spare-${held.key}`);
  device.syncer.trigger('tap');
  await expect.poll(() => world.timers()).toContain(LONGEST_WRITE_MS);
  world.advance(LONGEST_WRITE_MS);
  await device.syncer.idle();
  expect(server.settled.map((m) => m.key)).toEqual([free.key]);
  await thaw();
  // Without a tap.
  world.advance(20_000);
  await device.syncer.idle();
  expect(server.settled.map((m) => m.key)).toEqual([free.key, held.key]);
});

it('S18 S30: a damaged act of the spare store is set aside like one of the queue', async () => {
  const world = makeWorld();
  const row = await leftBehind(world);
  await putSpare(world.env, MEMBER, { ...row, args: { item: 'nope' } });
  const store = await openStore(world.env, MEMBER);
  expect(await store.db.outbox.toArray()).toMatchObject([{ key: row.key, held: 'quarantined' }]);
});

it('S18 S22: counts, exports and sign-outs know the spare store', async () => {
  const page = await openPage();
  const { key } = await leftBehind(page.world, 1);
  expect(await unsyncedCount()).toBe(1);
  const late = await leftBehind(page.world, 2);
  const text = await (await exportQueue()).text();
  expect([text.includes(key), text.includes(late.key)]).toEqual([true, true]);
  await leftBehind(page.world, 3);
  shutDown();
  await deleteStore(page.world.env, MEMBER);
  expect((await page.world.env.indexedDB.databases()).filter(({ name }) => name?.includes(MEMBER))).toEqual([]);
});

it('S18 S3: an act in the spare store is shown at once with its effect, and once it is in the queue not twice', async () => {
  const server = makeServer();
  const device = await makeDevice();
  const { world, store } = device;
  server.put(OWN, 'wallet', {
    id: MEMBER,
    balance: 100,
    harvested: 0,
    planted: 0,
    composted: 0,
    redistributed: 0,
    adjusted: 0,
  });
  world.answer((r) => server.handle(r));
  await device.sync();
  const overlay = createOverlay(store.db, WHO);
  await expect.poll(() => overlay.get().offset).not.toBe(0);
  const thaw = await freeze(world);
  const queued = enqueue(world.env, store, WHO, 'project.boost', { project: idOf<ProjectId>(1), grains: 30 as Grains });
  await expect.poll(() => world.timers()).toContain(LONGEST_WRITE_MS);
  world.advance(LONGEST_WRITE_MS);
  const done = await queued;
  if (!done.ok || !done.value.spare) throw new Error('not in the spare store');
  overlay.show(done.value.spare);
  const balance = () => (overlay.get().rows.get('wallet')?.get(MEMBER) as { balance: number } | undefined)?.balance;
  expect(overlay.get()).toMatchObject({ outbox: [{ key: done.value.key }], spare: [{ key: done.value.key }] });
  await expect.poll(balance).toBe(70);
  await thaw();
  await expect.poll(() => overlay.get().spare).toEqual([]);
  expect(overlay.get().outbox).toMatchObject([{ key: done.value.key, seq: 1 }]);
  expect([balance(), overlay.get().reserved]).toEqual([70, 30]);
  // The late write may come before the member is told of the spare store.
  overlay.show(done.value.spare);
  expect(overlay.get().outbox).toHaveLength(1);
  expect(overlay.get().spare).toEqual([]);
  overlay.close();
});
