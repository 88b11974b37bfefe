/**
 * The database of books on this device, which is never synced: rows of each member apart, each file once, in pieces.
 */
import { Dexie, type Table } from 'dexie';
import type { WorkDetail } from '@egoejo/shared/catalogue/model.ts';
import { BOOKS_DB } from '../platform/storage/kept-books.ts';
import { signedIn, theEnv } from '../sync/api/session/session.ts';
import type { BookRow, DownloadRow, ReaderRow } from './kept.ts';

interface PieceRow {
  file: string;
  n: number;
  bytes: Uint8Array<ArrayBuffer>;
}
/** What the server said of a work when a member opened it. */
interface DetailRow {
  member: string;
  id: string;
  detail: WorkDetail;
  at: number;
}
type BooksDb = Dexie & {
  books: Table<BookRow, [string, string]>;
  pieces: Table<PieceRow, [string, number]>;
  readers: Table<ReaderRow, string>;
  downloads: Table<DownloadRow, [string, string]>;
  details: Table<DetailRow, [string, string]>;
};

let db: BooksDb | null = null;
export function books(): BooksDb {
  if (db) return db;
  const { indexedDB, keyRange } = theEnv();
  const opened = new Dexie(BOOKS_DB, { indexedDB, IDBKeyRange: keyRange, cache: 'disabled' });
  opened.version(1).stores({ books: '[member+id], file', pieces: '[file+n]', readers: 'member' });
  opened.version(2).stores({ downloads: '[member+work], file', details: '[member+id], at' });
  return (db = opened as BooksDb);
}
/** Closes the database: between tests. */
export function closeBooks(): void {
  db?.close();
  db = null;
}

/** The member of this page; '': a visitor. */
export const me = (): string => signedIn()?.member ?? '';

/** The numbers of the pieces of a file that are here. */
export const piecesHere = async (file: string): Promise<number[]> =>
  (await books().pieces.where('[file+n]').between([file, Dexie.minKey], [file, Dexie.maxKey]).primaryKeys()).map(
    ([, n]) => n,
  );
export const dropPieces = (file: string): Promise<number> =>
  books().pieces.where('[file+n]').between([file, Dexie.minKey], [file, Dexie.maxKey]).delete();

/** Whether a book or a download of any member names the file. Call it inside a transaction over books and downloads. */
async function isNamed(file: string): Promise<boolean> {
  const kept = await books()
    .books.where('file')
    .equals(file)
    .filter((b) => !b.evicted)
    .count();
  return kept > 0 || (await books().downloads.where('file').equals(file).count()) > 0;
}
/** Removes files that no row names any more. Call it inside a transaction over books, downloads and pieces. */
export async function dropOrphans(files: readonly string[]): Promise<void> {
  for (const file of files) if (!(await isNamed(file))) await dropPieces(file);
}

/** The rows of one member in a table whose key begins with the member. */
export const ofMember = <T>(table: Table<T, [string, string]>, index: string, member: string) =>
  table.where(index).between([member, Dexie.minKey], [member, Dexie.maxKey]);
