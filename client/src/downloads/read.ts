/** Reads what a download consists of: no answer is waited for without end, and no piece is kept unverified. */
import { runningSha256 } from '@egoejo/shared/platform/running-sha256.ts';
import { getAccessToken, theEnv } from '../sync/api/session/session.ts';
import { DownloadFault } from './fault.ts';

/** A link that brings nothing for this long is taken for broken, ms. */
const SILENCE_MS = 30_000;

const none = (): void => undefined;

/**
 * One request, read to its end. `onBytes` gets the bytes so far.
 * @throws DownloadFault `gone`, `unreachable`; the signal's reason
 */
export async function readWhole(
  path: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  onBytes: (bytes: number) => void = none,
  // The device keeps the pieces itself: a copy in the browser's cache would take the room twice.
  cache: 'no-store' | 'default' = 'no-store',
): Promise<Uint8Array<ArrayBuffer>> {
  const broken = new AbortController();
  const silent = () => theEnv().setTimer(() => broken.abort(), SILENCE_MS);
  let heard = silent();
  try {
    const token = getAccessToken();
    const response = await theEnv().fetch(path, {
      credentials: 'same-origin',
      cache,
      headers: { ...headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
      signal: AbortSignal.any([signal, broken.signal]),
    });
    if (response.status === 404 || response.status === 401 || response.status === 403) throw new DownloadFault('gone');
    if (!response.ok) throw new DownloadFault('unreachable');
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
    throw cause instanceof DownloadFault ? cause : new DownloadFault('unreachable');
  } finally {
    heard();
  }
}

/**
 * A piece whose hash is known. One with a wrong hash is asked for once more.
 * @throws DownloadFault `bad_piece`, and what `ask` throws
 */
export async function readPiece(
  sha256: string | undefined,
  ask: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer>> {
  for (let times = 0; times < 2; times++) {
    const piece = await ask();
    const hash = runningSha256();
    hash.add(piece);
    if (hash.hex() === sha256) return piece;
  }
  throw new DownloadFault('bad_piece');
}
