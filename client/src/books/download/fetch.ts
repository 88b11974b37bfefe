/** Fetches the hashes of a file's pieces, and its pieces, each verified before it is given back (B4). */
import { runningSha256 } from '@egoejo/shared/platform/running-sha256.ts';
import type { EditionPieces } from '@egoejo/shared/catalogue/model.ts';
import { getAccessToken, theEnv } from '../../sync/api/session/session.ts';
import { BookFault } from '../errors.ts';
import type { DownloadRow } from '../kept.ts';
import { PIECE } from '../pieces.ts';

/** A link that brings nothing for this long is taken for broken, ms. */
const SILENCE_MS = 30_000;

/** One request, read to its end. `onBytes` gets the bytes so far. */
async function read(
  path: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  onBytes: (bytes: number) => void = () => undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const broken = new AbortController();
  const silent = () => theEnv().setTimer(() => broken.abort(), SILENCE_MS);
  let heard = silent();
  try {
    const token = getAccessToken();
    const response = await theEnv().fetch(path, {
      credentials: 'same-origin',
      // The device keeps the pieces itself: a copy in the browser's cache would take the room twice.
      cache: 'no-store',
      headers: { ...headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
      signal: AbortSignal.any([signal, broken.signal]),
    });
    if (response.status === 404 || response.status === 401 || response.status === 403) throw new BookFault('gone');
    if (!response.ok) throw new BookFault('unreachable');
    const parts: Uint8Array[] = [];
    let length = 0;
    const reader = response.body?.getReader();
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (done || !value) break;
      heard();
      heard = silent();
      parts.push(value);
      length += value.length;
      onBytes(length);
    }
    const all = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  } catch (cause) {
    signal.throwIfAborted();
    // The network's failures have no type of their own.
    throw cause instanceof BookFault ? cause : new BookFault('unreachable');
  } finally {
    heard();
  }
}

const HASH = /^[0-9a-f]{64}$/;
const isPieces = (x: unknown, { file, bytes }: DownloadRow): x is EditionPieces => {
  const { sha256, pieces, piece, bytes: said } = (x ?? {}) as Partial<EditionPieces>;
  if (sha256 !== file || said !== bytes || piece !== PIECE || !Array.isArray(pieces)) return false;
  return pieces.length === Math.ceil(bytes / PIECE) && pieces.every((hash) => HASH.test(hash));
};

/** The hashes of the pieces, as the server has them now. */
export async function fetchHashes(row: DownloadRow, signal: AbortSignal): Promise<string[]> {
  const text = await read(`/api/catalogue/editions/${row.edition}/chunks`, {}, signal);
  let said: unknown;
  try {
    said = JSON.parse(new TextDecoder().decode(text));
  } catch {
    // A page of a Wi-Fi that asks for a sign-in, for example.
    throw new BookFault('unreachable');
  }
  if (!isPieces(said, row)) throw new BookFault('bad_file');
  return said.pieces;
}

/** The n-th piece. One with a wrong hash is asked for once more. */
export async function fetchPiece(
  { file, bytes, hashes }: DownloadRow,
  n: number,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const last = Math.min(bytes, (n + 1) * PIECE) - 1;
  for (let times = 0; times < 2; times++) {
    const range = `bytes=${n * PIECE}-${last}`;
    const piece = await read(`/media/books/${file}.epub`, { range }, signal, onBytes);
    const hash = runningSha256();
    hash.add(piece);
    if (hash.hex() === hashes?.[n]) return piece;
  }
  throw new BookFault('bad_piece');
}
