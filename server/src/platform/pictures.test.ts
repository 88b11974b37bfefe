import { deflateSync, crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { expect, it } from 'vitest';
import { photo } from '../testing/photos.ts';
import { decodePicture, pictureOf } from './pictures.ts';

const SIDE = 1600;
async function codeOf(bytes: Buffer): Promise<string | null> {
  const decoded = await decodePicture(bytes, SIDE);
  return decoded.ok ? null : decoded.error.code;
}
const square = (): Sharp => sharp({ create: { width: 40, height: 20, channels: 3, background: '#274' } });

/** A chunk of a PNG file. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
/** A white PNG of this side: a few hundred kilobytes that would take gigabytes of memory. */
function bomb(side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const lines = deflateSync(Buffer.alloc((1 + Math.ceil(side / 8)) * side), { level: 9 });
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', lines), chunk('IEND', Buffer.alloc(0))]);
}

it('a photo is turned upright and made smaller, and its place is not kept', async () => {
  const sent = await photo(2000, 1000);
  const before = await sharp(sent).metadata();
  expect([
    before.orientation,
    before.exif?.includes('a name'),
    before.exif?.includes(Buffer.from([0x25, 0x88])),
  ]).toEqual([6, true, true]);
  const decoded = await decodePicture(sent, SIDE);
  if (!decoded.ok) throw new Error(decoded.error.code);
  expect(decoded.value).toMatchObject({ width: 800, height: 1600 });
  const after = await sharp(await pictureOf(decoded.value).webp().toBuffer()).metadata();
  expect([after.exif, after.orientation, after.xmp, after.icc]).toEqual([undefined, undefined, undefined, undefined]);
});

it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
  'a whole %s is a picture; half of it, or with an archive behind it, is none',
  async (format) => {
    const bytes = await square().toFormat(format).toBuffer();
    expect(await codeOf(bytes)).toBeNull();
    expect(await codeOf(bytes.subarray(0, Math.floor(bytes.length / 2)))).toBe('media.bad_picture');
    expect(await codeOf(Buffer.concat([bytes, Buffer.from('PK\x03\x04 and an archive')]))).toBe('media.bad_picture');
  },
);

it('a small PNG of 30,000 × 30,000 is refused without being decoded', async () => {
  const bytes = bomb(30_000);
  expect(bytes.length).toBeLessThan(200_000);
  const before = process.memoryUsage().rss;
  expect(await codeOf(bytes)).toBe('media.too_many_pixels');
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
  expect(await codeOf(bomb(600))).toBeNull();
});

it('drawings in code, animations and everything else are refused', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const gif = await square().gif().toBuffer();
  const tiff = await square().tiff().toBuffer();
  const others = [Buffer.alloc(0), Buffer.from(svg), Buffer.from(`\ufeff${svg}`), gif, tiff, Buffer.alloc(5000, 7)];
  // A GIF that is a script at the same time, and a page that begins as a JPEG.
  others.push(Buffer.from('GIF89a=1;alert(1)//'), Buffer.from([0xff, 0xd8, 0xff, ...Buffer.from('<script>')]));
  for (const bytes of others) expect(await codeOf(bytes)).toBe('media.bad_picture');
});
