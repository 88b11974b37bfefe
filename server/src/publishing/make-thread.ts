/** Makes a book of a text in a separate thread: a hostile text may exhaust that thread's memory or time only. */
import { Worker } from 'node:worker_threads';
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { ManuscriptRemark } from '@egoejo/shared/publishing/model.ts';
import type { ManuscriptCode } from './epub/model.ts';

export interface Making {
  /** The manuscript's, which all its editions have in common. */
  id: string;
  title: string;
  byline: string;
  language: string;
  description: string;
  rights: string;
  /** In their order; they are one text. `name`: '' for a text that came alone. */
  texts: { name: string; bytes: Uint8Array }[];
  pictures: ReadonlyMap<string, Uint8Array>;
}
export interface Made {
  bytes: Uint8Array;
  remarks: ManuscriptRemark[];
}

/** The largest text that is allowed takes a few seconds. */
const MAKE_MS = 60_000;

/** The book, or `manuscript.unfit` with what is wrong with the text, and where. */
export async function makeInThread(making: Making, ms: number = MAKE_MS): Promise<Result<Made, ErrorCode>> {
  const made = await inThread(making, ms);
  if (made === 'exhausted') return fail('manuscript.unfit', { fault: 'too_long', line: 0 });
  if (made.ok) return ok(made.value);
  const { code, params } = made.error;
  return fail('manuscript.unfit', {
    fault: code.slice('manuscript.'.length),
    line: Number(params['line'] ?? 0),
    ...(params['picture'] !== undefined && { picture: String(params['picture']) }),
    ...(params['file'] !== undefined && { file: String(params['file']) }),
  });
}

const inThread = (making: Making, ms: number): Promise<Result<Made, ManuscriptCode> | 'exhausted'> =>
  new Promise((done, failed) => {
    const worker = new Worker(new URL('./make-worker.ts', import.meta.url), {
      workerData: making,
      resourceLimits: { maxOldGenerationSizeMb: 512, stackSizeMb: 4 },
    });
    const end = (finish: () => void): void => {
      clearTimeout(timer);
      void worker.terminate();
      finish();
    };
    const timer = setTimeout(() => end(() => done('exhausted')), ms);
    worker.once('message', (made: Result<Made, ManuscriptCode>) => end(() => done(made)));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const ofText = error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError;
      end(() => (ofText ? done('exhausted') : failed(error)));
    });
  });
