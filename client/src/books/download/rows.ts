/** What this device stores of downloads: their rows, and pieces that were verified. */
import { runningSha256 } from '@egoejo/shared/platform/running-sha256.ts';
import { DownloadFault, useOnDevice, withRoom } from '../../downloads/model.ts';
import { theEnv } from '../../sync/api/session/session.ts';
import { books, dropOrphans, dropPieces, me, ofMember, piecesHere } from '../database.ts';
import type { BookRow, Downloadable, DownloadRow } from '../kept.ts';
import { PIECE } from '../pieces.ts';

/** Notes that the member wants this file, or wants it again. */
export async function want({ id: work, catalogued, ...what }: Downloadable): Promise<DownloadRow> {
  const member = me();
  const row: DownloadRow = {
    member,
    work,
    ...(catalogued ? {} : { manuscript: true }),
    edition: what.edition,
    file: what.file,
    bytes: what.bytes,
    title: what.title,
    authors: what.authors,
    language: what.language,
    hashes: null,
    state: 'going',
    fault: null,
    startedAt: theEnv().now(),
  };
  await withRoom(0, () =>
    books().transaction('rw', books().books, books().downloads, books().pieces, async () => {
      const before = await books().downloads.get([member, work]);
      // A newer edition: what was fetched of the old one is of no use.
      if (before && before.file !== what.file) {
        await books().downloads.delete([member, work]);
        await dropOrphans([before.file]);
      } else if (before) Object.assign(row, { hashes: before.hashes, startedAt: before.startedAt });
      await books().downloads.put(row);
    }),
  );
  return row;
}

export const changeDownload = (row: DownloadRow, change: Partial<DownloadRow>): Promise<unknown> =>
  withRoom(0, () => books().downloads.update([row.member, row.work], change));

/** Forgets a download, with what came of its file, unless another member wants or has that. */
export async function dropDownload({ member, work, file }: DownloadRow): Promise<void> {
  await books().transaction('rw', books().books, books().downloads, books().pieces, async () => {
    await books().downloads.delete([member, work]);
    await dropOrphans([file]);
  });
}

/** Keeps a verified piece. */
export const keepPiece = (file: string, n: number, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> =>
  withRoom(bytes.length, () => books().pieces.put({ file, n, bytes }));

/** Whether all pieces together are the file. */
async function isWhole({ file, hashes }: DownloadRow): Promise<boolean> {
  const hash = runningSha256();
  for (let n = 0; n < (hashes?.length ?? 0); n++) {
    const piece = await books().pieces.get([file, n]);
    if (!piece) return false;
    hash.add(piece.bytes);
  }
  return hash.hex() === file;
}

/**
 * Makes a book of a download whose pieces are all here: from now on it counts as here. A place that the member had in
 * this file stays.
 */
export async function finishDownload(row: DownloadRow): Promise<void> {
  if (!(await isWhole(row))) {
    await dropPieces(row.file);
    throw new DownloadFault('bad_file');
  }
  const { member, work, file, bytes, title, language } = row;
  const id = file.slice(0, 32);
  await withRoom(0, () =>
    books().transaction('rw', books().books, books().downloads, async () => {
      const before = await books().books.get([member, id]);
      const { at = null, fraction = 0, openedAt = 0 } = before ?? {};
      const authors = row.authors === '' ? [] : [row.authors];
      const addedAt = theEnv().now();
      const book: BookRow = {
        member,
        id,
        file,
        bytes,
        title,
        authors,
        language,
        addedAt,
        openedAt,
        at,
        fraction,
        ...(row.manuscript ? {} : { work }),
      };
      await books().books.put(book);
      await books().downloads.delete([member, work]);
    }),
  );
}

/** The member's downloads, the newest first. */
export const useDownloadRows = (): DownloadRow[] | undefined =>
  useOnDevice(async (member) =>
    (await ofMember(books().downloads, '[member+work]', member).toArray()).sort((a, b) => b.startedAt - a.startedAt),
  );
export const downloadRows = (): Promise<DownloadRow[]> => ofMember(books().downloads, '[member+work]', me()).toArray();

/** The member's book of this file; its file may have been removed. */
export const useBookOf = (file: string): BookRow | null | undefined =>
  useOnDevice(async (member) => (await books().books.get([member, file.slice(0, 32)])) ?? null, file);

/** Bytes of a download's file that are here; counted by whole pieces. */
export const useBytesHere = ({ file, bytes }: DownloadRow): number | undefined =>
  useOnDevice(async () => {
    const here = await piecesHere(file);
    return here.reduce((sum, n) => sum + Math.min(PIECE, bytes - n * PIECE), 0);
  }, file);
