import { afterEach, expect, it } from 'vitest';
import type { TextBody } from '@egoejo/shared/registry.ts';
import type { Grains, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { shutDown } from '../../api/session/session.ts';
import { isQuotaError, makeRoom, RUNTIME_CACHES } from './quota.ts';
import { makeDevice } from '../../testing/device.ts';
import { makeServer } from '../../testing/fake-server.ts';
import { openPage } from '../../testing/page.ts';
import { idOf } from '../../testing/world.ts';

/** The part of Cache Storage used here: named maps in order of arrival. */
function cacheStorage(content: Record<string, string[]>): {
  caches: CacheStorage;
  left: Map<string, Map<string, Blob>>;
} {
  const left = new Map(
    Object.entries(content).map(([name, urls]) => [
      name,
      new Map(urls.map((u) => [u, new Blob(['x'.repeat(1_000_000)])])),
    ]),
  );
  const cache = (name: string): Partial<Cache> => ({
    keys: async () => [...(left.get(name)?.keys() ?? [])].map((u) => new Request(u)),
    match: async (request) => new Response(left.get(name)?.get((request as Request).url)),
    delete: async (request) => left.get(name)?.delete((request as Request).url) ?? false,
  });
  const caches: Partial<CacheStorage> = {
    has: async (n) => left.has(n),
    keys: async () => [...left.keys()],
    open: async (n) => cache(n) as Cache,
  };
  return { caches: caches as CacheStorage, left };
}
const body: TextBody = { id: '', title: '', pages: [], words: 0, licence: '', authors: '', source: null };
afterEach(shutDown);
const urls = (kind: string) => [1, 2].map((n) => `https://x.test/${kind}/${n}`);

it('S23: covers go first, then audio, then texts, each oldest first, only as much as is needed; never outbox, receipts or own rows', async () => {
  const device = await openPage();
  const { caches, left } = cacheStorage({ [RUNTIME_CACHES.covers]: urls('c'), [RUNTIME_CACHES.audio]: urls('a') });
  device.world.env.caches = caches;
  const { db } = device.store;
  await db.texts.bulkPut(
    [3, 1, 2].map((n) => ({ kind: 'story' as const, id: `t${n}`, body, bytes: 1_000_000, savedAt: n })),
  );
  await db.receipt.put({
    id: 'r',
    hash: '',
    name: '',
    verdict: { status: 'applied', notes: [] },
    revs: {},
    at: '',
    _scope: 'x',
    _mark: 0,
  });
  await device.queue('project.boost', { project: idOf<ProjectId>(1), grains: 5 as Grains });
  const names = () => [...left.values()].flatMap((c) => [...c.keys()]);
  const texts = async () => (await db.texts.toArray()).map((t) => t.id);
  await makeRoom(device.world.env, db, 900_000);
  expect(names()).toEqual(urls('a').slice(1));
  await makeRoom(device.world.env, db, -1_500_000);
  expect([names(), await texts()]).toEqual([[], ['t1', 't2', 't3']]);
  await makeRoom(device.world.env, db, -1_097_152 + 1_000_000);
  expect(await texts()).toEqual(['t3']);
  await makeRoom(device.world.env, db, 1e9);
  expect([await texts(), await db.outbox.count(), await db.receipt.count()]).toEqual([[], 1, 1]);
});

it('S23: a page that does not fit is committed after room was made', async () => {
  const server = makeServer();
  server.put('public', 'story', { id: idOf(1), title: 't' });
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  await device.store.db.texts.put({ kind: 'story', id: 'old', body, bytes: 5_000_000, savedAt: 1 });
  let full = true;
  // The error a browser throws from a put when the quota is reached, as Dexie passes it on.
  device.store.db.story.hook('creating', () => {
    if (full) {
      full = false;
      throw new DOMException('full', 'QuotaExceededError');
    }
  });
  await device.sync();
  expect(full).toBe(false);
  expect(await device.store.db.story.count()).toBe(1);
  expect(await device.store.db.texts.count()).toBe(0);
});

it('S23: an act is queued under quota pressure too, at the cost of downloads; when nothing is left to remove it is refused in words', async () => {
  const device = await openPage();
  const { db, strict } = device.store;
  await db.texts.put({ kind: 'story', id: 'old', body, bytes: 5_000_000, savedAt: 1 });
  let failures = 1;
  strict.outbox.hook('creating', () => {
    if (failures-- > 0) throw new DOMException('full', 'QuotaExceededError');
  });
  await device.queue('project.boost', { project: idOf<ProjectId>(1), grains: 5 as Grains });
  expect([await db.outbox.count(), await db.texts.count(), device.status.storageFull]).toEqual([1, 0, false]);
  failures = 2;
  await expect(device.queue('project.boost', { project: idOf<ProjectId>(1), grains: 5 as Grains })).rejects.toThrow(
    'sync.storage_full',
  );
  expect([await db.outbox.count(), device.status.storageFull]).toEqual([1, true]);
});

it('S23: when storage stays full the exchange waits longer each time, and says so', async () => {
  const server = makeServer();
  server.put('public', 'story', { id: idOf(1), title: 't' });
  const device = await makeDevice();
  device.world.answer((r) => server.handle(r));
  let full = true;
  device.store.db.story.hook('creating', () => {
    if (full) throw new DOMException('full', 'QuotaExceededError');
  });
  await device.sync();
  expect(device.status).toMatchObject({ phase: 'waiting', storageFull: true });
  device.world.advance(500);
  await device.syncer.idle();
  expect((device.status.nextTryAt ?? 0) - device.world.env.now()).toBe(1000);
  full = false;
  await device.sync();
  expect(device.status).toMatchObject({ phase: 'idle', storageFull: false });
  expect(await device.store.db.story.count()).toBe(1);
});

it('knows the quota error however deep it lies', () => {
  expect(isQuotaError(new DOMException('', 'QuotaExceededError'))).toBe(true);
  expect(isQuotaError({ name: 'AbortError', inner: { name: 'QuotaExceededError' } })).toBe(true);
  expect(isQuotaError(new Error('other'))).toBe(false);
});
