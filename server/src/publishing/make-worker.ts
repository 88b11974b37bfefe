import { parentPort, workerData } from 'node:worker_threads';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { makeBook } from './epub/make.ts';
import { readManuscript } from './epub/manuscript.ts';
import type { ManuscriptCode } from './epub/model.ts';
import type { Made, Making } from './make-thread.ts';

function make({ id, title, byline, texts, pictures, ...said }: Making): Result<Made, ManuscriptCode> {
  const text = Buffer.concat(texts.flatMap(({ bytes }, i) => (i === 0 ? [bytes] : [Buffer.from('\n\n'), bytes])));
  const read = readManuscript(text, { title, authors: [byline], ...said });
  const made = read.ok ? makeBook(read.value, pictures, { id, modified: new Date() }) : read;
  const place = placeIn(texts);
  if (!made.ok) {
    const { line, file } = place(Number(made.error.params['line'] ?? 0));
    return fail(made.error.code, { ...made.error.params, line, ...(file !== '' && { file }) });
  }
  const remarks = made.value.remarks.map(({ line: at, code, what }) => {
    const { line, file } = place(at);
    return { line, code, what: file === '' ? what : `${file}: ${what}` };
  });
  return ok({ bytes: made.value.bytes, remarks });
}

/** The file, and the line in it, that a line of the whole text is. */
function placeIn(texts: Making['texts']): (line: number) => { line: number; file: string } {
  let from = 1;
  const starts = texts.map(({ name, bytes }) => {
    const start = { name, from };
    from += Buffer.from(bytes).toString('latin1').split('\n').length + 1;
    return start;
  });
  return (line) => {
    const start = line === 0 ? undefined : starts.findLast((s) => s.from <= line);
    return { line: start ? line - start.from + 1 : line, file: start?.name ?? '' };
  };
}

parentPort?.postMessage(make(workerData as Making), []);
