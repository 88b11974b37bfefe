/** Reads a book in a thread with limits of memory and time. */
import { Worker } from 'node:worker_threads';
import type { BookError } from '@egoejo/shared/catalogue/errors.ts';
import { fail, type Result } from '@egoejo/shared/platform/result.ts';
import type { Book } from './book.ts';

/** A book of the largest allowed size takes a few seconds. */
const READ_MS = 10_000;

/**
 * What the file says as a book, or the code of the reason why it is refused, `book.too_slow` also for one that exhausts
 * the thread. Throws when the file cannot be opened or read.
 */
export function readEpub(path: string, ms: number = READ_MS): Promise<Result<Book, BookError>> {
  return new Promise((done, failed) => {
    const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
      workerData: { path },
      resourceLimits: { maxOldGenerationSizeMb: 256, stackSizeMb: 4 },
    });
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      void worker.terminate();
      finish();
    };
    const timer = setTimeout(() => end(() => done(fail('book.too_slow', { reason: 'time' }))), ms);
    worker.once('message', (read: Result<Book, BookError>) => end(() => done(read)));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const ofBook = error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError;
      end(() => (ofBook ? done(fail('book.too_slow', { reason: 'memory' })) : failed(error)));
    });
  });
}
