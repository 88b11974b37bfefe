/** What a settlement reads about a project, and how a member stands towards it. */
import type { CommunityId, MemberId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { communityScope, memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { standingOf } from '../communities/model.ts';
import type { ProjectStanding } from './policy.ts';

export interface Head {
  community: CommunityId;
  author: MemberId | null;
  status: NonNullable<ProjectStanding['status']>;
  /** Changes whenever the project does. */
  rev: number;
  /** When its author last changed the proposal, ISO 8601. */
  submittedAt: string;
  /** When its author took the proposal back, ISO 8601; null: they did not, or submitted it again. */
  retractedAt: string | null;
}
/** SQL of `submittedAt`, for a table of projects. */
export const submittedAt = (table: string): string =>
  `coalesce(${table}.extra ->> 'revisedAt', iso(${table}.created_at))`;
/** Where rows of a project stand that its author or an animator writes: beside the project. */
export const scopeOf = (member: MemberId, { status, community }: Pick<Head, 'status' | 'community'>): Scope =>
  status === 'published' ? communityScope(community) : memberScope(member);

export const headOf = async (tx: Queryable, project: ProjectId): Promise<Head | undefined> =>
  (
    await tx.query<Head>(
      `select community, author, status, rev, ${submittedAt('p')} as "submittedAt",
          extra ->> 'retractedAt' as "retractedAt"
        from project p where id = $1 and status <> 'hidden'`,
      [project],
    )
  )[0];

export async function standingTowards(
  tx: Queryable,
  member: MemberId,
  head: Head | undefined,
): Promise<ProjectStanding> {
  return {
    ...(await standingOf(tx, member, head?.community ?? null)),
    status: head?.status ?? null,
    own: head?.author === member,
  };
}
