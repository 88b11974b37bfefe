/** The files of a photo: the sizes that the eco levels choose from, as WebP at once and as AVIF by a job. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { MediaError } from '@egoejo/shared/media/errors.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { Media } from '../platform/media/media.ts';
import type { Queryable } from '../platform/database/database.ts';
import { readMedia } from '../platform/media/media.ts';
import { drawPicture, LARGEST, type Shape } from '../platform/media/pictures.ts';

/** Width in pixels of each size; a smaller photo is not enlarged. */
const WIDTHS = { s: 240, m: 480, l: 960, x: LARGEST } as const;
const sizes = Object.keys(WIDTHS) as (keyof typeof WIDTHS)[];

const keyOf = (name: string, size: string, ending: 'webp' | 'avif'): string => `pictures/${name}-${size}.${ending}`;
/** The WebP files of a photo, the largest first. */
export const photoKeys = (name: string): string[] => sizes.toReversed().map((size) => keyOf(name, size, 'webp'));
/** The smallest WebP file of a photo that is at least so wide; undefined: the largest. */
export const photoKeyFor = (name: string, width: number | undefined): string =>
  keyOf(name, (width !== undefined && sizes.find((size) => WIDTHS[size] >= width)) || 'x', 'webp');
/** Keys of a photo's files: `pictures/<hash>-<size>.<ending>`. Pictures of a demo have other names. */
export const PHOTO_KEY = /^pictures\/([0-9a-f]{32})-[smlx]\.(?:webp|avif)$/;

interface StoredPicture {
  name: string;
  width: number;
  height: number;
  widths: number[];
  colour: string;
  /** Files of the further shapes, which are not stored. */
  more: Uint8Array[];
}

const shapes: readonly Shape[] = sizes.map((size) => ({
  resize: { width: WIDTHS[size], height: LARGEST, fit: 'inside', withoutEnlargement: true },
  webp: { quality: 76, effort: 3 },
}));

/**
 * Draws and stores a photo in each size, under a name that is a hash of the files. Refused as `drawPicture` refuses.
 * @param by whose photo it is. @param more further shapes of it.
 */
export async function storePhoto(
  media: Media,
  bytes: Uint8Array,
  by?: string,
  more: readonly Shape[] = [],
): Promise<Result<StoredPicture, MediaError>> {
  const drawn = await drawPicture(bytes, [...shapes, ...more], by);
  if (!drawn.ok) return drawn;
  const files = drawn.value.files.slice(0, shapes.length);
  const hash = createHash('sha256');
  for (const { data } of files) hash.update(data);
  const name = hash.digest('hex').slice(0, 32);
  for (const [i, size] of sizes.entries()) {
    const file = files[i];
    if (file) await media.put(keyOf(name, size, 'webp'), file.data);
  }
  const { width = 0, height = 0 } = files.at(-1) ?? {};
  return ok({
    name,
    width,
    height,
    widths: files.map((f) => f.width),
    colour: drawn.value.colour,
    more: drawn.value.files.slice(shapes.length).map((f) => f.data),
  });
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

/** Deletes the files of a photo that nothing shows any more. */
export async function forgetPhoto({ db, media }: { db: Queryable; media: Media }, name: string): Promise<void> {
  const [{ shown } = { shown: true }] = await db.query<{ shown: boolean }>('select photo_shown($1) as shown', [name]);
  if (shown) return;
  for (const size of sizes)
    for (const ending of ['webp', 'avif'] as const) await media.delete(keyOf(name, size, ending));
}
