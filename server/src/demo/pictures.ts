/**
 * The demo's pictures: simple landscapes drawn in code, one for each project, with a motif for its category. The same
 * name always gives the same picture, in the three sizes that the eco levels use.
 */
import sharp from 'sharp';
import type { Media } from '../platform/media/media.ts';
import type { Category } from './projects/project.ts';
import { W, H, PALETTES, chance, hill, MOTIFS } from './motifs.ts';

/** Width in pixels of each size; the height is half of it. */
export const SIZES = { s: 240, m: 480, l: 960 } as const;

/** The drawing of a project. */
export function drawing(name: string, category: Category): string {
  const next = chance(name);
  const [sky, horizon, far, middle, near] = PALETTES[category];
  const [sunX, sunY] = [W * (0.2 + 0.6 * next()), H * (0.2 + 0.2 * next())];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${W}" height="${H}" viewBox="0 0 ${W} ${H}">
<defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="${sky}"/><stop offset="1" stop-color="${horizon}"/></linearGradient></defs>
<rect width="${W}" height="${H}" fill="url(#s)"/>
<circle cx="${sunX.toFixed(0)}" cy="${sunY.toFixed(0)}" r="${(44 + 30 * next()).toFixed(0)}" fill="#fff8e6" opacity=".85"/>
${hill(next, 270, 90, far)}${hill(next, 190, 80, middle)}${MOTIFS[category](next, near, horizon)}${hill(next, 46, 40, near)}
</svg>`;
}

/** Renders and stores a picture in every size, unless it exists. @returns its name, as a project's `picture`. */
export async function storePicture(media: Media, name: string, category: Category): Promise<string> {
  const svg = Buffer.from(drawing(name, category));
  await Promise.all(
    Object.entries(SIZES).map(async ([size, width]) => {
      const key = `pictures/${name}-${size}.webp`;
      if (await media.stat(key)) return;
      const picture = sharp(svg)
        .resize(width, width / 2)
        .webp({ quality: 72, effort: 4 });
      await media.put(key, await picture.toBuffer());
    }),
  );
  return name;
}
