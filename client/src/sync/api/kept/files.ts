/**
 * Files that the member added, kept in their own database until the server has stored or refused them. The act that
 * announces a file is queued like any other; the bytes follow once its row is on the server (uploads/uploader.ts).
 */
import { touchesOf } from '../../engine/acts/definitions.ts';
import type { Identity } from '../../engine/identity.ts';
import type { OutboxRow } from '../../engine/store/outbox-row.ts';
import { whileOpen } from '../../engine/store/while-open.ts';
import type { EgoejoDb, FileRow } from '../../engine/store/tables.ts';
import { useLive } from '../rows/live.ts';
import { current } from '../session/session.ts';

export type { FileRow } from '../../engine/store/tables.ts';

const DAY_MS = 86_400_000;
/** A photo of a draft that was never sent is forgotten after this time. */
const DRAFT_DAYS = 60;

/** The key of the n-th piece of a file. The first one has the key that files had before they were kept in pieces. */
export const pieceKey = (id: string, n: number): string => (n === 0 ? id : `${id}/${n}`);
/** Bytes of each piece of a file but the last one; files of earlier versions of the app are one piece. */
const pieceOf = ({ piece, size }: FileRow): number => piece ?? Math.max(size, 1);
const piecesOf = (file: FileRow): number => Math.max(1, Math.ceil(file.size / pieceOf(file)));

/** Call it when the act that announces the file was queued. */
export async function fileQueued(id: string): Promise<void> {
  await current()?.store.strict.files.update(id, { queued: true });
}

export async function forgetFile(id: string): Promise<void> {
  const db = current()?.store.db;
  if (db) await forget(db, id);
}
/** Forgets a file with all its pieces. */
export const forget = (db: EgoejoDb, id: string): Promise<void> =>
  db.transaction('rw', db.files, db.fileBytes, async () => {
    await db.files.delete(id);
    await db.fileBytes.where('id').between(id, `${id}/\uffff`).delete();
  });

/** The bytes of a kept file from one offset to before another. Null: they are not on this device. */
export async function filePart(file: FileRow, from: number, to: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const db = current()?.store.db;
  const part = new Uint8Array(Math.min(to, file.size) - from);
  const piece = pieceOf(file);
  for (let at = from; at < from + part.length;) {
    const n = Math.floor(at / piece);
    const kept = await db?.fileBytes.get(pieceKey(file.id, n));
    const bytes = kept?.bytes.subarray(at - n * piece, from + part.length - n * piece);
    if (!bytes || bytes.length === 0) return null;
    part.set(bytes, at - from);
    at += bytes.length;
  }
  return part;
}

/** A kept file as a browser can show it; null: none on this device. */
export async function fileBlob(id: string): Promise<Blob | null> {
  const db = current()?.store.db;
  const row = await db?.files.get(id);
  if (!db || !row || row.partial === true) return null;
  const pieces: Blob[] = [];
  for (let n = 0; n < piecesOf(row); n++) {
    const kept = await db.fileBytes.get(pieceKey(id, n));
    if (!kept) return null;
    // A blob of its own, so that the browser may hold it elsewhere than in memory.
    pieces.push(new Blob([kept.bytes]));
  }
  return new Blob(pieces, { type: row.type });
}

/** Makes the file of a refused act one of a draft again, under a new id. Returns false when it is not here any more. */
export async function fileAgain(id: string, next: string): Promise<boolean> {
  const engine = current();
  if (!engine) return false;
  const { strict } = engine.store;
  return strict.transaction('rw', strict.files, strict.fileBytes, async () => {
    const row = await strict.files.get(id);
    if (!row || row.partial === true) return false;
    for (let n = 0; n < piecesOf(row); n++) {
      const kept = await strict.fileBytes.get(pieceKey(id, n));
      if (!kept) return false;
      await strict.fileBytes.put({ ...kept, id: pieceKey(next, n) });
      await strict.fileBytes.delete(pieceKey(id, n));
    }
    await strict.files.put({ ...row, id: next, keptAt: engine.env.now(), queued: false });
    await strict.files.delete(id);
    return true;
  });
}

/** What this device keeps of a file; null: nothing, undefined: not read yet. */
export const useFile = (id: string): FileRow | null | undefined =>
  useLive(
    async (db) => {
      const file = await db.files.get(id);
      return file && file.partial !== true ? file : null;
    },
    [id],
  );

/** The state of the row that waits for each kept file; undefined: it is not on this device. */
export async function fileStates(db: EgoejoDb): Promise<{ file: FileRow; state: string | undefined }[]> {
  const states = [];
  for (const file of await db.files.toArray()) {
    const row = await db.table<{ state: string }, string>(file.purpose).get(file.id);
    states.push({ file, state: row?.state });
  }
  return states;
}

/** Whether this device keeps a file. */
export const hasFiles = async (db: EgoejoDb): Promise<boolean> => (await db.files.count()) > 0;

/**
 * The files whose rows wait on the server; none once the database is closed. Files whose rows no longer wait are
 * forgotten.
 */
export const awaitedFiles = async (db: EgoejoDb, who: Identity, now: number): Promise<FileRow[]> =>
  (await whileOpen(db, () => sortOut(db, who, now))) ?? [];

async function sortOut(db: EgoejoDb, who: Identity, now: number): Promise<FileRow[]> {
  const awaited: FileRow[] = [];
  for (const { file, state } of await fileStates(db)) {
    if (state === 'awaited') awaited.push(file);
    else if (state !== undefined || (await isForgotten(db, file, who, now))) await forget(db, file.id);
  }
  return awaited;
}

/**
 * True for the file of an old draft, a file that was not stored completely, and a file whose act was refused. A file
 * whose act still waits is never forgotten.
 */
async function isForgotten(db: EgoejoDb, file: FileRow, who: Identity, now: number): Promise<boolean> {
  if (!file.queued) return now - file.keptAt > (file.partial === true ? 1 : DRAFT_DAYS) * DAY_MS;
  if (now - file.keptAt < DAY_MS) return false;
  return (await db.outbox.filter((act) => mayAnnounce(act, file, who)).count()) === 0;
}
/** Whether the act may announce the file: it has to do with the row that waits for it, or this build cannot read it. */
function mayAnnounce(act: OutboxRow, { id, purpose }: FileRow, who: Identity): boolean {
  const touched = touchesOf(act, who);
  return touched.length === 0 || touched.some((row) => row.e === purpose && row.id === id);
}
