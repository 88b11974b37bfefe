/** Sends one file in chunks, from where the server is. Knows no storage and no network of its own. */
import { CHUNK_TYPE, OFFSET_HEADER, UPLOAD, uploadState, type UploadState } from '@egoejo/shared/media/model.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { PlainInit } from '../platform/network/api.ts';
import type { FileRow } from '../sync/api/kept/files.ts';

/** Calls a route of the server (platform/network/api.ts). */
export type Send = (path: string, init: PlainInit) => Promise<Result<unknown>>;

const PATH = '/api/uploads';
/** The first chunk is small, for a link of unknown speed, bytes. */
const FIRST = 32 * 1024;
/** A chunk should take about this long, ms: short enough that a cut costs little. */
const PACE_MS = 2000;

/** The size of the next chunk after one of `size` bytes that took `ms`. */
export const nextSize = (size: number, ms: number): number =>
  Math.max(8 * 1024, Math.min(UPLOAD.chunk, ms < PACE_MS ? size * 2 : ms > 2 * PACE_MS ? Math.floor(size / 2) : size));

/**
 * Sends what the server does not have yet, then completes the upload. `read` gives bytes of the file, null if they are
 * gone; `onSent` gets how many bytes the server has. Codes: the server's, `network`, `media.unreadable`.
 */
export async function sendFile(
  send: Send,
  { id, purpose, size, sha256 }: Pick<FileRow, 'id' | 'purpose' | 'size' | 'sha256'>,
  read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer> | null>,
  onSent: (bytes: number) => void,
  now: () => number,
): Promise<Result<UploadState>> {
  const ask = async (path: string, method: string, headers: Record<string, string>, body: BodyInit) =>
    stateIn(await send(`${PATH}${path}`, { method, headers, body }));
  const json = { 'content-type': 'application/json' };
  const start = JSON.stringify({ purpose, subject: id, bytes: size, sha256 });
  const opened = await ask('', 'POST', json, start);
  if (!opened.ok) return opened;
  const upload = opened.value;
  // The row with the outcome is on its way.
  if (upload.state !== 'open') return opened;
  let [at, chunk] = [upload.offset, FIRST];
  onSent(at);
  while (at < size) {
    const began = now();
    const headers = { 'content-type': CHUNK_TYPE, [OFFSET_HEADER]: String(at) };
    const bytes = await read(at, Math.min(at + chunk, size));
    if (bytes === null) return fail('media.unreadable');
    const told = await ask(`/${upload.id}`, 'PATCH', headers, bytes);
    const offset = told.ok ? told.value.offset : rightOffset(told.error);
    // The server already has a chunk whose answer was lost, or another tab sent it.
    if (offset === null || (!told.ok && offset === at)) return told;
    chunk = nextSize(chunk, now() - began);
    at = offset;
    onSent(at);
  }
  return ask(`/${upload.id}/complete`, 'POST', json, '{}');
}

const rightOffset = ({ code, params }: { code: string; params: Record<string, unknown> }): number | null =>
  code === 'media.wrong_offset' && typeof params['offset'] === 'number' ? params['offset'] : null;

function stateIn(answer: Result<unknown>): Result<UploadState> {
  if (!answer.ok) return answer;
  const parsed = uploadState.safeParse(answer.value);
  // The login page of a public Wi-Fi answers every request.
  return parsed.success ? ok(parsed.data) : fail('network');
}
