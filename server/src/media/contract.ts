/** What a feature that accepts files provides. */
import type { Readable } from 'node:stream';
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { UploadPurposeName } from '@egoejo/shared/media/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Failure, Result } from '@egoejo/shared/platform/result.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Deps } from '../platform/deps.ts';

/** A complete file, as a member sent it. */
export interface ReceivedFile {
  bytes: number;
  /** SHA-256, lower-case hex; the bytes were compared with it. */
  sha256: string;
  /** All bytes in memory: for purposes whose files have 20 MB at most. */
  whole(): Promise<Buffer>;
  /** The bytes from the beginning, one chunk in memory; each call reads them anew. */
  stream(): Readable;
}

export interface UploadPurpose {
  /** Most bytes of a file. */
  most: number;
  /** Why this member may not upload a file for this row; null: the row waits for it. */
  refusal(q: Queryable, member: MemberId, subject: string): Promise<ErrorCode | null>;
  /**
   * Checks the complete file and stores the files that will be served. @returns the writes for the transaction that
   * closes the upload, or the reason why the file is refused.
   */
  accept(
    deps: Pick<Deps, 'db' | 'media'>,
    member: MemberId,
    subject: string,
    file: ReceivedFile,
  ): Promise<Result<(tx: Queryable) => Promise<void>, ErrorCode>>;
  /** Records in the row why its file was refused, in the transaction that closes the upload. */
  refuse(tx: Queryable, subject: string, why: Failure<ErrorCode>): Promise<void>;
}
export type UploadPurposes = Readonly<Record<UploadPurposeName, UploadPurpose>>;

/**
 * Who may fetch a file. 'holder': whoever has its address, which only those learn who may see it. 'nobody': the file
 * does not exist, or this caller may not know that it does.
 */
type MediaReaders = 'everybody' | 'holder' | 'caller' | 'nobody';
export type MayReadMedia = (q: Queryable, key: string, member: MemberId | null) => Promise<MediaReaders>;
