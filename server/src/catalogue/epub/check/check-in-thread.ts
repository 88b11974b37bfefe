import type { BookError } from '@egoejo/shared/catalogue/errors.ts';
import { fail, type Result } from '@egoejo/shared/platform/result.ts';
import { inThread } from '../../../platform/limits/in-thread.ts';
import type { Finding } from './findings.ts';

const CHECK_MS = 10_000;

/** As `checkEpub`, in a thread with limits of memory and time; `book.too_slow` for a book that exhausts them. */
export async function checkInThread(path: string): Promise<Result<Finding[], BookError>> {
  const worker = new URL('./check-worker.ts', import.meta.url);
  const checked = await inThread<Result<Finding[], BookError>>(worker, { path }, { ms: CHECK_MS, memory: 256 });
  return typeof checked === 'string' ? fail('book.too_slow', { reason: checked }) : checked.told;
}
