/**
 * Files that the member added, kept in their own database until the server has stored or refused them. The act that
 * announces a file is queued like any other; the bytes follow once its row is on the server (uploads/uploader.ts).
 */
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { UploadPurposeName } from '@egoejo/shared/media/model.ts';
import { touchesOf } from '../../engine/acts/definitions.ts';
import type { Identity } from '../../engine/identity.ts';
import type { OutboxRow } from '../../engine/store/outbox-row.ts';
import { NO_ROOM, withRoom } from '../../engine/store/quota.ts';
import { whileOpen } from '../../engine/store/while-open.ts';
import type { EgoejoDb, FileRow } from '../../engine/store/tables.ts';
import { useLive } from '../rows/live.ts';
import { current } from '../session/session.ts';

export type { FileRow } from '../../engine/store/tables.ts';

const DAY_MS = 86_400_000;
/** A photo of a draft that was never sent is forgotten after this time. */
const DRAFT_DAYS = 60;

interface NewFile {
  id: string;
  purpose: UploadPurposeName;
  bytes: Uint8Array<ArrayBuffer>;
  type: string;
}

/** Keeps a file durably. Codes: `sync.storage_full`, `account.not_signed_in`. */
export async function keepFile({ id, purpose, bytes, type }: NewFile): Promise<Result<void>> {
  const engine = current();
  if (!engine) return fail('account.not_signed_in');
  const { env, store } = engine;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(hash, (b) => b.toString(16).padStart(2, '0')).join('');
  const row: FileRow = { id, purpose, size: bytes.length, type, sha256, keptAt: env.now(), queued: false };
  const write = () =>
    store.strict.transaction('rw', store.strict.files, store.strict.fileBytes, async () => {
      await store.strict.files.put(row);
      await store.strict.fileBytes.put({ id, bytes });
    });
  const kept = await withRoom(env, store.db, () => bytes.length * 2, write);
  return kept === NO_ROOM ? fail('sync.storage_full') : ok(undefined);
}

/** Call it when the act that announces the file was queued. */
export async function fileQueued(id: string): Promise<void> {
  await current()?.store.strict.files.update(id, { queued: true });
}

export async function forgetFile(id: string): Promise<void> {
  const db = current()?.store.db;
  if (db) await forget(db, id);
}
const forget = (db: EgoejoDb, id: string): Promise<void> =>
  db.transaction('rw', db.files, db.fileBytes, async () => {
    await db.files.delete(id);
    await db.fileBytes.delete(id);
  });

/** The bytes of a kept file; null: none on this device. */
export const fileBytes = async (id: string): Promise<Uint8Array<ArrayBuffer> | null> =>
  (await current()?.store.db.fileBytes.get(id))?.bytes ?? null;

/** A kept file as a browser can show it; null: none on this device. */
export async function fileBlob(id: string): Promise<Blob | null> {
  const db = current()?.store.db;
  const [row, kept] = await Promise.all([db?.files.get(id), db?.fileBytes.get(id)]);
  return row && kept ? new Blob([kept.bytes], { type: row.type }) : null;
}

/** Makes the file of a refused act one of a draft again, under a new id. Returns false when it is not here any more. */
export async function fileAgain(id: string, next: string): Promise<boolean> {
  const engine = current();
  if (!engine) return false;
  const { strict } = engine.store;
  return strict.transaction('rw', strict.files, strict.fileBytes, async () => {
    const [row, kept] = await Promise.all([strict.files.get(id), strict.fileBytes.get(id)]);
    if (!row || !kept) return false;
    await strict.files.put({ ...row, id: next, keptAt: engine.env.now(), queued: false });
    await strict.fileBytes.put({ ...kept, id: next });
    await strict.files.delete(id);
    await strict.fileBytes.delete(id);
    return true;
  });
}

/** What this device keeps of a file; null: nothing, undefined: not read yet. */
export const useFile = (id: string): FileRow | null | undefined =>
  useLive(async (db) => (await db.files.get(id)) ?? null, [id]);

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

/** A draft given up long ago, or a file whose act was refused. Acts that still wait keep their files. */
async function isForgotten(db: EgoejoDb, file: FileRow, who: Identity, now: number): Promise<boolean> {
  if (!file.queued) return now - file.keptAt > DRAFT_DAYS * DAY_MS;
  if (now - file.keptAt < DAY_MS) return false;
  return (await db.outbox.filter((act) => mayAnnounce(act, file, who)).count()) === 0;
}
/** Whether the act may announce the file: it has to do with the row that waits for it, or this build cannot read it. */
function mayAnnounce(act: OutboxRow, { id, purpose }: FileRow, who: Identity): boolean {
  const touched = touchesOf(act, who);
  return touched.length === 0 || touched.some((row) => row.e === purpose && row.id === id);
}
