/**
 * The pieces of a track as one file. An index (`sidx`, ISO/IEC 14496-12, 8.16.3) stands between the first piece and the
 * others: by it a player knows how long the file is, and where to go on after a jump. Each piece has an index of itself
 * alone, which players would take for that of the file, so the file has a box there that they pass over. Pure.
 */
import type { Sound } from './queries.ts';

/** Bytes of an index, and of each piece that it names. */
export const BYTES_OF_INDEX = 32;
export const BYTES_OF_REFERENCE = 12;
/** Ticks a second. */
const TICKS = 48_000;
/** A piece can be played without those before it. */
const STARTS_ALONE = 0x90000000;

export function indexOf(segments: Sound['segments']): Buffer {
  const bytes = BYTES_OF_INDEX + BYTES_OF_REFERENCE * segments.length;
  const index = Buffer.alloc(bytes);
  index.writeUInt32BE(bytes, 0);
  index.write('sidx', 4, 'latin1');
  // The track in the file. Version, flags, first time and first offset are 0.
  index.writeUInt32BE(1, 12);
  index.writeUInt32BE(TICKS, 16);
  index.writeUInt16BE(segments.length, 30);
  for (const [i, segment] of segments.entries()) {
    const at = BYTES_OF_INDEX + i * BYTES_OF_REFERENCE;
    index.writeUInt32BE(segment.bytes, at);
    index.writeUInt32BE(Math.round(segment.seconds * TICKS), at + 4);
    index.writeUInt32BE(STARTS_ALONE, at + 8);
  }
  return index;
}

/** Most bytes from the beginning of a piece to the name of its own index. */
export const MOST_BEFORE_INDEX = 64;

/**
 * What the beginning of a piece is replaced with: the same, with the index called a free box. Empty: it has no index.
 * All pieces of one quality begin alike, since one run of the encoder wrote them.
 */
export function withoutIndex(beginning: Buffer): Buffer {
  for (let at = 0; at + 8 <= beginning.length; at += Math.max(8, beginning.readUInt32BE(at)))
    if (beginning.toString('latin1', at + 4, at + 8) === 'sidx')
      return Buffer.concat([beginning.subarray(0, at + 4), Buffer.from('free')]);
  return Buffer.alloc(0);
}
