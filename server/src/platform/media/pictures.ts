/**
 * Pictures that members send: checked by decoding, turned upright, and encoded again without metadata, so that no byte
 * of the uploaded file is ever served. This happens in a process of its own (docs/decisions/117-pictures-apart.md).
 */
import type { ResizeOptions, WebpOptions } from 'sharp';
import { fail, type Result } from '@egoejo/shared/platform/result.ts';
import type { MediaError } from '@egoejo/shared/media/errors.ts';
import { createWorkLimit } from '../limits/work-limit.ts';
import { createWorkProcess } from '../jobs/work-process.ts';

/** A WebP that is wanted of a picture. */
export interface Shape {
  resize: ResizeOptions;
  webp: WebpOptions;
}
/** A file, and what is wanted of it. */
export interface ToDraw {
  bytes: Uint8Array;
  /** Most pixels of a side that are kept for all shapes. */
  most: number;
  shapes: readonly Shape[];
}
export interface Drawn {
  /** One for each shape, in the same order. */
  files: { data: Uint8Array; width: number; height: number }[];
  /** The main colour, `#rrggbb`. */
  colour: string;
}

/** Most pixels of a side: what is kept of a photo. */
export const LARGEST = 1600;
/** One at a time, since one takes up to 600 MB of memory. */
const drawing = createWorkLimit({ places: 1, queue: 40, each: 2, refusal: 'sync.busy', retrySeconds: 5 });
const painter = createWorkProcess<ToDraw, Result<Drawn, MediaError>>({
  entry: new URL('./picture-worker.ts', import.meta.url),
  megabytes: 1100,
  ms: 30_000,
  idleMs: 60_000,
});

/**
 * Draws a picture in each shape. Refused with `media.bad_picture` (no picture, another format, damaged, with something
 * else behind it, or more than its process can take) or `media.too_many_pixels`.
 * @param by whose picture it is: one of theirs is at work and one waits. Without it only the queue limits.
 * @throws AppError 503 `sync.busy` beyond that.
 */
export async function drawPicture(
  bytes: Uint8Array,
  shapes: readonly Shape[],
  by?: string,
): Promise<Result<Drawn, MediaError>> {
  if (!isWholeFile(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)))
    return fail('media.bad_picture', { reason: 'file' });
  const drawn = await drawing.run(() => painter.run({ bytes, most: LARGEST, shapes }), by);
  return drawn ?? fail('media.bad_picture', { reason: 'decoder' });
}

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const PNG_END = Buffer.from('IEND\xaeB`\x82', 'latin1');
/**
 * Whether the file begins as one of the formats and ends where its format says, so that it is not at the same time an
 * archive or a page.
 */
function isWholeFile(bytes: Buffer): boolean {
  if (bytes.length < 16) return false;
  if (bytes.subarray(0, 8).equals(PNG)) return bytes.subarray(-8).equals(PNG_END);
  if (bytes.readUIntBE(0, 3) === 0xff_d8_ff) return bytes.readUInt16BE(bytes.length - 2) === 0xff_d9;
  const tag = bytes.toString('latin1', 0, 4);
  if (tag === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return bytes.readUInt32LE(4) + 8 === bytes.length;
  return bytes.toString('latin1', 4, 8) === 'ftyp' && boxesEnd(bytes);
}

/** Whether the boxes of an ISO file (AVIF) fill it exactly. */
function boxesEnd(bytes: Buffer): boolean {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32BE(at);
    if (size < 8) return false;
    at += size;
  }
  return at === bytes.length;
}
