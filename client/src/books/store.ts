/** The books that members keep on this device, and where each is in them. */
import { useOnDevice } from '../downloads/model.ts';
import { isQuotaError } from '../platform/storage/quota-error.ts';
import { knownMembers, theEnv } from '../sync/api/session/session.ts';
import { books, dropOrphans, me, ofMember } from './database.ts';
import { BookFault } from './errors.ts';
import { FIRST_LOOK, type BookRow, type ReaderRow } from './kept.ts';
import { inPieces, piecesOf, type Source } from './pieces.ts';

export { closeBooks } from './database.ts';

/** Removes the books of members who erased their data from this device. */
export async function sweepBooks(): Promise<void> {
  const known = new Set<string>(['', me(), ...(await knownMembers()).map((m) => m.member)]);
  const all = books();
  await all.transaction('rw', all.books, all.downloads, all.pieces, all.readers, all.details, async () => {
    const gone = await all.books.filter((b) => !known.has(b.member)).toArray();
    await all.books.bulkDelete(gone.map((b): [string, string] => [b.member, b.id]));
    const begun = await all.downloads.filter((d) => !known.has(d.member)).toArray();
    await all.downloads.bulkDelete(begun.map((d): [string, string] => [d.member, d.work]));
    await all.readers.filter((r) => !known.has(r.member)).delete();
    await all.details.filter((d) => !known.has(d.member)).delete();
    await dropOrphans([...new Set([...gone, ...begun].map((row) => row.file))]);
  });
}

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, '0')).join('');

/**
 * Keeps a file for the member of this page, whole or not at all. The same file again is the same book.
 * @returns its id
 * @throws BookFault when the device is full
 */
export async function keepBook(
  bytes: Uint8Array<ArrayBuffer>,
  { title, authors, language }: Pick<BookRow, 'title' | 'authors' | 'language'>,
): Promise<string> {
  const file = hex(await crypto.subtle.digest('SHA-256', bytes));
  const id = file.slice(0, 32);
  const member = me();
  const all = books();
  try {
    await all.transaction('rw', all.books, all.pieces, async () => {
      const there = await all.books
        .where('file')
        .equals(file)
        .filter((b) => !b.evicted)
        .count();
      if (there === 0)
        for (const [n, piece] of piecesOf(bytes).entries()) await all.pieces.put({ file, n, bytes: piece });
      const before = await all.books.get([member, id]);
      if (before && !before.evicted) return;
      const now = theEnv().now();
      const place = { addedAt: now, openedAt: 0, at: before?.at ?? null, fraction: before?.fraction ?? 0 };
      await all.books.put({ member, id, file, bytes: bytes.length, title, authors, language, ...place });
    });
  } catch (cause) {
    if (isQuotaError(cause)) throw new BookFault('no_room');
    throw cause;
  }
  return id;
}

/** Removes a book of this member, with its place; the file goes when no one else keeps it. */
export async function removeBook({ member, id, file }: BookRow): Promise<void> {
  const all = books();
  await all.transaction('rw', all.books, all.downloads, all.pieces, async () => {
    await all.books.delete([member, id]);
    await dropOrphans([file]);
  });
}

/** The file of a book, read piece by piece. */
export function sourceOf({ file, bytes }: BookRow): Source {
  return inPieces(bytes, async (n) => {
    const row = await books().pieces.get([file, n]);
    if (!row) throw new BookFault('cut_short');
    return row.bytes;
  });
}

/** A book whose file is here. */
export async function readBook(id: string): Promise<BookRow | undefined> {
  const row = await books().books.get([me(), id]);
  return row?.evicted ? undefined : row;
}

/** Keeps where the member is. */
export async function keepPlace(id: string, at: string, fraction: number): Promise<void> {
  await books().books.update([me(), id], { at, fraction, openedAt: theEnv().now() });
}

export async function readReader(): Promise<ReaderRow> {
  const row = await books().readers.get(me());
  return { member: me(), pace: null, ...row, look: { ...FIRST_LOOK, ...row?.look } };
}
export async function keepReader(change: Partial<Omit<ReaderRow, 'member'>>): Promise<void> {
  await books().readers.put({ ...(await readReader()), ...change });
}

/** When the member last opened or added a book, ms since 1970. */
export const lastUsed = ({ openedAt, addedAt }: BookRow): number => Math.max(openedAt, addedAt);

/** The member's books, with those whose file made room for others; undefined until they are read. */
export const useShelfBooks = (): BookRow[] | undefined =>
  useOnDevice((member) => ofMember(books().books, '[member+id]', member).toArray());

/** The member's books whose file is here, the one read last first; undefined until they are read. */
export const useBooks = (): BookRow[] | undefined =>
  useOnDevice(async (member) =>
    (await ofMember(books().books, '[member+id]', member).toArray())
      .filter((b) => !b.evicted)
      .sort((a, b) => lastUsed(b) - lastUsed(a)),
  );
