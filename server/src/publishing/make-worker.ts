import { parentPort, workerData } from 'node:worker_threads';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { makeBook } from './epub/make.ts';
import { readManuscript } from './epub/manuscript.ts';
import type { ManuscriptCode } from './epub/model.ts';
import type { Made, Making } from './make-thread.ts';

function make({ id, title, byline, texts, pictures, ...said }: Making): Result<Made, ManuscriptCode> {
  const text = Buffer.concat(texts.flatMap((t, i) => (i === 0 ? [t] : [Buffer.from('\n\n'), t])));
  const read = readManuscript(text, { title, authors: [byline], ...said });
  if (!read.ok) return read;
  const made = makeBook(read.value, pictures, { id, modified: new Date() });
  return made.ok ? ok({ bytes: made.value.bytes, remarks: made.value.remarks }) : fail(made.error.code, made.error.params);
}

parentPort?.postMessage(make(workerData as Making), []);
