/** What a feature that has files of books beside those of the catalogue provides. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';

/** A file of a book, as it is downloaded. */
export interface BookFile {
  id: string;
  sha256: string;
  bytes: number;
  title: string;
  /** The hashes of its pieces, hex. */
  pieces: string;
  /** Whether everybody may fetch it. */
  everybody: boolean;
}
/** Finds a file that the member (null: a visitor) may fetch, by its id or by its hash. */
export type FindBookFile = (
  q: Queryable,
  by: { id: string } | { sha256: string },
  member: MemberId | null,
) => Promise<BookFile | undefined>;
