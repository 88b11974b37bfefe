/**
 * What is deleted when storage is full, in this order: pictures, audio, sounds that were taken along, books that were
 * read to their end, and texts, oldest first (S23, B5, L5). All of it can be fetched again. Nothing else is ever
 * deleted. If that is not enough, a reserve kept since the first start gives its room to the sync's own bookkeeping,
 * and what still cannot be written is left out.
 */
import { isQuotaError } from '../../../platform/storage/quota-error.ts';
import { dropReadBooks } from '../../../platform/storage/kept-books.ts';
import { dropOldSounds } from '../../../platform/storage/kept-sounds.ts';
import { deleteReserve, putReserve } from './device.ts';
import type { Env } from '../env.ts';
import { memberCaches } from './pictures.ts';
import type { EgoejoDb } from './tables.ts';

/** Caches that the service worker fills at run time, by content. */
export const RUNTIME_CACHES = { covers: 'egoejo-pictures-of-all', audio: 'egoejo-audio' } as const;
/** Room freed beyond what was asked for, bytes, so that the outbox can always grow. */
const RESERVE = 2 * 1024 * 1024;

export { isQuotaError };

async function bodyBytes(cache: Cache, request: Request): Promise<number> {
  const response = await cache.match(request);
  return response ? (await response.blob()).size : 0;
}

/**
 * Frees at least `needed` bytes and a reserve, as far as there is anything that may be deleted.
 * @returns the bytes freed, counted by the size of what was removed: the browser's own estimate lags behind.
 */
export async function makeRoom(env: Env, db: EgoejoDb | null, needed: number): Promise<number> {
  const target = needed + RESERVE;
  let freed = 0;
  const pictures = env.caches ? await memberCaches(env.caches) : [];
  for (const name of [...pictures, RUNTIME_CACHES.covers, RUNTIME_CACHES.audio]) {
    if (freed >= target) return freed;
    if (!env.caches || !(await env.caches.has(name))) continue;
    const cache = await env.caches.open(name);
    // keys() returns them in the order in which they were stored.
    for (const request of await cache.keys()) {
      if (freed >= target) break;
      freed += await bodyBytes(cache, request);
      await cache.delete(request);
    }
  }
  if (freed < target) freed += await dropOldSounds(env, target - freed);
  if (freed < target) freed += await dropReadBooks(env, target - freed);
  return db && freed < target ? freed + (await dropTexts(db, target - freed)) : freed;
}

async function dropTexts(db: EgoejoDb, target: number): Promise<number> {
  let freed = 0;
  while (freed < target) {
    const oldest = await db.texts.orderBy('savedAt').first();
    if (!oldest) break;
    freed += oldest.bytes;
    await db.texts.delete([oldest.kind, oldest.id]);
  }
  return freed;
}

/** What `withRoom` returns when nothing was left to remove. */
export const NO_ROOM = Symbol('storage is full');

/**
 * Runs `write`; when storage is full, calls the steps that make room one after the other and runs it again after each.
 */
async function tryWith<T>(
  write: () => Promise<T>,
  steps: readonly (() => Promise<unknown>)[],
): Promise<T | typeof NO_ROOM> {
  for (const step of [...steps, null]) {
    try {
      return await write();
    } catch (cause) {
      if (!isQuotaError(cause)) throw cause;
    }
    await step?.();
  }
  return NO_ROOM;
}

/** Runs `write`; when storage is full, frees room for about that many bytes and runs it once more. */
export const withRoom = <T>(
  env: Env,
  db: EgoejoDb,
  bytes: () => number,
  write: () => Promise<T>,
): Promise<T | typeof NO_ROOM> => tryWith(write, [() => makeRoom(env, db, bytes())]);

/**
 * Like `withRoom`, but for the sync's own bookkeeping, which is small and may use the reserve. `db`: null before a
 * database is open.
 */
export const withReserve = <T>(env: Env, db: EgoejoDb | null, write: () => Promise<T>): Promise<T | typeof NO_ROOM> =>
  tryWith(write, [() => makeRoom(env, db, 0), () => spendReserve(env)]);

/** Runs a write for which nothing is deleted. */
export const ifFree = <T>(write: () => Promise<T>): Promise<T | typeof NO_ROOM> => tryWith(write, []);

/** Runs a write that may be left out because it only stores a convenience. Returns false when it was left out. */
export const ifRoom = async (env: Env, db: EgoejoDb, write: () => Promise<unknown>): Promise<boolean> =>
  (await withRoom(env, db, () => 0, write)) !== NO_ROOM;

/**
 * Sizes of the reserve to try, largest first. The browser stores a single value of this size in a file of its own, so
 * removing it frees its room at once. The largest is enough for a few hundred small writes.
 */
const RESERVE_BYTES = [512 * 1024, 256 * 1024, 128 * 1024] as const;
/** Environments whose reserve was spent and not restored. */
const spent = new WeakSet<Env>();

/**
 * Creates the reserve if it is not there yet, or a smaller one where the full one does not fit. Returns false when the
 * full reserve is not there.
 */
export async function keepReserve(env: Env): Promise<boolean> {
  spent.add(env);
  for (const bytes of RESERVE_BYTES) {
    if ((await tryWith(() => putReserve(env, bytes), [])) === NO_ROOM) continue;
    if (bytes === RESERVE_BYTES[0]) spent.delete(env);
    break;
  }
  return !spent.has(env);
}

async function spendReserve(env: Env): Promise<void> {
  spent.add(env);
  await deleteReserve(env);
}
/** Restores a reserve that was spent. Returns false when there is still no room. */
export const remakeReserve = async (env: Env): Promise<boolean> => !spent.has(env) || keepReserve(env);
