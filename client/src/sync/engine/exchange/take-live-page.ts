/** Takes a page of the live channel in. */
import { applyLivePage } from '../apply/apply-pages.ts';
import type { PageLine } from '../protocol.ts';
import { readMeta } from '../store/meta.ts';
import { ifFree, NO_ROOM } from '../store/quota.ts';
import type { ExchangeDeps } from './ask.ts';

/**
 * Writes a page of the live channel, or nothing: when it does not follow what is here, and when there is no room.
 * @param epoch the epoch of this device when it asked for such pages
 * @returns whether the device now has what the page brought; otherwise an exchange brings it
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
