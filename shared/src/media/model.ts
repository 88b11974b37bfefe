/** The protocol of uploads: both sides read its limits and shapes here (docs/protocol.md). */
import * as z from 'zod/mini';

/** What an upload is for; each names the kind of row that waits for the bytes. */
export const uploadPurpose = z.enum(['projectPicture', 'manuscriptFile', 'bookImport', 'messageFile', 'track']);
export type UploadPurposeName = z.infer<typeof uploadPurpose>;

export const UPLOAD = {
  /** Most bytes of one chunk. */
  chunk: 1024 * 1024,
  /** Least bytes of one chunk, but for the last one: every chunk is a row. */
  leastChunk: 4096,
  /** Most bytes of a picture. */
  picture: 10 * 1024 * 1024,
  /** Most bytes of a manuscript's file. */
  manuscript: 20 * 1024 * 1024,
  /** Most bytes of a book that is imported into the catalogue. */
  book: 30 * 1024 * 1024,
  /** Most bytes of a file of a message; of a voice note less. */
  message: 10 * 1024 * 1024,
  voice: 6 * 1024 * 1024,
  /** Most bytes of the file of a track (L1). */
  track: 500_000_000,
  /** Most bytes that a member announces within a day. */
  day: 1024 * 1024 * 1024,
  /** Most uploads that a member announces within a day, also those that were given up. */
  announced: 500,
  /** Most uploads of a member that are not finished. */
  open: 10,
} as const;

/** Header that says where in the file a chunk begins. */
export const OFFSET_HEADER = 'upload-offset';
/** Media type of a chunk. */
export const CHUNK_TYPE = 'application/offset+octet-stream';

export const uploadStart = z.strictObject({
  purpose: uploadPurpose,
  /** The row that waits for the bytes. */
  subject: z.guid(),
  bytes: z.int().check(z.positive()),
  /** SHA-256 of the whole file, lower-case hex. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
});
export type UploadStart = z.infer<typeof uploadStart>;

/** The answer about an upload. `offset`: the bytes that the server keeps. */
export const uploadState = z.object({
  id: z.guid(),
  offset: z.int(),
  bytes: z.int(),
  state: z.enum(['open', 'done', 'refused', 'dropped']),
});
export type UploadState = z.infer<typeof uploadState>;
