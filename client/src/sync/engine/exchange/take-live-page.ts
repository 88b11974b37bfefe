/** Takes a page of the live channel in. */
import { applyLivePage } from '../apply/apply-pages.ts';
import type { PageLine } from '../protocol.ts';
import { readMeta } from '../store/meta.ts';
import { ifFree, NO_ROOM } from '../store/quota.ts';
import type { ExchangeDeps } from './ask.ts';

/**
 * Writes a page of the live channel. Writes nothing if rows before the page are missing, or if the storage is full.
 * @param epoch the epoch of this device when it asked for such pages
 * @returns whether the device now has the rows of the page; if not, an exchange must fetch them
 */
export async function takeLivePage(
  { env, store: { db }, who }: ExchangeDeps,
  page: PageLine,
  epoch: string | null,
): Promise<boolean> {
  const serverNow = env.now() + ((await readMeta(db, 'offset')) ?? 0);
  const as = await ifFree(() => applyLivePage(db, page, who, { epoch, serverNow }));
  return as !== NO_ROOM && as !== 'unknown';
}
