/**
 * Settles votes in secret polls (P2). A member's `ballot` says only that they voted; what they chose is sealed in
 * `sealed_ballot`, under a keyed hash in place of the member, until `secret-count.ts` opens it after the poll.
 */
import { checkBallot, longestBallot } from '@egoejo/shared/polls/ballot.ts';
import type { BallotContent, PollMethod, PollOption } from '@egoejo/shared/polls/model.ts';
import { ballotCodes } from '@egoejo/shared/polls/errors.ts';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { Params } from '@egoejo/shared/platform/result.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import type { Note } from '@egoejo/shared/sync/protocol.ts';
import { HARVEST } from '@egoejo/shared/saka/model.ts';
import {
  APPLIED,
  instantOrNow,
  refuse,
  settlement,
  type Applied,
  type ColdSettlement,
  type Rejected,
  type SettleContext,
} from '../../sync/settle/act.ts';
import { barred } from '../policy.ts';
import type { BallotKeys } from './ballot-keys.ts';

interface Standing {
  active: boolean;
  confirmed: boolean;
  secret: boolean | null;
  method: PollMethod;
  options: PollOption[];
  key: Uint8Array | null;
  /** They have a ballot in this poll. */
  voted: boolean;
  /** Why they may not vote here. */
  refusal: (typeof barred)[number] | null;
  detail: Params | null;
}
/** `withdrawing`: members with a ballot may withdraw it even after leaving the community. */
async function standingOf({ tx, member, asOf }: SettleContext, poll: PollId, withdrawing: boolean): Promise<Standing> {
  const [row] = await tx.query<Standing>(
    `select m.status = 'active' as active, m.email_confirmed_at is not null as confirmed, p.secret, p.method, p.options,
       p.ballot_key as key, b.poll is not null as voted, r.code as refusal, r.detail
     from member m
       left join poll p on p.id = $2
       left join membership j on j.member = m.id and j.community = p.community
       left join ballot b on b.poll = p.id and b.member = m.id
       cross join lateral ballot_refusal(m.id, p, case when $4 then '-infinity' else j.joined_at end,
         $4 and b.poll is not null or p.hidden_at is null and (j.member is not null or p.community is null
           or community_visible(m.id, p.community)), $3) r
     where m.id = $1`,
    [member, poll, asOf, withdrawing],
  );
  return row!;
}

/** Deletes the note that the member voted. They keep the grains that the vote harvested (R5). */
async function forgetVote({ tx, member }: SettleContext, poll: PollId): Promise<void> {
  await tx.query('delete from ballot where poll = $1 and member = $2', [poll, member]);
  await tx.query('insert into poll_delta (member, poll, ballots) values ($1, $2, -1)', [member, poll]);
}

/** Notes that the member voted, but not what. */
async function noteVote({ tx, member, rev, at }: SettleContext, poll: PollId, first: boolean): Promise<void> {
  await tx.query(
    `insert into ballot (poll, member, content, rev, cast_at) values ($1, $2, '{"kind": "secret"}', $3, $4)
     on conflict (poll, member) do update set rev = excluded.rev, cast_at = excluded.cast_at`,
    [poll, member, rev, at],
  );
  if (first) await tx.query('insert into poll_delta (member, poll, ballots) values ($1, $2, 1)', [member, poll]);
}

async function harvest(ctx: SettleContext, poll: PollId): Promise<Applied> {
  if (ctx.flagsOff.includes('ENABLE_SAKA')) return APPLIED;
  const { grains, aDay } = HARVEST.poll_vote;
  const [row] = await ctx.tx.query<{ harvested: 'harvested' | 'already' | 'limit' }>(
    `select ledger_harvest($1, $2, 'poll_vote', $3, harvest_day_of($1, $4, $5, $6), $7, $8, $9, $3, null) as harvested`,
    [ctx.member, ctx.rev, poll, ctx.device, instantOrNow(ctx.madeAt), ctx.asOf, grains, aDay, ctx.key],
  );
  if (row!.harvested === 'already') return APPLIED;
  const note: Note =
    row!.harvested === 'limit'
      ? { code: 'saka.daily_limit', params: { limit: aDay } }
      : { code: 'saka.harvested', params: { grains } };
  return { applied: [note] };
}

/** Whether the poll was counted before the database was restored to a time at which it was open. */
async function isOver(keys: BallotKeys, poll: PollId, { secret, refusal, key }: Standing): Promise<boolean> {
  if (!secret || refusal || (await keys.has(poll, key))) return false;
  return (await keys.keptResult(poll)) !== null;
}

/** `ballot: null` deletes it. */
async function writeSealed(
  keys: BallotKeys,
  { tx, member }: SettleContext,
  poll: PollId,
  { key: fingerprint, method, options }: Standing,
  ballot: BallotContent | null,
): Promise<void> {
  const key = await keys.of(poll, fingerprint);
  const voter = key.voter(member);
  if (ballot === null) {
    await tx.query('delete from sealed_ballot where poll = $1 and voter = $2', [poll, voter]);
    return;
  }
  await tx.query(
    `insert into sealed_ballot (poll, voter, content) values ($1, $2, $3)
     on conflict (poll, voter) do update set content = excluded.content`,
    [poll, voter, key.seal(voter, JSON.stringify(ballot), longestBallot(method, options))],
  );
}

/** The parameters of a refusal that say what the poll allows; all others say what the refused ballot named. */
const OF_THE_POLL: ReadonlySet<string> = new Set(['method', 'max']);
/** A receipt and its device's list of acts keep nothing that a refused secret ballot named (P2). */
const withoutContent = (params: Params): Params =>
  Object.fromEntries(Object.entries(params).filter(([name]) => OF_THE_POLL.has(name)));

/** With what a secret vote can be refused. */
const refuses = [
  'account.banned',
  'account.not_confirmed',
  ...barred,
  'poll.not_secret',
  'poll.no_ballot',
  ...ballotCodes,
] as const;

/** Why the vote is refused; null: it is not. */
function refusalOf(
  s: Standing,
  ballot: BallotContent | null,
  asOf: string | null,
): Rejected<(typeof refuses)[number]> | null {
  if (!s.active) return refuse('account.banned');
  if (ballot && !s.confirmed) return refuse('account.not_confirmed');
  if (s.refusal) return { rejected: s.refusal, params: s.detail ?? {} };
  if (!s.secret) return refuse('poll.not_secret');
  if (!ballot) return s.voted || asOf !== null ? null : refuse('poll.no_ballot');
  const checked = checkBallot(s.method, s.options, ballot);
  return checked.ok ? null : { rejected: checked.error.code, params: withoutContent(checked.error.params) };
}

/**
 * Casts, replaces or withdraws a ballot. It takes the poll's shared lock and only then, in a later statement, reads the
 * poll and compares its closing time (P1).
 */
async function settleSecretVote(
  keys: BallotKeys,
  ctx: SettleContext,
  { poll, ballot }: MutationArgs<'poll.voteSecretly'>,
) {
  await ctx.tx.query('select lock_poll_shared($1)', [poll]);
  const standing = await standingOf(ctx, poll, ballot === null);
  if (await isOver(keys, poll, standing)) standing.refusal = 'poll.closed';
  // An act that the server had applied before a restore: its ballot is in the result that was kept beside the keys.
  const counted = ctx.asOf !== null && standing.secret === true && standing.refusal === 'poll.closed';
  if (!counted) {
    const refused = refusalOf(standing, ballot, ctx.asOf);
    if (refused) return refused;
    await writeSealed(keys, ctx, poll, standing, ballot);
  }
  if (ballot === null) {
    if (standing.voted) await forgetVote(ctx, poll);
    return APPLIED;
  }
  await noteVote(ctx, poll, !standing.voted);
  return harvest(ctx, poll);
}

/** The settlement of secret votes. It reads the poll's key into memory before it holds a lock. */
export const secretVotes = (keys: BallotKeys): ColdSettlement<'poll.voteSecretly'> =>
  settlement(
    { refuses, notes: ['saka.harvested', 'saka.daily_limit'], before: ({ poll }) => keys.load(poll) },
    (ctx, args) => settleSecretVote(keys, ctx, args),
  );
