/** Fetches the hashes of a file's pieces, and its pieces, each verified before it is given back (B4). */
import type { EditionPieces } from '@egoejo/shared/catalogue/model.ts';
import { DownloadFault, readPiece, readWhole } from '../../downloads/model.ts';
import type { DownloadRow } from '../kept.ts';
import { PIECE } from '../pieces.ts';

const HASH = /^[0-9a-f]{64}$/;
const isPieces = (x: unknown, { file, bytes }: DownloadRow): x is EditionPieces => {
  const { sha256, pieces, piece, bytes: said } = (x ?? {}) as Partial<EditionPieces>;
  if (sha256 !== file || said !== bytes || piece !== PIECE || !Array.isArray(pieces)) return false;
  return pieces.length === Math.ceil(bytes / PIECE) && pieces.every((hash) => HASH.test(hash));
};

/** The hashes of the pieces, as the server has them now. */
export async function fetchHashes(row: DownloadRow, signal: AbortSignal): Promise<string[]> {
  const text = await readWhole(`/api/catalogue/editions/${row.edition}/chunks`, {}, signal);
  let said: unknown;
  try {
    said = JSON.parse(new TextDecoder().decode(text));
  } catch {
    // A page of a Wi-Fi that asks for a sign-in, for example.
    throw new DownloadFault('unreachable');
  }
  if (!isPieces(said, row)) throw new DownloadFault('bad_file');
  return said.pieces;
}

/** The n-th piece. One with a wrong hash is asked for once more. */
export function fetchPiece(
  { file, bytes, hashes }: DownloadRow,
  n: number,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const range = `bytes=${n * PIECE}-${Math.min(bytes, (n + 1) * PIECE) - 1}`;
  return readPiece(hashes?.[n], () => readWhole(`/media/books/${file}.epub`, { range }, signal, onBytes));
}
