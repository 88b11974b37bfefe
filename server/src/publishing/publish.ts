/** A manuscript becomes a work of the catalogue, a new edition of it, or is taken out of it (B15). */
import type { CommunityId, ManuscriptId } from '@egoejo/shared/platform/ids.ts';
import { CATALOGUE, communityScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { writeBook, type Writing } from '../catalogue/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { SettleContext } from '../sync/settle/act.ts';

/** What is stored with a file, and is all that publishing it takes. */
export type FileFacts = Pick<Writing, 'work' | 'partialMd5' | 'cover'> & { edition: Writing['facts'] };

/** Where a work is that nobody sees. */
const HIDDEN = 'hidden';
const scopeOfWork = (community: CommunityId | null): Scope =>
  community === null ? CATALOGUE : communityScope(community);
/** The scopes that a work leaves or enters. */
export const scopesOfWork = (community: CommunityId | null): Scope[] => [scopeOfWork(community)];

/** Publishes a stored file: the work gets the manuscript's id, its edition that of the file. */
export async function publish(ctx: SettleContext, manuscript: ManuscriptId, file: string): Promise<void> {
  const { tx } = ctx;
  const [row] = await tx.query<{
    community: CommunityId | null;
    facts: FileFacts;
    sha256: string;
    bytes: number;
    pieces: string;
    title: string;
  }>(
    `select m.community, m.title, f.facts, f.sha256, f.bytes, encode(f.pieces, 'hex') as pieces
      from manuscript_file f join manuscript m on m.id = f.manuscript where f.id = $1`,
    [file],
  );
  if (!row) throw new Error('publishing a file that is not there');
  const { community, facts, sha256, bytes, pieces } = row;
  await ctx.bump(scopesOfWork(community));
  await writeBook(tx, {
    id: manuscript,
    edition: file,
    // All editions of a manuscript are one work, whatever their files say of themselves.
    work: { ...facts.work, importKey: JSON.stringify(['manuscript', manuscript]) },
    facts: facts.edition,
    sha256,
    bytes,
    pieces,
    partialMd5: facts.partialMd5,
    cover: facts.cover,
    community,
  });
}

/** Takes the work out of the catalogue. Who has its file keeps it. */
export const unpublish = (tx: Queryable, manuscript: ManuscriptId): Promise<unknown> =>
  tx.query(`update work set scope = '${HIDDEN}' where id = $1`, [manuscript]);
