/** Reads a book in a thread with limits of memory and time. */
import type { BookError } from '@egoejo/shared/catalogue/errors.ts';
import { fail, type Result } from '@egoejo/shared/platform/result.ts';
import { inThread } from '../../platform/limits/in-thread.ts';
import type { Book } from './book.ts';

/** A book of the largest allowed size takes a few seconds. */
const READ_MS = 10_000;

/**
 * What the file says as a book, or the code of the reason why it is refused, `book.too_slow` also for one that exhausts
 * the thread. Throws when the file cannot be opened or read.
 */
export async function readEpub(path: string, ms: number = READ_MS): Promise<Result<Book, BookError>> {
  const worker = new URL('./read-worker.ts', import.meta.url);
  const read = await inThread<Result<Book, BookError>>(worker, { path }, { ms, memory: 256 });
  return typeof read === 'string' ? fail('book.too_slow', { reason: read }) : read.told;
}
