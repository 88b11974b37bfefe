/** Makes a book of a text in a separate thread: a hostile text may exhaust that thread's memory or time only. */
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { ManuscriptRemark } from '@egoejo/shared/publishing/model.ts';
import { inThread } from '../platform/limits/in-thread.ts';
import { createWorkLimit } from '../platform/limits/work-limit.ts';
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

/** Books that are made at the same time: each may take half a gigabyte. A member has one. */
const making = createWorkLimit({ places: 1, queue: 20, each: 1, refusal: 'sync.busy', retrySeconds: 10 });

/**
 * The book, or `manuscript.unfit` with what is wrong with the text, and where.
 * @throws AppError 503 `sync.busy` while too many others wait.
 */
export const makeInThread = (given: Making, by: MemberId): Promise<Result<Made, ErrorCode>> =>
  making.run(async () => {
    const worker = new URL('./make-worker.ts', import.meta.url);
    const made = await inThread<Result<Made, ManuscriptCode>>(worker, given, { ms: MAKE_MS, memory: 512 });
    if (typeof made === 'string') return fail('manuscript.unfit', { fault: 'too_long', line: 0 });
    if (made.told.ok) return ok(made.told.value);
    const { code, params } = made.told.error;
    return fail('manuscript.unfit', {
      fault: code.slice('manuscript.'.length),
      line: Number(params['line'] ?? 0),
      ...(params['picture'] !== undefined && { picture: String(params['picture']) }),
      ...(params['file'] !== undefined && { file: String(params['file']) }),
    });
  }, by);
