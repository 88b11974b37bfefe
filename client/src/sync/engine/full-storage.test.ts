import { afterEach, expect, it } from 'vitest';
import type { Grains, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { readActs } from '../api/acts/act-list.ts';
import { readDevice } from './store/device.ts';
import { takeBackFrom } from './acts/outbox.ts';
import { exportActs } from '../api/acts/portable.ts';
import { current, openMember, provideEnv, setEcoLevel, shutDown } from '../api/session/session.ts';
import { useSyncStatus } from '../api/status/status-store.ts';
import { bank } from '../testing/bank.ts';
import { makeServer, type FakeServer } from '../testing/fake-server.ts';
import { fillStorage, type FullStorage } from '../testing/full-storage.ts';
import { openPage, type Page } from '../testing/page.ts';
import { DEVICE, idOf, makeWorld, MEMBER, WHO } from '../testing/world.ts';

const boost = { project: idOf<ProjectId>(1), grains: 5 as Grains };
let full: FullStorage | null = null;
const fill = (reserve?: number): FullStorage => (full = fillStorage(reserve));
afterEach(() => {
  full?.end();
  full = null;
  shutDown();
});

/** A page that has synced once, with acts queued since. */
async function ready(acts: number): Promise<{ device: Page; server: FakeServer; keys: string[] }> {
  const server = makeServer();
  bank(server, 100);
  const world = makeWorld();
  world.answer((r) => server.handle(r));
  const device = await openPage(world);
  const keys: string[] = [];
  for (let i = 0; i < acts; i++) keys.push(await device.queue('project.boost', boost));
  return { device, server, keys };
}

it('S23: the reserve kept from the first start pays for the bookkeeping: acts leave, are received, and the bar says that storage is full', async () => {
  const { device, server } = await ready(3);
  fill();
  // The first request carries no cursors; its answer frees the reserve, and the second request brings the rows.
  await device.sync();
  expect(server.settled).toHaveLength(3);
  await device.sync();
  expect(await device.outbox()).toEqual([]);
  expect((await readActs(device.store.db)).sent.map((a) => a.verdict.status)).toEqual([
    'applied',
    'applied',
    'applied',
  ]);
  expect(await device.store.db.wallet.get(MEMBER)).toMatchObject({ balance: 85 });
  // The full reserve does not fit again; a smaller one is kept.
  expect(device.status).toMatchObject({ phase: 'idle', storageFull: true, online: 'yes' });
  expect(full!.reserve).toBe(256 * 1024);
  full!.end();
  await device.sync();
  expect(device.status).toMatchObject({ phase: 'idle', storageFull: false });
});

it('S23: requests that nobody answers leave the reserve alone, and the bar says that the network is away', async () => {
  const { device } = await ready(1);
  fill();
  device.world.answer(() => 'lost');
  for (let i = 0; i < 5; i++) await device.sync();
  expect(full!.reserve).toBe(512 * 1024);
  expect(device.status).toMatchObject({ phase: 'waiting', storageFull: true, online: 'no' });
});

it('S23: with no room at all acts leave all the same, and are exported; what could not be noted is asked again under the same key', async () => {
  const { device, server } = await ready(2);
  fill(0);
  await device.sync();
  expect(server.settled).toHaveLength(2);
  expect(device.world.requests.at(-1)?.cursors).toEqual([]);
  expect(device.status).toMatchObject({ phase: 'waiting', storageFull: true, online: 'yes' });
  expect(JSON.parse(await exportActs(device.world.env, device.store.db, WHO)).acts).toHaveLength(2);
  expect((await readActs(device.store.db)).outbox).toHaveLength(2);
  full!.end();
  await device.sync();
  expect(server.settled).toHaveLength(2);
  expect(await device.outbox()).toEqual([]);
  expect(device.status).toMatchObject({ phase: 'idle', storageFull: false });
  expect(await device.store.db.wallet.get(MEMBER)).toMatchObject({ balance: 90 });
});

it('S23 S26: an act sent while storage took no mark may have been sent, after a restart too: only a cancel takes it back', async () => {
  const { device, server, keys } = await ready(1);
  const [key = ''] = keys;
  fill(0);
  device.world.answer(async (r) => {
    await server.handle(r);
    return 'lost' as const;
  });
  await device.sync();
  expect(server.settled).toHaveLength(1);
  expect((await device.outbox())[0]?.sent).toBe(false);
  full!.end();
  expect(await takeBackFrom(device.world.env, device.store, key)).toBe('cancelling');
  device.world.answer((r) => server.handle(r));
  const later = await device.queue('project.boost', boost);
  await device.sync();
  expect((await device.store.db.sent.get(key))?.verdict.status).toBe('applied');
  expect((await device.store.db.sent.get(later))?.verdict.status).toBe('applied');
  // Once all acts are marked, an act that was never sent can again be removed at once.
  expect(await takeBackFrom(device.world.env, device.store, await device.queue('project.boost', boost))).toBe('taken');
});

it('S23 S29: without the room to note that the server forgot, nothing is built on what it says now', async () => {
  const { device, server } = await ready(0);
  let blocked = true;
  device.store.db.meta.hook('updating', (_changes, k) => {
    if (blocked && k === 'epoch') throw new DOMException('no room', 'QuotaExceededError');
  });
  server.epoch = 'e2';
  server.put(memberScope(MEMBER), 'wallet', { id: MEMBER, balance: 1 });
  await device.sync();
  expect(await device.store.db.wallet.get(MEMBER)).toMatchObject({ balance: 100 });
  blocked = false;
  await device.sync();
  expect(await device.store.db.wallet.get(MEMBER)).toMatchObject({ balance: 1 });
});

it('S23: a full device opens again: nothing it needs for that is written, and the member it serves is known', async () => {
  const server = makeServer();
  server.put(memberScope(MEMBER), 'wallet', { id: MEMBER, balance: 7 });
  const world = makeWorld();
  world.answer((r) => server.handle(r));
  provideEnv(world.env);
  await openMember(MEMBER, DEVICE, 'token');
  await current()?.syncer.idle();
  shutDown();
  world.answer(() => 'lost');
  // At this level no exchange starts by itself, so any refused put would come from opening.
  setEcoLevel(5);
  fill(0);
  await openMember(MEMBER, DEVICE, null);
  await current()?.syncer.idle();
  expect(full!.refused).toBe(0);
  expect(await current()?.store.db.wallet.get(MEMBER)).toMatchObject({ balance: 7 });
  expect((await readDevice(world.env)).current?.member).toBe(MEMBER);
  setEcoLevel(2);
  current()?.syncer.trigger('tap');
  await current()?.syncer.idle();
  expect(useSyncStatus.getState()).toMatchObject({ online: 'no', storageFull: true });
});
