/** Stores a file that the member added, in pieces: a track may be larger than the memory of the device. */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { UploadPurposeName } from '@egoejo/shared/media/model.ts';
import { NETWORK } from '../../../platform/network/api.ts';
import { NO_ROOM, withRoom } from '../../engine/store/quota.ts';
import type { FileRow } from '../../engine/store/tables.ts';
import { current } from '../session/session.ts';
import { forget, pieceKey } from './files.ts';

/** Bytes of a piece, but for the last one. */
const PIECE = 1024 * 1024;
/** Pieces that are in memory, and stored by one transaction. A file of so many replaces an older one in one step. */
const AT_ONCE = 2;

interface NewFile {
  id: string;
  purpose: UploadPurposeName;
  content: Blob;
  type: string;
}

/**
 * Keeps a file durably, or nothing of it. Codes: `sync.storage_full`, `account.not_signed_in`, `media.unreadable` (the
 * file was moved or removed meanwhile), `network` (code that a large file needs is not on this device yet).
 */
export async function keepFile({ id, purpose, content, type }: NewFile): Promise<Result<void>> {
  const engine = current();
  if (!engine) return fail('account.not_signed_in');
  const { env, store } = engine;
  const { strict } = store;
  const { size } = content;
  // Only for a large file, because this code is not in the first pack of the app.
  const code =
    size > AT_ONCE * PIECE ? await import('@egoejo/shared/platform/running-sha256.ts').catch(() => null) : undefined;
  if (code === null) return fail(NETWORK);
  const hash = code?.runningSha256();
  const begun = { id, purpose, size, type, keptAt: env.now(), queued: false, piece: PIECE };
  for (let at = 0; ;) {
    const pieces = await piecesFrom(content, at);
    if (pieces === null) {
      if (at > 0) await forget(store.db, id);
      return fail('media.unreadable');
    }
    for (const bytes of pieces) hash?.add(bytes);
    const first = at / PIECE;
    at += AT_ONCE * PIECE;
    const row: FileRow =
      at < size
        ? { ...begun, sha256: '', partial: true }
        : { ...begun, sha256: hash?.hex() ?? (await sha256Of(pieces)) };
    const write = () =>
      strict.transaction('rw', strict.files, strict.fileBytes, async () => {
        await strict.files.put(row);
        for (const [i, bytes] of pieces.entries()) await strict.fileBytes.put({ id: pieceKey(id, first + i), bytes });
      });
    if ((await withRoom(env, store.db, () => 2 * Math.min(size, AT_ONCE * PIECE), write)) === NO_ROOM) {
      if (first > 0) await forget(store.db, id);
      return fail('sync.storage_full');
    }
    if (at >= size) return ok(undefined);
  }
}

async function sha256Of(pieces: readonly Uint8Array<ArrayBuffer>[]): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await new Blob([...pieces]).arrayBuffer());
  return Array.from(new Uint8Array(hash), (b) => b.toString(16).padStart(2, '0')).join('');
}

/** The next pieces of a file; null: it cannot be read any more, such as one on a card that was taken out. */
async function piecesFrom(content: Blob, at: number): Promise<Uint8Array<ArrayBuffer>[] | null> {
  const pieces = [];
  for (let from = at; from < Math.min(at + AT_ONCE * PIECE, Math.max(content.size, 1)); from += PIECE) {
    const bytes = await content
      .slice(from, from + PIECE)
      .arrayBuffer()
      .catch(() => null);
    if (bytes?.byteLength !== Math.min(PIECE, content.size - from)) return null;
    pieces.push(new Uint8Array(bytes));
  }
  return pieces;
}
