/**
 * QR codes of links (ISO/IEC 18004): bytes, error correction M, versions 1 to 6, which is up to 106 bytes. It is
 * written here because a library for the whole standard is as large as three pages of the app; a real decoder reads its
 * output (qr.test.ts).
 */
import { codewords } from './qr-codewords.ts';

type Grid = (boolean | undefined)[][];

/** The parts common to every code of that size; `format` is drawn with them. */
function frame(version: number, mask: number): Grid {
  const side = 4 * version + 17;
  const grid: Grid = Array.from({ length: side }, () => Array.from({ length: side }, () => undefined));
  const set = (x: number, y: number, dark: boolean): void => {
    if (x >= 0 && y >= 0 && x < side && y < side) grid[y]![x] = dark;
  };
  const rings = (cx: number, cy: number, radius: number, light: readonly number[]): void => {
    for (let dy = -radius; dy <= radius; dy++)
      for (let dx = -radius; dx <= radius; dx++)
        set(cx + dx, cy + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
  };
  for (let i = 8; i < side - 8; i++) {
    set(i, 6, i % 2 === 0);
    set(6, i, i % 2 === 0);
  }
  for (const [x, y] of [
    [3, 3],
    [side - 4, 3],
    [3, side - 4],
  ] as const)
    rings(x, y, 4, [2, 4]);
  if (version > 1) rings(side - 7, side - 7, 2, [1]);
  // Level M is 00; ten bits of BCH code follow the five bits of level and mask.
  let rest = mask << 10;
  for (let bit = 14; bit >= 10; bit--) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  const format = ((mask << 10) | rest) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const dark = ((format >> i) & 1) === 1;
    if (i < 8) set(8, i < 6 ? i : i + 1, dark);
    else set(i === 8 ? 7 : 14 - i, 8, dark);
    if (i < 8) set(side - 1 - i, 8, dark);
    else set(8, side - 15 + i, dark);
  }
  set(8, side - 8, true);
  return grid;
}

const MASKS: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

function drawn(version: number, words: readonly number[], mask: number): boolean[][] {
  const grid = frame(version, mask);
  const side = grid.length;
  const light = MASKS[mask]!;
  let i = 0;
  for (let right = side - 1; right > 0; right -= right === 8 ? 3 : 2) {
    const up = ((right < 6 ? right + 1 : right) - side + 1) % 4 === 0;
    for (let step = 0; step < side; step++) {
      for (const x of [right, right - 1]) {
        const row = grid[up ? side - 1 - step : step]!;
        if (row[x] !== undefined) continue;
        const bit = ((words[i >> 3] ?? 0) >> (7 - (i & 7))) & 1;
        row[x] = (bit === 1) !== (light(x, up ? side - 1 - step : step) === 0);
        i++;
      }
    }
  }
  return grid.map((row) => row.map((dark) => dark === true));
}

/** How often neighbours are equal: the fewer, the easier to read. */
const sameness = (grid: readonly boolean[][]): number =>
  grid.reduce(
    (sum, row, y) =>
      sum +
      row.filter((dark, x) => dark === row[x + 1]).length +
      row.filter((dark, x) => dark === grid[y + 1]?.[x]).length,
    0,
  );

/** Rows of modules, dark is true, without the light margin of four that scanners need. null: longer than 106 bytes. */
export function qrOf(text: string): boolean[][] | null {
  const coded = codewords(text);
  if (!coded) return null;
  const grids = MASKS.map((_, mask) => drawn(coded.version, coded.words, mask));
  return grids.reduce((best, grid) => (sameness(grid) < sameness(best) ? grid : best));
}
