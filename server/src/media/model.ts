/** What a feature tells about the files it waits for. */
import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { UploadPurposeName } from '@egoejo/shared/media/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Failure, Result } from '@egoejo/shared/platform/result.ts';
import type { Queryable } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';

export interface UploadPurpose {
  /** Most bytes of a file. */
  most: number;
  /** Null: this row waits for a file of this member; else why not. */
  refusal(q: Queryable, member: MemberId, subject: string): Promise<ErrorCode | null>;
  /**
   * Checks the whole file and stores what is served. @returns what the transaction that closes the upload does, or why
   * the file is refused.
   */
  accept(
    deps: Pick<Deps, 'media'>,
    subject: string,
    bytes: Buffer,
  ): Promise<Result<(tx: Queryable) => Promise<void>, ErrorCode>>;
  /** Tells the row why its file was refused, in the transaction that closes the upload. */
  refuse(tx: Queryable, subject: string, why: Failure<ErrorCode>): Promise<void>;
}
export type UploadPurposes = Readonly<Record<UploadPurposeName, UploadPurpose>>;

/** Who may fetch a file: everybody, this caller, or nobody they may know of. */
type MediaReaders = 'everybody' | 'caller' | 'nobody';
export type MayReadMedia = (q: Queryable, key: string, member: MemberId | null) => Promise<MediaReaders>;
