/** The text of a file, piece by piece, and the delimiter that it uses. */
import type { Readable } from 'node:stream';

/** Longest record, in bytes: a file that never ends a line or a quote is refused long before it fills the memory. */
export const MAX_RECORD = 1024 * 1024;

/** The delimiter of a header line: whichever of `,` and `;` it has more of outside quotes. */
export function guessDelimiter(header: string): ',' | ';' {
  const bare = header.replaceAll(/"[^"]*"/g, '');
  return bare.split(';').length > bare.split(',').length ? ';' : ',';
}

/** Stops at the first byte that is not UTF-8, and records that in `end`. */
export async function* decoded(
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
export async function withDelimiter(
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
