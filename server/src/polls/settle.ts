import type { CommunityId, MemberId, PollId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import { ballotCodes } from '@egoejo/shared/polls/errors.ts';
import type { PollOption } from '@egoejo/shared/polls/model.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { memberScope, pollsScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { audit } from '../platform/observability/audit.ts';
import { emit } from '../platform/database/events.ts';
import { standingOf } from '../communities/model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import {
  APPLIED,
  refuse,
  settlement,
  type ColdSettlements,
  type HotOutcomes,
  type SettleContext,
} from '../sync/settle/act.ts';
import type { BallotKeys } from './secret/ballot-keys.ts';
import { secretVotes } from './secret/settle-secret.ts';
import { barred, cancelling, drafting, extending, opening, type PollStanding } from './policy.ts';

interface Head {
  community: CommunityId | null;
  author: MemberId | null;
  state: NonNullable<PollStanding['state']>;
  /** True when the poll's closing time has passed. */
  due: boolean;
  closes: Date;
  secret: boolean;
  project: ProjectId | null;
  options: PollOption[];
}
const headOf = async ({ tx, asOf }: Pick<SettleContext, 'tx' | 'asOf'>, poll: PollId): Promise<Head | undefined> =>
  (
    await tx.query<Head>(
      `select community, author, state, closes_at <= coalesce($2::timestamptz, clock_timestamp()) as due, secret,
        closes_at as closes, project, options
        from poll where id = $1 and hidden_at is null`,
      [poll, asOf],
    )
  )[0];

async function standingTowards(
  tx: Queryable,
  member: MemberId,
  community: CommunityId | null,
  head: Head | undefined,
): Promise<PollStanding> {
  return { ...(await standingOf(tx, member, community)), state: head?.state ?? null, own: head?.author === member };
}

/** Checks a draft's options, their costs and its projects: an id must not occur twice. */
async function draftFault(tx: Queryable, args: MutationArgs<'poll.draft'>) {
  const ids = args.options.map((o) => o.id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) return refuse('poll.bad_options', { option: twice });
  const unpriced = args.method.kind === 'budget' ? unpricedOption(args.method, ids) : undefined;
  if (unpriced !== undefined) return refuse('poll.bad_options', { option: unpriced });
  return projectFault(tx, args);
}

/** A poll is about a published project where every voter may see it, or none; so are its options. */
async function projectFault(
  tx: Queryable,
  { community, project, options }: Pick<Head, 'community' | 'project' | 'options'>,
) {
  const named = options.flatMap((o) => (o.project === undefined ? [] : [o.project]));
  const known = await publishedAmong(tx, community, [...named, ...(project === null ? [] : [project])]);
  if (project !== null && !known.has(project)) return refuse('project.unknown');
  const unknown = options.find((o) => o.project !== undefined && !known.has(o.project));
  return unknown ? refuse('poll.bad_options', { option: unknown.id }) : null;
}

/** An option without a cost between 1 cent and the whole budget, or a cost without its option (P6). */
function unpricedOption(
  { costs, budget }: Extract<MutationArgs<'poll.draft'>['method'], { kind: 'budget' }>,
  ids: readonly string[],
): string | undefined {
  const priced = (id: string): boolean => Object.hasOwn(costs, id) && costs[id]! > 0 && costs[id]! <= budget;
  return ids.find((id) => !priced(id)) ?? Object.keys(costs).find((id) => !ids.includes(id));
}

/** Those of the projects that are published in the community; for a poll open to all, in any public community. */
async function publishedAmong(
  tx: Queryable,
  community: CommunityId | null,
  projects: readonly ProjectId[],
): Promise<Set<ProjectId>> {
  if (projects.length === 0) return new Set();
  const rows = await tx.query<{ id: ProjectId }>(
    `select p.id from project p join community c on c.id = p.community
     where p.id = any($1::uuid[]) and p.status = 'published'
       and (c.id = $2::uuid or ($2::uuid is null and c.visibility = 'public'))`,
    [projects, community],
  );
  return new Set(rows.map((r) => r.id));
}

async function settleDraft(ctx: SettleContext, args: MutationArgs<'poll.draft'>) {
  const { tx, member, rev } = ctx;
  const code = refusalOf(drafting, await standingTowards(tx, member, args.community, await headOf(ctx, args.id)));
  if (code) return refuse(code);
  const closesAt = new Date(args.closesAt);
  // The schema's pattern accepts dates such as the 45th of December.
  if (!(closesAt.getTime() > 0)) return refuse('poll.bad_closing');
  const { method } = args;
  if (args.secret && method.kind === 'quadratic' && method.unit > 0) return refuse('poll.secret_costs');
  const fault = await draftFault(tx, args);
  if (fault) return fault;
  const drafted = await tx.query(
    `insert into poll (id, scope, community, project, title, text, method, options, state, open_to_all, quorum,
      closes_at, author, rev, secret)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, 'draft', $9, $10, $11, $12, $13, $14)
     on conflict (id) do update set community = excluded.community, project = excluded.project, title = excluded.title,
       text = excluded.text,
       method = excluded.method, options = excluded.options, open_to_all = excluded.open_to_all,
         quorum = excluded.quorum,
       closes_at = excluded.closes_at, secret = excluded.secret, rev = excluded.rev
       where poll.author = excluded.author and poll.state = 'draft'
     returning id`,
    [
      args.id,
      memberScope(member),
      args.community,
      args.project,
      args.title,
      args.text,
      JSON.stringify(args.method),
      JSON.stringify(args.options),
      args.openToAll,
      args.quorum,
      closesAt,
      member,
      rev,
      args.secret,
    ],
  );
  return drafted.length > 0 ? APPLIED : refuse('poll.exists');
}

/**
 * Opens a poll at the server's time, or schedules its opening. From then on options, method and costs are frozen, since
 * only a draft can be replaced (P1). The key of a secret poll is made here, once (P2).
 */
async function settleOpen(keys: BallotKeys, ctx: SettleContext, { poll, opensAt }: MutationArgs<'poll.open'>) {
  const head = await headOf(ctx, poll);
  const code = refusalOf(opening, await standingTowards(ctx.tx, ctx.member, head?.community ?? null, head));
  if (code || !head) return refuse(code ?? 'poll.unknown');
  if (head.due) return refuse('poll.bad_closing');
  // Projects may have been withdrawn since the draft was saved.
  // After a restore the opening is settled again. It must succeed even if a project was withdrawn since (S29).
  const fault = ctx.asOf === null ? await projectFault(ctx.tx, head) : null;
  if (fault) return fault;
  const at = opensAt === null ? null : new Date(opensAt);
  if (at !== null && !(at.getTime() > 0 && at < head.closes)) return refuse('poll.bad_opening');
  const key = head.secret ? ((await keys.make(poll))?.fingerprint ?? null) : null;
  const scope = pollsScope(head.community);
  await ctx.bump([scope]);
  const [opened] = await ctx.tx.query<{ scheduled: boolean }>(
    `update poll set state = 'open', opens_at = greatest(x.now, $4), scheduled = coalesce($4 > x.now, false),
       scope = $2, ballot_key = $5
     from (select coalesce($3::timestamptz, now()) as now) x where id = $1 returning scheduled`,
    [poll, scope, ctx.asOf, at, key],
  );
  await ctx.tx.query('insert into poll_tally (id, scope) values ($1, $2)', [poll, scope]);
  const { scheduled } = opened!;
  await emit(ctx.tx, scheduled ? 'poll.scheduled' : 'poll.opened', poll, {});
  const until = head.closes.toISOString();
  await audit(ctx.tx, { actor: ctx.member, ...ctx.from }, scheduled ? 'poll.schedule' : 'poll.open', poll, {
    ...(scheduled && { startsAt: at?.toISOString() }),
    until,
  });
  return APPLIED;
}

/**
 * Cancels a poll. The exclusive lock is held only to set the state; saka/refunds.ts refunds later without it (P1). A
 * draft is simply deleted.
 */
async function settleCancel(ctx: SettleContext, poll: PollId, reason: string) {
  await ctx.tx.query('select lock_poll($1)', [poll]);
  // A separate statement, so that its snapshot is later than the lock.
  const head = await headOf(ctx, poll);
  const code = refusalOf(cancelling, await standingTowards(ctx.tx, ctx.member, head?.community ?? null, head));
  if (code || !head) return refuse(code ?? 'poll.unknown');
  if (head.state === 'draft') {
    await ctx.tx.query('delete from poll where id = $1', [poll]);
    return APPLIED;
  }
  // Its ballots are already refused; only the count is pending.
  if (head.due) return refuse('poll.closed');
  await ctx.bump([pollsScope(head.community)]);
  await ctx.tx.query(
    `update poll set state = 'cancelled', extra = coalesce(extra, '{}') || jsonb_build_object('reason', $2::text)
      where id = $1`,
    [poll, reason],
  );
  await emit(ctx.tx, 'poll.cancelled', poll, { by: ctx.member, reason });
  await audit(ctx.tx, { actor: ctx.member, ...ctx.from }, 'poll.cancel', poll, { reason });
  return APPLIED;
}

/**
 * Moves the closing time later. Under the exclusive lock no ballot is being settled: one that came before was judged by
 * the old time, one that comes after by the new. A poll whose time has passed stays closed, even if it was not counted
 * yet (P1). Options, method and costs do not change.
 */
async function settleExtend(ctx: SettleContext, { poll, closesAt, reason }: MutationArgs<'poll.extend'>) {
  await ctx.tx.query('select lock_poll($1)', [poll]);
  // A separate statement, so that its snapshot is later than the lock.
  const head = await headOf(ctx, poll);
  const code = refusalOf(extending, await standingTowards(ctx.tx, ctx.member, head?.community ?? null, head));
  if (code || !head) return refuse(code ?? 'poll.unknown');
  if (head.due) return refuse('poll.closed');
  const to = new Date(closesAt);
  if (!(to.getTime() > 0)) return refuse('poll.bad_closing');
  const [before] = await ctx.tx.query<{ at: string; later: boolean }>(
    'select iso(closes_at) as at, closes_at < $2 as later from poll where id = $1',
    [poll, to],
  );
  if (!before!.later) return refuse('poll.not_later');
  await ctx.bump([pollsScope(head.community)]);
  await ctx.tx.query(
    `update poll set closes_at = $2, extra = coalesce(extra, '{}') || jsonb_build_object('reason', $3::text)
      where id = $1`,
    [poll, to, reason],
  );
  const moved = { before: before!.at, until: to.toISOString(), reason };
  await emit(ctx.tx, 'poll.extended', poll, { by: ctx.member, ...moved });
  await audit(ctx.tx, { actor: ctx.member, ...ctx.from }, 'poll.extend', poll, moved);
  return APPLIED;
}

/** What the SQL functions of `settle.sql` answer. */
export const hotOutcomes: HotOutcomes<'poll.vote' | 'poll.withdrawVote'> = {
  'poll.vote': {
    refuses: [
      'account.banned',
      'account.not_confirmed',
      ...barred,
      'poll.secret',
      ...ballotCodes,
      'saka.vote_disabled',
      'saka.insufficient_grains',
    ],
    notes: ['saka.harvested', 'saka.daily_limit'],
  },
  'poll.withdrawVote': { refuses: ['account.banned', ...barred, 'poll.secret', 'poll.no_ballot'] },
};

/**
 * Settlements for drafting, opening, extending and cancelling a poll, and for votes in secret ones. Other ballots use
 * the hot path: `settle.sql`.
 */
export const settlements = (
  keys: BallotKeys,
): ColdSettlements<'poll.draft' | 'poll.open' | 'poll.extend' | 'poll.cancel' | 'poll.voteSecretly'> => ({
  'poll.draft': settlement(
    { refuses: [...codesOf(drafting), 'poll.bad_closing', 'poll.secret_costs', 'poll.bad_options', 'project.unknown'] },
    settleDraft,
  ),
  'poll.open': settlement(
    { refuses: [...codesOf(opening), 'poll.bad_closing', 'poll.bad_opening', 'poll.bad_options', 'project.unknown'] },
    (ctx, args) => settleOpen(keys, ctx, args),
  ),
  'poll.voteSecretly': secretVotes(keys),
  'poll.extend': settlement({ refuses: [...codesOf(extending), 'poll.bad_closing', 'poll.not_later'] }, settleExtend),
  'poll.cancel': settlement({ refuses: codesOf(cancelling) }, (ctx, { poll, reason }) =>
    settleCancel(ctx, poll, reason),
  ),
});
