/**
 * Procedures that animators need online: the proposals to their communities, which are in their authors' own scopes.
 */
import type { Project } from '@egoejo/shared/projects/model.ts';
import { memberProcedure, router } from '../platform/trpc.ts';
import { shownTo } from '../platform/shown.ts';
import { COST } from './queries.ts';

export interface Proposal extends Omit<Project, 'author' | 'status' | 'reason'> {
  text: string;
  /** Null: its author does not show it to the community. */
  authorName: string | null;
  communityName: string;
  /** When its author last submitted it: an earlier decision was about another version. */
  submittedAt: string;
}

const PROPOSALS = `select t.id, t.community, t.title, t.summary, t.category, t.place, ${COST} as cost, t.picture,
  iso(t.created_at) as "createdAt", coalesce(t.extra ->> 'revisedAt', iso(t.created_at)) as "submittedAt",
    coalesce(x.text, '') as text, ${shownTo('a', 'name', 'true')} as "authorName", c.name as "communityName"
  from project t join community c on c.id = t.community join member a on a.id = t.author
    left join project_text x on x.id = t.id
    left join membership m on m.community = c.id and m.member = $1
  where t.status = 'proposed' and (m.role = 'animator' or $2)
  order by row_number() over (partition by t.author order by t.created_at, t.id), t.created_at, t.id limit 500`;

export const projectsRouter = router({
  /**
   * Proposals that wait for this animator's decision: first the oldest of each author, then the second of each, so that
   * many proposals of one author do not hide those of others.
   */
  proposals: memberProcedure.query(({ ctx }): Promise<Proposal[]> => {
    const { member, roles } = ctx.identity;
    return ctx.deps.db.query<Proposal>(PROPOSALS, [
      member,
      roles.includes('animator') || roles.includes('administrator'),
    ]);
  }),
});
