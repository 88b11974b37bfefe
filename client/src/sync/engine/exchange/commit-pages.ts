/** Writes the pages of an answer, as far as storage allows. */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { applyPages, keepAhead } from '../apply/apply-pages.ts';
import { bytesOf } from '../acts/envelope.ts';
import type { ExchangeDeps } from './ask.ts';
import type { Prepared } from './request-plan.ts';
import type { PageLine } from '../protocol.ts';
import { NO_ROOM, withReserve, withRoom } from '../store/quota.ts';
import type { Reading } from './reading.ts';

/** Writes pages; frees room once when storage is full (S23). */
export async function commitPages(
  deps: ExchangeDeps,
  prepared: Prepared,
  reading: Reading,
  pages: PageLine[],
): Promise<void> {
  if (reading.void || reading.full) return;
  const { env, store, who, report } = deps;
  const write = (): Promise<number | null> => applyPages(store.db, reading.fence, pages, who, prepared.awaited);
  // The member's own rows may use the reserve: they are few, and they show what became of the acts.
  const own = pages.every((page) => page.scope.startsWith('member:'));
  const rows = await (own ? withReserve(env, store.db, write) : withRoom(env, store.db, () => bytesOf(pages), write));
  reading.full = rows === NO_ROOM;
  reading.void = rows === null;
  if (reading.full) report({ storageFull: true });
  if (rows === null || rows === NO_ROOM) return;
  reading.pages += pages.length;
  reading.rows += rows;
  for (const page of pages) if (page.done) reading.scopesLeft.delete(page.scope);
  report({ progress: { scopesLeft: reading.scopesLeft.size, rows: reading.rows } });
}

/**
 * Stores pages of the own scope beside its cursor while that scope is not done and acts wait for it (S16). They are
 * applied together with the rest, and the next request continues after them.
 */
export async function keepForLater(
  { env, store }: ExchangeDeps,
  reading: Reading,
  scope: Scope,
  pages: PageLine[],
  added: boolean,
): Promise<void> {
  if (!added || reading.full) return;
  const kept = await withRoom(
    env,
    store.db,
    () => bytesOf(pages),
    () => keepAhead(store.db, reading.fence, scope, pages),
  );
  reading.full = kept === NO_ROOM;
  if (kept === true) reading.pages += pages.length;
}
