/**
 * The process that decodes pictures (pictures.ts): the only code that opens a file of somebody else. It returns
 * pictures encoded anew, upright and without metadata.
 */
import sharp from 'sharp';
import type { MediaError } from '@egoejo/shared/media/errors.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { Drawn, ToDraw } from './pictures.ts';
import { answerTasks } from '../jobs/work-process-child.ts';

/**
 * Most pixels of a file, by how it is stored, known before anything is decoded; a small file may declare huge
 * dimensions. AVIF takes 18 to 22 bytes of memory a pixel, what is stored in passes (progressive JPEG, interlaced PNG)
 * up to 10, the rest is decoded line by line.
 */
const MOST_PIXELS = { avif: 17_000_000, passes: 25_000_000, lines: 50_000_000 } as const;
/** Formats of photos. Neither drawings in code (SVG) nor animations (GIF). What the decoder calls HEIF must be AVIF. */
const FORMATS = new Set(['jpeg', 'png', 'webp', 'heif']);

async function draw({ bytes, most, shapes }: ToDraw): Promise<Result<Drawn, MediaError>> {
  try {
    // The limit below is lower, and its refusal says which.
    const picture = sharp(bytes, { limitInputPixels: false, failOn: 'error' });
    const { format, compression, isProgressive, width, height } = await picture.metadata();
    if (!FORMATS.has(format) || (format === 'heif' && compression !== 'av1'))
      return fail('media.bad_picture', { reason: 'format' });
    const mostPixels = MOST_PIXELS[format === 'heif' ? 'avif' : isProgressive ? 'passes' : 'lines'];
    if (width * height > mostPixels) return fail('media.too_many_pixels', { most: mostPixels });
    const { data, info } = await picture
      .rotate()
      .resize({ width: most, height: most, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixels = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
    const files = [];
    for (const { resize, webp } of shapes) {
      const encoded = await pixels().resize(resize).webp(webp).toBuffer({ resolveWithObject: true });
      files.push({ data: encoded.data, width: encoded.info.width, height: encoded.info.height });
    }
    const { dominant } = await pixels().resize(32, 32, { fit: 'fill' }).flatten().stats();
    const colour = [dominant.r, dominant.g, dominant.b].map((n) => n.toString(16).padStart(2, '0')).join('');
    return ok({ files, colour: `#${colour}` });
  } catch {
    // Whatever the decoder's error is, too little memory too: the sender only learns that it is no usable picture.
    return fail('media.bad_picture');
  }
}

sharp.concurrency(1);
sharp.cache(false);
answerTasks(draw);
