/**
 * Draws the app's icons from one drawing of ours, the cycle around a grain: run by hand when the drawing changes,
 * `node client/scripts/icons.ts`; what it writes is committed.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const sharp = createRequire(new URL('../../server/package.json', import.meta.url))('sharp');
const OUT = new URL('../public/icons/', import.meta.url);

const point = (deg: number, r: number) =>
  `${(256 + r * Math.cos((deg * Math.PI) / 180)).toFixed(1)} ${(256 + r * Math.sin((deg * Math.PI) / 180)).toFixed(1)}`;
const arc = (from: number, to: number, colour: string, r: number, w: number) =>
  `<path d="M${point(from, r)}A${r} ${r} 0 0 1 ${point(to, r)}" stroke="${colour}" stroke-width="${w}"/>`;

/** `scale` 1 fills the tile; a maskable icon keeps its drawing in the middle 80 %. `radius` rounds the tile. */
function drawing(scale: number, radius: number): string {
  const r = 158 * scale;
  const w = 40 * scale;
  const ring = [
    arc(-81, -9, '#E3A72F', r, w),
    arc(9, 81, '#8FD19C', r, w),
    arc(99, 171, '#C7A283', r, w),
    arc(189, 261, '#9AC4F0', r, w),
  ].join('');
  const g = 5.6 * scale;
  const grain =
    `<g transform="translate(${256 - 12 * g} ${256 - 11.5 * g}) scale(${g})"><path d="M12 3c4 4 5 8 5 11a5 5 0 0 ` +
    '1-10 0c0-3 1-7 5-11z" fill="#F0BE5A" stroke="none"/><path d="M12 10v8" stroke="#2C6A3F" ' +
    'stroke-width="1.500"/></g>';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" rx="${radius}" ` +
    `fill="#1F3A27"/><g fill="none" stroke-linecap="round">${ring}${grain}</g></svg>\n`
  );
}

const plain = drawing(1, 112);
writeFileSync(new URL('icon.svg', OUT), plain);
const png = async (svg: string, size: number, name: string) =>
  sharp(Buffer.from(svg), { density: 300 })
    .resize(size, size)
    .png({ palette: true, compressionLevel: 9 })
    .toFile(new URL(name, OUT).pathname);
await png(plain, 192, 'icon-192.png');
await png(plain, 512, 'icon-512.png');
await png(drawing(1, 0), 180, 'icon-180.png');
await png(drawing(0.78, 0), 192, 'maskable-192.png');
await png(drawing(0.78, 0), 512, 'maskable-512.png');
