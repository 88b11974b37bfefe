import { deflateSync, crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { expect, it } from 'vitest';
import { heavyPhoto, photo } from '../../testing/photos.ts';
import { AppError } from '../http/app-error.ts';
import { drawPicture } from './pictures.ts';

const whole = { resize: {}, webp: {} };
async function codeOf(bytes: Buffer): Promise<string | null> {
  const drawn = await drawPicture(bytes, []);
  return drawn.ok ? null : drawn.error.code;
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
  const drawn = await drawPicture(sent, [whole]);
  if (!drawn.ok) throw new Error(drawn.error.code);
  expect(drawn.value).toMatchObject({ files: [{ width: 800, height: 1600 }] });
  const after = await sharp(drawn.value.files[0]?.data).metadata();
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

it('a photo of 12 million pixels passes in each format; more than a format may have is refused undecoded', async () => {
  const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#274' } });
  expect(await codeOf(await heavyPhoto(1))).toBeNull();
  expect(await codeOf(await flat(4032, 3024).avif({ effort: 0, chromaSubsampling: '4:4:4' }).toBuffer())).toBeNull();
  expect(await codeOf(await flat(4032, 3024).png({ progressive: true }).toBuffer())).toBeNull();
  const refused = [
    await flat(4200, 4200).avif({ effort: 0 }).toBuffer(),
    await flat(5100, 5100).jpeg({ progressive: true }).toBuffer(),
    await flat(5100, 5100).png({ progressive: true }).toBuffer(),
  ];
  for (const bytes of refused) expect(await codeOf(bytes)).toBe('media.too_many_pixels');
});

it('a member has one picture at work and one that waits, and does not keep others waiting', async () => {
  const bytes = await square().png().toBuffer();
  const draw = (by: string) => drawPicture(bytes, [whole], by).then((drawn) => drawn.ok);
  const calls = await Promise.allSettled([...Array.from({ length: 22 }, () => draw('one')), draw('another')]);
  expect(calls.filter((c) => c.status === 'fulfilled')).toHaveLength(3);
  expect(calls.at(-1)).toEqual({ status: 'fulfilled', value: true });
  expect(calls[2]).toMatchObject({ reason: expect.any(AppError) });
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
