import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { MemberId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { communityScope, memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { audit } from '../platform/observability/audit.ts';
import { emit } from '../platform/database/events.ts';
import { standingOf, type Standing } from '../communities/model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import {
  APPLIED,
  refuse,
  settlement,
  type ColdSettlements,
  type Rejected,
  type SettleContext,
} from '../sync/settle/act.ts';
import {
  MOST_PROPOSALS,
  adding,
  following,
  picturing,
  proposing,
  publishing,
  revising,
  rewriting,
  withdrawing,
} from './policy.ts';
import { editPublished } from './settle-edits.ts';
import { settleAddMany } from './settle-many.ts';
import { settleDropNeed, settleNeed } from './settle-needs.ts';
import { refuseLatePictures } from './pictures.ts';
import { settleAddPicture, settleRemovePicture } from './settle-pictures.ts';
import { headOf, standingTowards } from './standing.ts';

/**
 * Publishes a proposal: moves it and its text to the community's scope and creates its tally. The caller has bumped
 * both scopes. Does nothing if it is no longer a proposal. @returns whether it was one.
 */
export async function publish(tx: Queryable, project: ProjectId): Promise<boolean> {
  const moved = await tx.query(
    `update project set status = 'published', scope = 'community:' || community where id = $1 and status = 'proposed'
      returning id`,
    [project],
  );
  if (moved.length === 0) return false;
  await tx.query(`update project_text t set scope = p.scope from project p where t.id = $1 and p.id = t.id`, [project]);
  await refuseLatePictures(tx, project);
  for (const table of ['project_picture', 'project_need'])
    await tx.query(`update ${table} t set scope = p.scope from project p where t.project = $1 and p.id = t.project`, [
      project,
    ]);
  await tx.query('insert into project_tally (id, scope) select id, scope from project where id = $1', [project]);
  await emit(tx, 'project.published', project, {});
  return true;
}

/**
 * Declines a proposal, which stays in its author's scope with the reason. Does nothing if it is no longer a proposal.
 * @param retractedAt when its author took it back; null: somebody else declined it
 * @returns whether it was one.
 */
export async function decline(
  tx: Queryable,
  project: ProjectId,
  reason: string,
  retractedAt: string | null = null,
): Promise<boolean> {
  const declined = await tx.query(
    `update project set status = 'declined', extra = coalesce(extra, '{}')
        || jsonb_strip_nulls(jsonb_build_object('reason', $2::text, 'retractedAt', $3::text))
      where id = $1 and status = 'proposed' returning id`,
    [project, reason, retractedAt],
  );
  return declined.length > 0;
}

/**
 * Publishing and declining change rows of the author's scope: one's own project here; another member's by an event, in
 * a separate transaction (S12).
 */
async function settlePublish(ctx: SettleContext, { project, submittedAt }: MutationArgs<'project.publish'>) {
  const head = await headOf(ctx.tx, project);
  const code = refusalOf(publishing, await standingTowards(ctx.tx, ctx.member, head));
  if (code || !head) return refuse(code ?? 'project.unknown');
  // What was added since, a photo or a sentence, was not judged.
  if (submittedAt !== undefined && submittedAt !== head.submittedAt) return refuse('project.revised');
  if (head.author === ctx.member) {
    await ctx.bump([communityScope(head.community)]);
    await publish(ctx.tx, project);
  } else {
    // The author may rewrite the proposal before the event runs: then an animator has to read it again.
    await emit(ctx.tx, 'project.approved', project, { by: ctx.member, rev: head.rev });
  }
  await audit(ctx.tx, { actor: ctx.member, ...ctx.from }, 'project.publish', project);
  return APPLIED;
}

async function settleWithdraw(ctx: SettleContext, project: ProjectId, reason: string) {
  const head = await headOf(ctx.tx, project);
  const code = refusalOf(withdrawing, await standingTowards(ctx.tx, ctx.member, head));
  if (code || !head) return refuse(code ?? 'project.unknown');
  if (head.status === 'published') {
    await ctx.bump([communityScope(head.community)]);
    await ctx.tx.query(
      `update project set status = 'withdrawn', extra = coalesce(extra, '{}') || jsonb_build_object('reason', $2::text)
       where id = $1 and status = 'published'`,
      [project, reason],
    );
    await emit(ctx.tx, 'project.withdrawn', project, { by: ctx.member, reason });
  } else if (head.author === ctx.member) {
    await decline(ctx.tx, project, reason, ctx.asOf ?? ctx.at);
    await emit(ctx.tx, 'project.retracted', project, {});
  } else {
    await emit(ctx.tx, 'project.declined', project, { by: ctx.member, reason, rev: head.rev });
  }
  const action = head.status === 'published' ? 'project.withdraw' : 'project.decline';
  await audit(ctx.tx, { actor: ctx.member, ...ctx.from }, action, project, { reason });
  return APPLIED;
}

/** A refusal; one for want of a group names it. */
const refused = <C extends ErrorCode>(code: C, { proposers }: Standing): Rejected<C> =>
  code === 'project.not_in_group' ? { rejected: code, params: { group: proposers ?? '' } } : { rejected: code };

/** Rewrites the author's own proposal, which waits for an animator again, or a published project. */
async function settleRevise(ctx: SettleContext, args: MutationArgs<'project.revise'>) {
  const { project, title, summary, text, category, place, cost } = args;
  const head = await headOf(ctx.tx, project);
  const standing = await standingTowards(ctx.tx, ctx.member, head);
  const code = refusalOf(rewriting, standing);
  if (code || !head) return refused(code ?? 'project.unknown', standing);
  if (head.status === 'published') return editPublished(ctx, head, args);
  // After a restore a later retraction may come first: the proposal then stays taken back (S29).
  const { asOf } = ctx;
  const later = asOf !== null && head.retractedAt !== null && Date.parse(head.retractedAt) > Date.parse(asOf);
  // A declined proposal counts as a new one.
  const { recent } = await proposalsOf(ctx.tx, ctx.member, project);
  if (head.status === 'declined' && ctx.asOf === null && recent >= MOST_PROPOSALS)
    return refuse('project.too_many_proposals', { most: MOST_PROPOSALS });
  await ctx.tx.query(
    `update project set title = $2, summary = $3, category = $4, place = $5, cost_cents = $6, cost_currency = $7,
      status = case when $9 then status else 'proposed' end, rev = $8,
      extra = case when $9 then extra else coalesce(extra, '{}') - 'reason' - 'retractedAt' end
        || jsonb_build_object('revisedAt', iso(now())) where id = $1`,
    [project, title, summary, category, place, cost?.cents ?? null, cost?.currency ?? null, ctx.rev, later],
  );
  await ctx.tx.query('update project_text set text = $2, rev = $3 where id = $1', [project, text, ctx.rev]);
  if (later) return APPLIED;
  await emit(ctx.tx, 'project.proposed', project, { community: head.community });
  return APPLIED;
}

/** Whether a project with this id exists, and how many proposals of a member are pending or were made within a day. */
async function proposalsOf(
  tx: Queryable,
  member: MemberId,
  id: ProjectId,
): Promise<{ known: boolean; recent: number }> {
  const [row] = await tx.query<{ known: boolean; recent: number }>(
    `select exists (select from project where id = $1) as known,
       (select count(*) from (select from project where author = $2
         and (status = 'proposed' or created_at > now() - interval '1 day')
         limit ${MOST_PROPOSALS}) p) as recent`,
    [id, member],
  );
  return row ?? { known: false, recent: 0 };
}

/** Settlements of projects, their photos and needs, and of following them. `project.boost` is settled in `saka`. */
export const settlements: ColdSettlements<
  | 'project.propose'
  | 'project.revise'
  | 'project.publish'
  | 'project.withdraw'
  | 'project.addPicture'
  | 'project.removePicture'
  | 'project.follow'
  | 'project.addMany'
  | 'project.need'
  | 'project.dropNeed'
> = {
  'project.propose': settlement(
    { refuses: [...codesOf(proposing), 'project.exists', 'project.too_many_proposals'] },
    async ({ tx, member, rev, asOf }, { id, community, title, summary, text, category, place, cost }) => {
      const standing = await standingOf(tx, member, community);
      const code = refusalOf(proposing, standing);
      if (code) return refused(code, standing);
      const { known, recent } = await proposalsOf(tx, member, id);
      if (known) return refuse('project.exists');
      // An act that was accepted before a restore was already counted then (S29).
      if (asOf === null && recent >= MOST_PROPOSALS)
        return refuse('project.too_many_proposals', { most: MOST_PROPOSALS });
      await tx.query(
        `insert into project (id, scope, community, title, summary, category, place, cost_cents, cost_currency, status,
        author, rev)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'proposed', $10, $11)`,
        [
          id,
          memberScope(member),
          community,
          title,
          summary,
          category,
          place,
          cost?.cents ?? null,
          cost?.currency ?? null,
          member,
          rev,
        ],
      );
      await tx.query('insert into project_text (id, scope, text, rev) values ($1, $2, $3, $4)', [
        id,
        memberScope(member),
        text,
        rev,
      ]);
      await emit(tx, 'project.proposed', id, { community });
      return APPLIED;
    },
  ),
  'project.addPicture': settlement(
    { refuses: [...codesOf(picturing), 'project.picture_exists', 'project.too_many_pictures'] },
    settleAddPicture,
  ),
  'project.removePicture': settlement(
    { refuses: [...codesOf(picturing), 'project.unknown_picture'] },
    settleRemovePicture,
  ),
  'project.addMany': settlement(
    { refuses: [...codesOf(adding), 'project.exists', 'project.too_many_added'] },
    settleAddMany,
  ),
  'project.need': settlement(
    { refuses: [...codesOf(revising), 'project.need_exists', 'project.too_many_needs'] },
    settleNeed,
  ),
  'project.dropNeed': settlement({ refuses: [...codesOf(revising), 'project.unknown_need'] }, settleDropNeed),
  'project.revise': settlement(
    {
      refuses: [...codesOf(rewriting), 'project.too_many_proposals', 'project.in_open_poll', 'project.too_many_edits'],
    },
    settleRevise,
  ),
  'project.publish': settlement({ refuses: [...codesOf(publishing), 'project.revised'] }, settlePublish),
  'project.withdraw': settlement({ refuses: codesOf(withdrawing) }, (ctx, { project, reason }) =>
    settleWithdraw(ctx, project, reason),
  ),
  'project.follow': settlement({ refuses: codesOf(following) }, async ({ tx, member, rev }, { project, on }) => {
    if (!on) {
      await tx.query('delete from project_follow where member = $1 and project = $2', [member, project]);
      return APPLIED;
    }
    const code = refusalOf(following, await standingTowards(tx, member, await headOf(tx, project)));
    if (code) return refuse(code);
    await tx.query(
      `insert into project_follow (member, project, rev) values ($1, $2, $3) on conflict (member, project) do nothing`,
      [member, project, rev],
    );
    return APPLIED;
  }),
};
