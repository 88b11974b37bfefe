/**
 * Reads delimited text (CSV and its kin) from a stream, by csv-parse, in bounded memory: quoted fields, LF or CRLF,
 * with or without a byte-order mark. Faults are values that name line and reason.
 */
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';
import { fault, type FileCode } from './file-fault.ts';
import { MAX_RECORD, decoded, withDelimiter } from './decoded-text.ts';

export interface FileRecord {
  /** Where it begins. */
  line: number;
  fields: string[];
}

/**
 * Records of a text, in batches as they arrive; empty lines are left out, fields are trimmed. Ends after the first
 * fault.
 * @param delimiter 'guess': from the first line
 */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: ',' | ';' | 'guess',
): AsyncGenerator<Result<FileRecord[], FileCode>> {
  let line = 1;
  let batch: FileRecord[] = [];
  const end = { notText: false, inLine: false };
  const source = Readable.from(decoded(chunks, end), { highWaterMark: 1 });
  try {
    const { found, text } = await withDelimiter(source, delimiter);
    for await (const { record: fields, raw } of parsed(text, found)) {
      if (raw.includes('\0')) {
        yield ok(batch);
        yield fault('file.control_character', line, 'a NUL character');
        return;
      }
      if (fields.length > 1 || fields[0] !== '') batch.push({ line, fields });
      line += linesOf(raw);
      if (batch.length < BATCH) continue;
      yield ok(batch);
      batch = [];
    }
    // The text before the invalid byte is not a complete record.
    if (end.notText && end.inLine) line = batch.pop()?.line ?? line;
    yield ok(batch);
    if (end.notText) yield fault('file.not_utf8', line, 'not UTF-8 text');
  } catch (error) {
    yield ok(batch);
    yield faultOf(error, line);
  } finally {
    source.destroy();
  }
}

const BATCH = 500;
/** Number of lines of a record. The parser leaves out the last line end in some cases. */
const linesOf = (raw: string): number => raw.replace(/\r?\n$/, '').split('\n').length;

interface Parsed {
  record: string[];
  /** The record as written in the file, including its line end. */
  raw: string;
}

/** @throws the parser's CsvError */
async function* parsed(text: AsyncIterable<string>, delimiter: ',' | ';'): AsyncGenerator<Parsed> {
  const parser = parse({
    delimiter,
    // A quote inside an unquoted field, or text after a closing one, is text.
    relax_quotes: true,
    relax_column_count: true,
    trim: true,
    raw: true,
    max_record_size: MAX_RECORD,
    record_delimiter: ['\r\n', '\n'],
  });
  const source = Readable.from(text, { highWaterMark: 1 });
  source.once('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    yield* parser;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

function faultOf(error: unknown, line: number): Result<never, FileCode> {
  if (!(error instanceof CsvError)) throw error;
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? fault('file.unclosed_quote', line, 'a quoted field is never closed')
    : fault(
        'file.line_too_long',
        line,
        `a line of more than ${MAX_RECORD} characters, or a quote that is never closed`,
      );
}
