/** The hashes of a file: of the whole, which is its identity, and of each 256 KB, by which a download is verified. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { PIECE } from '@egoejo/shared/catalogue/model.ts';

interface FileHashes {
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
  /** 32 bytes for each piece, in order. */
  pieces: Buffer;
}

/** Reads the file once. @param most ends the reading of a longer file; its result then says more bytes than that. */
export async function hashFile(path: string, most: number): Promise<FileHashes> {
  const whole = createHash('sha256');
  const pieces: Buffer[] = [];
  let piece = createHash('sha256');
  let [bytes, inPiece] = [0, 0];
  for await (const read of createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
    bytes += read.length;
    if (bytes > most) break;
    whole.update(read);
    for (let from = 0; from < read.length;) {
      const part = read.subarray(from, from + PIECE - inPiece);
      piece.update(part);
      from += part.length;
      inPiece += part.length;
      if (inPiece === PIECE) {
        pieces.push(piece.digest());
        [piece, inPiece] = [createHash('sha256'), 0];
      }
    }
  }
  if (inPiece > 0) pieces.push(piece.digest());
  return { bytes, sha256: whole.digest('hex'), pieces: Buffer.concat(pieces) };
}
