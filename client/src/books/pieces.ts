/** Files kept in pieces, as a download brings them. */

/** Bytes of a piece; only the last one of a file is shorter. */
export const PIECE = 256 * 1024;

/** What an archive reads from: any range of bytes of one file. */
export interface Source {
  size: number;
  /** The bytes from `offset` on, fewer than `length` only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** The pieces of `bytes`, each a copy of its own. */
export const piecesOf = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] =>
  Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, n) => bytes.slice(n * PIECE, (n + 1) * PIECE));

/** A file that is wholly in memory. */
export const inMemory = (bytes: Uint8Array<ArrayBuffer>): Source => ({
  size: bytes.length,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
});

/** Pieces held in memory at a time: 4 MB. */
const HELD = 16;

/**
 * A file kept in pieces: only those that are asked for are fetched.
 * @param fetchPiece the n-th piece; it rejects when that piece is not there
 */
export function inPieces(size: number, fetchPiece: (n: number) => Promise<Uint8Array<ArrayBuffer>>): Source {
  const held = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();
  const piece = (n: number): Promise<Uint8Array<ArrayBuffer>> => {
    const found = held.get(n) ?? fetchPiece(n);
    held.delete(n);
    held.set(n, found);
    const [oldest] = held.keys();
    if (held.size > HELD && oldest !== undefined) held.delete(oldest);
    return found;
  };
  return {
    size,
    async read(offset, length) {
      const end = Math.min(size, offset + length);
      const out = new Uint8Array(Math.max(0, end - offset));
      for (let at = offset; at < end;) {
        const n = Math.floor(at / PIECE);
        const part = (await piece(n)).subarray(at - n * PIECE, end - n * PIECE);
        if (part.length === 0) throw new Error(`piece ${n} is too short`);
        out.set(part, at - offset);
        at += part.length;
      }
      return out;
    },
  };
}
