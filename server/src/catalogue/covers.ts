/** Covers: the sizes of the eco levels, a colour, and a picture small enough for a list that is kept offline. */
import { createHash } from 'node:crypto';
import type { Media } from '../platform/media.ts';
import { LARGEST, storePhoto } from '../platform/picture-sizes.ts';
import { decodePicture, pictureOf, type Decoded } from '../platform/pictures.ts';
import { MOST_THUMB } from '@egoejo/shared/catalogue/model.ts';

export interface StoredCover {
  /** The name of its files; null: there is none. */
  cover: string | null;
  /** Base64 of a WebP. */
  thumb: string | null;
  /** `#rrggbb`. */
  colour: string;
}

/**
 * Stores the cover. What is no photo, or cannot be decoded, is left out: the work then has a colour from its title.
 * @returns the stored cover, or why the file was left out.
 */
export async function storeCover(
  media: Media,
  file: { path: string; bytes: Uint8Array } | null,
  title: string,
): Promise<StoredCover & { fault: string | null }> {
  const none = (fault: string | null) => ({ cover: null, thumb: null, colour: colourOf(title), fault });
  if (!file) return none(null);
  const decoded = await decodePicture(Buffer.from(file.bytes), LARGEST);
  if (!decoded.ok) return none(`cover left out, no usable photo: ${file.path}`);
  const { name, colour } = await storePhoto(media, decoded.value);
  return { cover: name, thumb: await thumbOf(decoded.value), colour, fault: null };
}

/** Widths that are tried until the picture is small enough. */
const WIDTHS = [48, 40, 32, 24, 16];

async function thumbOf(decoded: Decoded): Promise<string | null> {
  for (const width of WIDTHS) {
    const webp = await pictureOf(decoded)
      .resize({ width, height: width * 2, fit: 'inside' })
      .webp({ quality: 35, effort: 6, smartSubsample: true })
      .toBuffer();
    const text = webp.toString('base64');
    if (text.length <= MOST_THUMB) return text;
  }
  return null;
}

/** A muted colour that is always the same for one title. */
function colourOf(title: string): string {
  const [a = 0, b = 0, c = 0] = createHash('sha256').update(title).digest();
  return `#${[a, b, c].map((n) => (64 + (n % 112)).toString(16).padStart(2, '0')).join('')}`;
}
