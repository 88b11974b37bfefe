/** The files of a photo: the sizes that the eco levels choose from, as WebP at once and as AVIF by a job. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Media } from './media.ts';
import { readMedia } from './media.ts';
import { pictureOf, type Decoded } from './pictures.ts';

/** Width in pixels of each size; a smaller photo is not enlarged. */
const WIDTHS = { s: 240, m: 480, l: 960, x: 1600 } as const;
/** Most pixels of a side: what is kept of a photo. */
export const LARGEST = WIDTHS.x;
const sizes = Object.keys(WIDTHS) as (keyof typeof WIDTHS)[];

const keyOf = (name: string, size: string, ending: 'webp' | 'avif'): string => `pictures/${name}-${size}.${ending}`;
/** Keys of a photo's files: `pictures/<hash>-<size>.<ending>`. Pictures of a demo have other names. */
export const PHOTO_KEY = /^pictures\/([0-9a-f]{32})-[smlx]\.(?:webp|avif)$/;

interface StoredPicture {
  name: string;
  width: number;
  height: number;
  widths: number[];
  colour: string;
}

/** Encodes and stores a photo in each size, under a name that is a hash of the files. */
export async function storePhoto(media: Media, decoded: Decoded): Promise<StoredPicture> {
  const files = [];
  for (const size of sizes) {
    const encoded = await pictureOf(decoded)
      .resize({ width: WIDTHS[size], height: LARGEST, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 76, effort: 3 })
      .toBuffer({ resolveWithObject: true });
    files.push({ size, data: encoded.data, width: encoded.info.width, height: encoded.info.height });
  }
  const hash = createHash('sha256');
  for (const { data } of files) hash.update(data);
  const name = hash.digest('hex').slice(0, 32);
  for (const { size, data } of files) await media.put(keyOf(name, size, 'webp'), data);
  const { width, height } = files.at(-1) ?? decoded;
  return { name, width, height, widths: files.map((f) => f.width), colour: await mainColour(decoded) };
}

/** Writes the AVIF files of a stored photo from its WebP files. Does nothing where they exist or the photo is gone. */
export async function addAvif(media: Media, name: string): Promise<void> {
  for (const size of sizes) {
    const key = keyOf(name, size, 'avif');
    if (await media.stat(key)) continue;
    const file = await readMedia(media, keyOf(name, size, 'webp'));
    if (file) await media.put(key, await sharp(file.bytes).avif({ quality: 55, effort: 3 }).toBuffer());
  }
}

export async function deletePhoto(media: Media, name: string): Promise<void> {
  for (const size of sizes)
    for (const ending of ['webp', 'avif'] as const) await media.delete(keyOf(name, size, ending));
}

async function mainColour(decoded: Decoded): Promise<string> {
  const { dominant } = await pictureOf(decoded).resize(32, 32, { fit: 'fill' }).flatten().stats();
  return `#${[dominant.r, dominant.g, dominant.b].map((n) => n.toString(16).padStart(2, '0')).join('')}`;
}
