/**
 * Pictures that members send: checked by decoding, turned upright, and encoded again without metadata, so that no byte
 * of the uploaded file is ever served.
 */
import sharp, { type Sharp } from 'sharp';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { MediaError } from '@egoejo/shared/media/errors.ts';
import { createWorkLimit } from './work-limit.ts';

/** A small file may declare huge dimensions. */
const MOST_PIXELS = 50_000_000;
/** Formats of photos. Neither drawings in code (SVG) nor animations (GIF). What the decoder calls HEIF must be AVIF. */
const FORMATS = new Set(['jpeg', 'png', 'webp', 'heif']);
/** Decoding takes up to 200 MB of memory. */
const decoding = createWorkLimit({ places: 2, queue: 20, refusal: 'sync.busy', retrySeconds: 5 });

/** An upright picture as bare pixels. */
export interface Decoded {
  pixels: Buffer;
  width: number;
  height: number;
  channels: 1 | 2 | 3 | 4;
}

/**
 * Decodes a picture into at most `most` pixels a side. Refused with `media.bad_picture` (no picture, another format,
 * damaged, or with something else behind it) or `media.too_many_pixels`.
 */
export function decodePicture(bytes: Buffer, most: number): Promise<Result<Decoded, MediaError>> {
  return decoding.run(async () => {
    if (!wholeFile(bytes)) return fail('media.bad_picture', { reason: 'file' });
    try {
      const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
      const { format, compression } = await picture.metadata();
      if (!FORMATS.has(format) || (format === 'heif' && compression !== 'av1'))
        return fail('media.bad_picture', { reason: 'format' });
      const { data, info } = await picture
        .rotate()
        .resize({ width: most, height: most, fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true });
      return ok({ pixels: data, width: info.width, height: info.height, channels: info.channels });
    } catch (error) {
      // Whatever else the decoder's error is, the sender only learns that the file is not a usable picture.
      const large = error instanceof Error && /pixel limit/i.test(error.message);
      return large ? fail('media.too_many_pixels', { most: MOST_PIXELS }) : fail('media.bad_picture');
    }
  });
}

/** The decoded pixels, to be resized and encoded. */
export const pictureOf = ({ pixels, width, height, channels }: Decoded): Sharp =>
  sharp(pixels, { raw: { width, height, channels } });

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const PNG_END = Buffer.from('IEND\xaeB`\x82', 'latin1');
/**
 * Whether the file begins as one of the formats and ends where its format says, so that it is not at the same time an
 * archive or a page.
 */
function wholeFile(bytes: Buffer): boolean {
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
