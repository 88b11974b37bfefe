import { expect, it } from 'vitest';
import { inPieces, PIECE, piecesOf } from './pieces.ts';

const bytes = Uint8Array.from({ length: 3 * PIECE + 10 }, (_, i) => (i * 7) % 251);

it('B4: any range of a file is read from its pieces, and no others are fetched', async () => {
  const pieces = piecesOf(bytes);
  expect(pieces.map((p) => p.length)).toEqual([PIECE, PIECE, PIECE, 10]);
  const fetched: number[] = [];
  const source = inPieces(bytes.length, async (n) => {
    fetched.push(n);
    return pieces[n] ?? new Uint8Array();
  });
  for (const [offset, length] of [
    [0, 4],
    [PIECE - 2, 4],
    [PIECE, PIECE],
    [3 * PIECE, 100],
  ] as const)
    expect(await source.read(offset, length)).toEqual(bytes.slice(offset, offset + length));
  expect(fetched).toEqual([0, 1, 3]);
  expect(await source.read(0, bytes.length)).toEqual(bytes);
});
it('B4: a piece that is missing is told, not read as zeros', async () => {
  const source = inPieces(bytes.length, async () => new Uint8Array());
  await expect(source.read(0, 1)).rejects.toThrow('too short');
});
