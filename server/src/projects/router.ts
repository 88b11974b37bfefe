/** Procedures that need a network: what an edited project said before, and the proposals that wait for an animator. */
import * as z from 'zod';
import { projectId } from '@egoejo/shared/platform/ids.ts';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { AppError } from '../platform/http/app-error.ts';
import { refusalOf } from '../platform/policy.ts';
import { memberProcedure, router } from '../platform/http/trpc.ts';
import { shownTo } from '../accounts/model.ts';
import { following } from './policy.ts';
import { COST } from './queries.ts';
import { headOf, standingTowards, submittedAt } from './standing.ts';

export interface Proposal extends Omit<Project, 'author' | 'status' | 'reason'> {
  text: string;
  /** Null: its author does not show it to the community. */
  authorName: string | null;
  communityName: string;
  /** When its author last submitted it: an earlier decision was about another version. */
  submittedAt: string;
  /** Names of its photos: they are judged with it. */
  photos: string[];
}

const PROPOSALS = `select t.id, t.community, t.title, t.summary, t.category, t.place, ${COST} as cost, t.picture,
  iso(t.created_at) as "createdAt", ${submittedAt('t')} as "submittedAt",
    array(select f.name from project_picture f where f.project = t.id and f.state = 'stored' order by f.place, f.id)
      as photos,
    coalesce(x.text, '') as text, ${shownTo('a', 'name', 'true')} as "authorName", c.name as "communityName"
  from project t join community c on c.id = t.community join member a on a.id = t.author
    left join project_text x on x.id = t.id
    left join membership m on m.community = c.id and m.member = $1
  where t.status = 'proposed' and (m.role = 'animator' or $2)
  order by row_number() over (partition by t.author order by t.created_at, t.id), t.created_at, t.id limit 500`;

/** As many edits are read at once: each may have a text of 20,000 characters. */
const MOST_READ = 50;
/** What a published project said before an edit: the fields that changed, with their content. */
interface EditedFrom {
  id: string;
  at: string;
  animator: boolean;
  before: Partial<Pick<Project, 'title' | 'summary' | 'category' | 'place' | 'cost'>> & { text?: string };
}

export const projectsRouter = router({
  /** The edits of a project that the member may see, newest first. @throws project.unknown */
  edits: memberProcedure.input(z.strictObject({ project: projectId })).query(async ({ ctx, input: { project } }) => {
    const { db } = ctx.deps;
    const code = refusalOf(following, await standingTowards(db, ctx.identity.member, await headOf(db, project)));
    if (code) throw new AppError(code);
    return db.query<EditedFrom>(
      `select id, iso(at) as at, animator, before from project_edit where project = $1
        order by at desc limit ${MOST_READ}`,
      [project],
    );
  }),

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
