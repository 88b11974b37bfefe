/** The text of a file, piece by piece, and the delimiter that it uses. */
import { guessDelimiter, type Delimiter } from '@egoejo/shared/platform/delimited.ts';
import type { Readable } from 'node:stream';

/** Longest record, in characters: a file that never ends a line or a quote is refused long before it fills the memory. */
export const MAX_RECORD = 1024 * 1024;

/** Stops at the first byte that is not UTF-8, and records that in `end`. */
export async function* decoded(chunks: AsyncIterable<Uint8Array>, end: { notText: boolean }): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      end.notText = true;
      // What stands before it tells the line.
      return new TextDecoder().decode(chunk).split('\uFFFD', 1)[0] ?? '';
    }
  };
  for await (const chunk of chunks) {
    yield decode(chunk);
    if (end.notText) return;
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
  given: Delimiter | 'guess',
): Promise<{ found: Delimiter; text: AsyncIterable<string> }> {
  const pieces: AsyncIterator<string> = source[Symbol.asyncIterator]();
  const start = given === 'guess' ? await firstLine(pieces) : '';
  return {
    found: given === 'guess' ? guessDelimiter(start.split(/[\r\n]/, 1)[0] ?? '') : given,
    text: (async function* () {
      if (start !== '') yield start;
      for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) yield piece.value;
    })(),
  };
}
