/**
 * The bytes of uploads that are not finished. Each chunk is a file in the store of media, so that every server can go
 * on with an upload; a row of `upload_chunk` says that it is there.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Deps } from '../platform/deps.ts';
import { collected, readMedia, type Media } from '../platform/media/media.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { ReceivedFile } from './contract.ts';

/** What the keys of all chunks begin with. Nobody may fetch them (mayReadMedia). */
export const CHUNKS = 'uploads/';
export interface Chunk {
  upload: string;
  start: number;
  size: number;
}
const folderOf = (upload: string): string => `${CHUNKS}${upload}`;
/** With the size, so that two calls that send parts of different sizes at once write different files. */
const keyOf = ({ upload, start, size }: Chunk): string =>
  `${folderOf(upload)}/${String(start).padStart(12, '0')}-${size}.bin`;

type Stores = Pick<Deps, 'media'> & { db: Queryable };

/** A chunk that was received is not in the store: it was lost, such as by a restore without media. */
export class LostChunk extends Error {}

export const putChunk = (media: Media, chunk: Chunk, bytes: Uint8Array): Promise<void> =>
  media.put(keyOf(chunk), bytes);

export const hasChunk = async (media: Media, chunk: Chunk): Promise<boolean> =>
  (await media.stat(keyOf(chunk)))?.bytes === chunk.size;

/** Deletes a chunk that was put, unless another call has recorded the same one. */
export async function takeBackChunk({ db, media }: Stores, chunk: Chunk): Promise<void> {
  const { upload, start, size } = chunk;
  const recorded = 'select from upload_chunk where upload = $1 and start = $2 and size = $3';
  if ((await db.query(recorded, [upload, start, size])).length === 0) await media.delete(keyOf(chunk));
}

/** What was received of a file so far, one chunk after the other, and one in memory. @throws LostChunk */
export async function* chunksOf({ db, media }: Stores, upload: string): AsyncGenerator<Uint8Array> {
  for (let start = 0; ;) {
    // Base64, because the embedded database takes six times as long for plain bytes.
    const [row] = await db.query<{ size: number; base64: string | null }>(
      `select size, encode(bytes, 'base64') as base64 from upload_chunk where upload = $1 and start = $2`,
      [upload, start],
    );
    if (!row) return;
    const { size, base64 } = row;
    const bytes =
      base64 === null ? (await readMedia(media, keyOf({ upload, start, size })))?.bytes : Buffer.from(base64, 'base64');
    if (bytes?.length !== size) throw new LostChunk(`no chunk at ${start} of upload ${upload}`);
    yield bytes;
    start += size;
  }
}

/** The file of an upload that is complete. */
export const receivedFile = (
  stores: Stores,
  { id, bytes, sha256 }: { id: string; bytes: number; sha256: string },
): ReceivedFile => ({
  bytes,
  sha256,
  whole: () => collected(chunksOf(stores, id)),
  stream: () => Readable.from(chunksOf(stores, id), { objectMode: false, highWaterMark: 1 }),
});

/** A file that is in memory anyway. */
export const fileInMemory = (bytes: Buffer): ReceivedFile => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  whole: () => Promise.resolve(bytes),
  stream: () => Readable.from([bytes]),
});

/** Deletes the chunks of an upload that was closed. */
export const forgetChunks = (media: Media, upload: string): Promise<void> => media.deleteUnder(folderOf(upload));

/** Deletes the chunks of all uploads that are not open. @returns of how many uploads. */
export async function sweepChunks({ db, media }: Stores): Promise<number> {
  const uploads = new Set<string>();
  for await (const { key } of media.list(CHUNKS)) uploads.add(key.split('/')[1] ?? '');
  // The row of an upload is older than its chunks, so a chunk that was listed has a row unless the upload was closed.
  const open = await db.query<{ id: string }>(`select id from upload where state = 'open'`);
  for (const { id } of open) uploads.delete(id);
  for (const upload of uploads) await forgetChunks(media, upload);
  return uploads.size;
}
