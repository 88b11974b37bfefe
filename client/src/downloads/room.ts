import { dropReadBooks } from '../platform/storage/kept-books.ts';
import { isQuotaError } from '../platform/storage/quota-error.ts';
import { theEnv } from '../sync/api/session/session.ts';
import { DownloadFault } from './fault.ts';

/**
 * Runs a write of a download. A full device gives up books read to their end; without any it refuses in words. Nothing
 * else that a member has taken along makes room for a download.
 * @throws DownloadFault `no_room`
 */
export async function withRoom<T>(bytes: number, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (!isQuotaError(cause)) throw cause;
  }
  await dropReadBooks(theEnv(), bytes);
  try {
    return await write();
  } catch (cause) {
    throw isQuotaError(cause) ? new DownloadFault('no_room') : cause;
  }
}
