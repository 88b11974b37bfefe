/** One run of a download: what is missing is fetched, piece by piece, and the book is made when all of it is here. */
import { piecesHere } from '../database.ts';
import type { DownloadRow } from '../kept.ts';
import { PIECE } from '../pieces.ts';
import { fetchHashes, fetchPiece } from './fetch.ts';
import { changeDownload, finishDownload, keepPiece } from './rows.ts';

/**
 * @param onBytes gets the bytes that are here, as they come
 * @throws DownloadFault; what has come stays for the next run
 */
export async function runDownload(
  row: DownloadRow,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const hashes = row.hashes ?? (await fetchHashes(row, signal));
  const known = { ...row, hashes };
  if (row.hashes === null) await changeDownload(row, { hashes });
  const here = new Set(await piecesHere(row.file));
  const sizeOf = (n: number): number => Math.min(PIECE, row.bytes - n * PIECE);
  let got = 0;
  for (const n of here) got += sizeOf(n);
  onBytes(got);
  for (let n = 0; n < hashes.length; n++) {
    signal.throwIfAborted();
    if (here.has(n)) continue;
    const piece = await fetchPiece(known, n, signal, (part) => onBytes(got + part));
    await keepPiece(row.file, n, piece);
    got += piece.length;
    onBytes(got);
  }
  signal.throwIfAborted();
  await finishDownload(known);
}
