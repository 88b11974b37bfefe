/** The bytes of a QR code with their error correction. */

/** By version: correction bytes per block, blocks, data bytes per block. */
const LEVEL_M = [
  [10, 1, 16],
  [16, 1, 28],
  [26, 1, 44],
  [18, 2, 32],
  [24, 2, 43],
  [16, 4, 27],
] as const;

/** Powers of two in GF(256) modulo 0x11d, repeated twice; and their logarithms. */
const EXP: number[] = [];
const LOG: number[] = [];
for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = EXP[i + 255] = x;
  LOG[x] = i;
  x = x < 128 ? x * 2 : (x * 2) ^ 0x11d;
}
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : EXP[LOG[a]! + LOG[b]!]!);

/** Reed-Solomon: the `n` correction bytes for these data bytes. */
function correction(data: readonly number[], n: number): number[] {
  let generator = [1];
  for (let i = 0; i < n; i++) generator = [...generator, 0].map((c, k) => c ^ times(generator[k - 1] ?? 0, EXP[i]!));
  const rest = [...data, ...Array.from({ length: n }, () => 0)];
  data.forEach((_, i) => {
    const factor = rest[i]!;
    generator.forEach((c, k) => (rest[i + k]! ^= times(c, factor)));
  });
  return rest.slice(data.length);
}

/** The text's bytes with header, padding and correction, in the order in which they are drawn; null: too long. */
export function codewords(text: string): { version: number; words: number[] } | null {
  const bytes = [...new TextEncoder().encode(text)];
  const index = LEVEL_M.findIndex(([, blocks, size]) => bytes.length + 2 <= blocks * size);
  const found = LEVEL_M[index];
  if (!found) return null;
  const [n, blocks, size] = found;
  const nibbles = [4, bytes.length >> 4, bytes.length & 15, ...bytes.flatMap((b) => [b >> 4, b & 15]), 0];
  const data = Array.from({ length: blocks * size }, (_, i) =>
    2 * i < nibbles.length
      ? nibbles[2 * i]! * 16 + nibbles[2 * i + 1]!
      : (i - nibbles.length / 2) % 2 === 0
        ? 0xec
        : 0x11,
  );
  const parts = Array.from({ length: blocks }, (_, b) => data.slice(b * size, (b + 1) * size));
  const ends = parts.map((part) => correction(part, n));
  const woven = (lists: readonly number[][], length: number) =>
    Array.from({ length }, (_, i) => lists.map((list) => list[i]!)).flat();
  return { version: index + 1, words: [...woven(parts, size), ...woven(ends, n)] };
}
