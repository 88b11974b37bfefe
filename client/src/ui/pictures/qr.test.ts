import { decodeQR } from 'qr/decode.js';
import { expect, it } from 'vitest';
import { qrOf } from './qr.ts';

/** Decodes it as a scanner would: four light modules around, four pixels a module. */
function read(rows: readonly boolean[][]): string {
  const side = (rows.length + 8) * 4;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++)
      if (rows[Math.floor(y / 4) - 4]?.[Math.floor(x / 4) - 4])
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  }
  return decodeQR({ width: side, height: side, data });
}
const link = (length: number): string =>
  `https://${'egoejo.example.org/invitation/2A6V0-NAFP3'.repeat(4)}`.slice(0, length);

it.each([1, 14, 15, 26, 27, 42, 43, 51, 62, 63, 84, 85, 106])('a decoder reads a text of %i bytes', (length) => {
  const rows = qrOf(link(length));
  expect(rows?.length).toBe(4 * ([14, 26, 42, 62, 84, 106].findIndex((most) => length <= most) + 1) + 17);
  expect(rows && read(rows)).toBe(link(length));
});

it('tolerates a few wrong modules: the error correction is valid', () => {
  const rows = qrOf(link(51)) ?? [];
  for (const [x, y] of [
    [12, 12],
    [15, 20],
    [20, 15],
    [25, 12],
  ] as const)
    rows[y]![x] = !rows[y]![x];
  expect(read(rows)).toBe(link(51));
});

it('rejects a text that is too long', () => {
  expect(qrOf(link(107))).toBeNull();
});
