/** The bytes of a file that may be compressed by gzip. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/**
 * Recognises gzip by its first two bytes, whatever the file's name. A damaged file ends early; `broken` then tells.
 * Errors in reading the file itself are thrown, before the first piece or while reading.
 */
export async function unpacked(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ bytes: AsyncIterable<Uint8Array>; broken: () => boolean }> {
  const pieces = chunks[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array();
  let ended = false;
  while (start.length < 2 && !ended) {
    const piece = await pieces.next();
    if (piece.done) ended = true;
    else start = Buffer.concat([start, piece.value]);
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield start;
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) yield piece.value;
  }
  if (start[0] !== 0x1f || start[1] !== 0x8b) return { bytes: whole(), broken: () => false };
  let broken = false;
  async function* gunzipped(): AsyncGenerator<Uint8Array> {
    const source = Readable.from(whole(), { objectMode: false });
    const gunzip = createGunzip();
    source.once('error', (error) => gunzip.destroy(error));
    try {
      for await (const piece of source.pipe(gunzip)) yield piece as Uint8Array;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error;
      broken = true;
    } finally {
      source.destroy();
      gunzip.destroy();
    }
  }
  return { bytes: gunzipped(), broken: () => broken };
}
