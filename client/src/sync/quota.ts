/** S23: what goes when storage is full, in this order: covers, audio, books and texts, oldest first. Nothing else ever. */
import type { Env } from './env.ts';
import type { EgoejoDb } from './store.ts';

/** Caches the service worker fills at run time, by what they hold. */
export const RUNTIME_CACHES = { covers: 'egoejo-pictures', audio: 'egoejo-audio', books: 'egoejo-books' } as const;
const ORDER = [RUNTIME_CACHES.covers, RUNTIME_CACHES.audio, RUNTIME_CACHES.books] as const;
/** Never so full that the outbox cannot grow. */
const RESERVE = 2 * 1024 * 1024;

/** True for the error a browser gives when this origin may store no more, however Dexie wrapped it. */
export function isQuotaError(cause: unknown): boolean {
  if (typeof cause !== 'object' || cause === null) return false;
  if ('name' in cause && cause.name === 'QuotaExceededError') return true;
  return 'inner' in cause && isQuotaError(cause.inner);
}

async function bodyBytes(cache: Cache, request: Request): Promise<number> {
  const response = await cache.match(request);
  return response ? (await response.blob()).size : 0;
}

/**
 * Frees at least `needed` bytes and a reserve, as far as there is something that may go. Returns the bytes freed, by
 * the size of what was removed: the browser's own estimate lags behind.
 */
export async function makeRoom(env: Env, db: EgoejoDb, needed: number): Promise<number> {
  const target = needed + RESERVE;
  let freed = 0;
  for (const name of ORDER) {
    if (freed >= target) return freed;
    if (!env.caches || !(await env.caches.has(name))) continue;
    const cache = await env.caches.open(name);
    // keys() gives them in the order they were put in.
    for (const request of await cache.keys()) {
      if (freed >= target) break;
      freed += await bodyBytes(cache, request);
      await cache.delete(request);
    }
  }
  while (freed < target) {
    const oldest = await db.texts.orderBy('savedAt').first();
    if (!oldest) break;
    freed += oldest.bytes;
    await db.texts.delete([oldest.kind, oldest.id]);
  }
  return freed;
}

/** What `withRoom` gives when there was nothing left to remove. */
export const FULL = Symbol('storage is full');

/** Runs `write`; when storage is full it frees room for about `bytes` and runs it once more. */
export async function withRoom<T>(env: Env, db: EgoejoDb, bytes: number, write: () => Promise<T>): Promise<T | typeof FULL> {
  for (const last of [false, true]) {
    try {
      return await write();
    } catch (cause) {
      if (!isQuotaError(cause)) throw cause;
      if (!last) await makeRoom(env, db, bytes);
    }
  }
  return FULL;
}
