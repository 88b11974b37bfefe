/**
 * Reads delimited text (CSV and its kin) from a stream: quoted fields, LF or CRLF, with or without a byte-order mark, in
 * bounded memory. Faults are values that name line and reason.
 */
import { fail, ok, type Result } from './result.ts';

/** `line` counts from 1; 0: the file as a whole. */
export interface FileFault<Code extends string = string> {
  code: Code;
  line: number;
  reason: string;
}
export type FileCode = 'file.not_utf8' | 'file.line_too_long' | 'file.unclosed_quote' | 'file.control_character';
export const fault = <Code extends string>(code: Code, line: number, reason: string): Result<never, Code> => fail(code, { line, reason });

export interface FileRecord {
  /** Where it begins. */
  line: number;
  fields: string[];
}
/** Longest record, in UTF-16 units: a file that never ends a line or a quote is refused long before memory is. */
export const MAX_RECORD = 1024 * 1024;
/** Most lines of one quoted field: each line more reads the record again. */
const MAX_LINES = 1000;

/** The delimiter of a header line: whichever of `,` and `;` it has more of outside quotes. */
export function guessDelimiter(header: string): ',' | ';' {
  const bare = header.replaceAll(/"[^"]*"/g, '');
  return bare.split(';').length > bare.split(',').length ? ';' : ',';
}

/**
 * Records of a text, in batches as they arrive; empty lines are left out, fields are trimmed. Ends after the first fault.
 * @param delimiter 'guess': from the first line
 */
export async function* readRecords(chunks: AsyncIterable<Uint8Array>, delimiter: ',' | ';' | 'guess'): AsyncGenerator<Result<FileRecord[], FileCode>> {
  const split = splitter(delimiter);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) {
    const text = decode(decoder, chunk);
    if (text === undefined) {
      yield fault('file.not_utf8', split.line(), 'not UTF-8 text');
      return;
    }
    const records = split.take(text);
    yield records;
    if (!records.ok) return;
  }
  const rest = decode(decoder, undefined);
  if (rest === undefined) {
    yield fault('file.not_utf8', split.line(), 'not UTF-8 text: it ends inside a character');
    return;
  }
  const last = split.take(`${rest}\n`);
  yield last;
  if (last.ok && split.open()) yield fault('file.unclosed_quote', split.line(), 'a quoted field is never closed');
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array | undefined): string | undefined {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Cuts text that arrives in pieces into records. */
function splitter(given: ',' | ';' | 'guess') {
  let delimiter = given;
  let pending = '';
  let line = 1;
  return {
    line: () => line,
    /** True inside a quoted field at the end of what was taken. */
    open: () => pending.trim() !== '',
    take(text: string): Result<FileRecord[], FileCode> {
      const records: FileRecord[] = [];
      pending += text;
      let from = 0;
      let open = 0;
      for (let end = pending.indexOf('\n', from); end >= 0; end = pending.indexOf('\n', end + 1)) {
        const raw = pending.slice(from, end);
        if (raw.length > MAX_RECORD) break;
        if (delimiter === 'guess') delimiter = guessDelimiter(raw);
        const fields = raw.includes('"') ? quotedFields(raw, delimiter) : raw.split(delimiter).map((f) => f.trim());
        if (fields === undefined) {
          // An open quote goes on in the next line.
          if (++open <= MAX_LINES) continue;
          return fault('file.unclosed_quote', line, `a quoted field of more than ${MAX_LINES} lines, or never closed`);
        }
        open = 0;
        if (raw.includes('\0')) return fault('file.control_character', line, 'a NUL character');
        if (fields.length > 1 || fields[0] !== '') records.push({ line, fields });
        line += raw.split('\n').length;
        from = end + 1;
      }
      pending = pending.slice(from);
      if (pending.length > MAX_RECORD) return fault('file.line_too_long', line, `a line of more than ${MAX_RECORD} characters, or a quote that is never closed`);
      return ok(records);
    },
  };
}

/** Fields of a record with quotes; `undefined` when a quote is still open at its end. */
function quotedFields(raw: string, delimiter: string): string[] | undefined {
  const fields: string[] = [];
  let i = 0;
  for (;;) {
    while (raw[i] === ' ') i++;
    let field = '';
    if (raw[i] === '"') {
      for (i++; ; ) {
        const close = raw.indexOf('"', i);
        if (close < 0) return undefined;
        field += raw.slice(i, close);
        i = close + 1;
        if (raw[i] !== '"') break;
        field += '"';
        i++;
      }
    }
    // A quote inside an unquoted field, or text after a closing one, is text.
    const end = raw.indexOf(delimiter, i);
    fields.push((field + raw.slice(i, end < 0 ? undefined : end)).trim());
    if (end < 0) return fields;
    i = end + 1;
  }
}
