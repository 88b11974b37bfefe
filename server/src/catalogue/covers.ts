/** Covers: the sizes of the eco levels, a colour, and a picture small enough for a list that is kept offline. */
import { createHash } from 'node:crypto';
import type { Media } from '../platform/media/media.ts';
import { storePhoto } from '../media/model.ts';
import type { Shape } from '../platform/media/pictures.ts';
import { MOST_THUMB } from '@egoejo/shared/catalogue/model.ts';

export interface StoredCover {
  /** The name of its files; null: there is none. */
  cover: string | null;
  /** Base64 of a WebP. */
  thumb: string | null;
  /** `#rrggbb`. */
  colour: string;
}

/** For the list: the first that is small enough is taken. */
const THUMBS: readonly Shape[] = [48, 40, 32, 24, 16].map((width) => ({
  resize: { width, height: width * 2, fit: 'inside' },
  webp: { quality: 35, effort: 6, smartSubsample: true },
}));

/**
 * Stores the cover. What is no photo, or cannot be decoded, is left out: the work then has a colour from its title.
 * @returns the stored cover; `fault`: the path of a file that was left out.
 */
export async function storeCover(
  media: Media,
  file: { path: string; bytes: Uint8Array } | null,
  title: string,
): Promise<StoredCover & { fault: string | null }> {
  const none = (fault: string | null) => ({ cover: null, thumb: null, colour: colourOf(title), fault });
  if (!file) return none(null);
  const stored = await storePhoto(media, file.bytes, undefined, THUMBS);
  if (!stored.ok) return none(file.path);
  const { name, colour, more } = stored.value;
  const thumb = more.map((webp) => Buffer.from(webp).toString('base64')).find((text) => text.length <= MOST_THUMB);
  return { cover: name, thumb: thumb ?? null, colour, fault: null };
}

/** A muted colour that is always the same for one title. */
function colourOf(title: string): string {
  const [a = 0, b = 0, c = 0] = createHash('sha256').update(title).digest();
  return `#${[a, b, c].map((n) => (64 + (n % 112)).toString(16).padStart(2, '0')).join('')}`;
}
