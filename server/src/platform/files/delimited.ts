/** Reads delimited text (CSV and its kin) from a stream in bounded memory. Faults are values that name line and reason. */
import { DelimitedReader, type Delimiter, type DelimitedRecord } from '@egoejo/shared/platform/delimited.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { Readable } from 'node:stream';
import { fault, type FileCode } from './file-fault.ts';
import { MAX_RECORD, decoded, withDelimiter } from './decoded-text.ts';

export type FileRecord = DelimitedRecord;

const REASONS: Readonly<Record<FileCode, string>> = {
  'file.not_utf8': 'not UTF-8 text: save the file as CSV in UTF-8',
  'file.unclosed_quote': 'the quote that opens here is never closed',
  'file.quote_over_lines': 'the quote that opens here closes on another line, in the middle of a cell',
  'file.line_too_long': `a line of more than ${MAX_RECORD} characters, or a quote that is never closed`,
  'file.control_character': 'a NUL character: is it UTF-16? Save the file as CSV in UTF-8',
};
const BATCH = 500;

/**
 * Records of a text, in batches as they arrive; empty lines are left out, fields are trimmed. Ends after the first
 * fault.
 * @param delimiter 'guess': from the first line
 */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: Delimiter | 'guess',
): AsyncGenerator<Result<FileRecord[], FileCode>> {
  let batch: FileRecord[] = [];
  const bad = (code: FileCode, line: number): Result<never, FileCode> => fault(code, line, REASONS[code]);
  const end = { notText: false };
  const source = Readable.from(decoded(chunks, end), { highWaterMark: 1 });
  try {
    const { found, text } = await withDelimiter(source, delimiter);
    const reader = new DelimitedReader(found, MAX_RECORD);
    const complete = (): void => {
      for (const record of reader.records())
        if (record.fields.length > 1 || record.fields[0] !== '') batch.push(record);
    };
    for await (const piece of text) {
      reader.take(piece);
      complete();
      if (reader.fault) break;
      if (batch.length < BATCH) continue;
      yield ok(batch);
      batch = [];
    }
    // The text before an invalid byte is not a complete record.
    if (!end.notText) reader.end();
    complete();
    yield ok(batch);
    const wrong = reader.fault;
    if (wrong) yield bad(wrong.code, wrong.line);
    else if (end.notText) yield bad('file.not_utf8', reader.line);
  } finally {
    source.destroy();
  }
}
