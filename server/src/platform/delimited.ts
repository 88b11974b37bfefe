/**
 * Reads delimited text (CSV and its kin) from a stream, by csv-parse, in bounded memory: quoted fields, LF or CRLF,
 * with or without a byte-order mark. Faults are values that name line and reason.
 */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { CsvError, parse } from 'csv-parse';
import { Readable } from 'node:stream';

/** `line` counts from 1; 0: the file as a whole. */
export interface FileFault<Code extends string = string> {
  code: Code;
  line: number;
  reason: string;
}
export type FileCode = 'file.not_utf8' | 'file.line_too_long' | 'file.unclosed_quote' | 'file.control_character';
export const fault = <Code extends string>(code: Code, line: number, reason: string): Result<never, Code> =>
  fail(code, { line, reason });

export interface FileRecord {
  /** Where it begins. */
  line: number;
  fields: string[];
}
/** Longest record, in bytes: a file that never ends a line or a quote is refused long before it fills the memory. */
export const MAX_RECORD = 1024 * 1024;

/** The delimiter of a header line: whichever of `,` and `;` it has more of outside quotes. */
export function guessDelimiter(header: string): ',' | ';' {
  const bare = header.replaceAll(/"[^"]*"/g, '');
  return bare.split(';').length > bare.split(',').length ? ';' : ',';
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

/** Stops at the first byte that is not UTF-8, and records that in `end`. */
async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  end: { notText: boolean; inLine: boolean },
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      end.notText = true;
      return '';
    }
  };
  for await (const chunk of chunks) {
    const text = decode(chunk);
    if (end.notText) return;
    if (text !== '') end.inLine = !text.endsWith('\n');
    yield text;
  }
  yield decode();
}

/** Text up to and with the first end of a line, and what came with it. */
async function firstLine(pieces: AsyncIterator<string>): Promise<string> {
  let start = '';
  while (!start.includes('\n') && start.length <= MAX_RECORD) {
    const piece = await pieces.next();
    if (piece.done) break;
    start += piece.value;
  }
  return start;
}

/** Reads until the delimiter is known, and returns it with the whole text. */
async function withDelimiter(
  source: Readable,
  given: ',' | ';' | 'guess',
): Promise<{ found: ',' | ';'; text: AsyncIterable<string> }> {
  const pieces: AsyncIterator<string> = source[Symbol.asyncIterator]();
  const start = given === 'guess' ? await firstLine(pieces) : '';
  return {
    found: given === 'guess' ? guessDelimiter(start.split('\n', 1)[0] ?? '') : given,
    text: (async function* () {
      if (start !== '') yield start;
      for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) yield piece.value;
    })(),
  };
}

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
