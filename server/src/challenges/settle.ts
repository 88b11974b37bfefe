import { dayLater } from '@egoejo/shared/challenges/calendar.ts';
import { daysFit, goalFits, LATE_DAYS } from '@egoejo/shared/challenges/contests.ts';
import type { Challenge } from '@egoejo/shared/challenges/model.ts';
import type { ChallengeId, CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { communityScope, memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { standingOf } from '../communities/model.ts';
import { emit } from '../platform/database/events.ts';
import { audit } from '../platform/observability/audit.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { MOST_TURNS, takesTurn } from '../sync/settle/turns.ts';
import { settleName, settleUnname } from './leaderboard.ts';
import {
  MOST_CHALLENGES,
  MOST_EDITS,
  MOST_PARTS,
  MOST_RUNNING,
  cancelling,
  editing,
  joining,
  making,
  makingOwn,
  naming,
  type ChallengeStanding,
} from './policy.ts';

type Days = Pick<Challenge, 'starts' | 'ends'>;
/**
 * Whether a challenge may have these days. A community's may begin a few days ago, since it can have been made without
 * a network; a member's own at any time, but it must not be over.
 */
const fitsOn = (days: Days, today: string, community: CommunityId | null): boolean =>
  daysFit(days) && days.ends >= today && (community === null || days.starts >= dayLater(today, -LATE_DAYS));
const today = ({ asOf, at }: SettleContext): string => (asOf ?? at).slice(0, 10);

interface Head {
  scope: Scope;
  community: CommunityId | null;
  author: MemberId | null;
  shown: boolean;
  cancelled: boolean;
  begun: boolean;
  over: boolean;
  /** Edits within a day. */
  edits: number;
}
/** The challenge, and what held when the act was first accepted: now, or before a restore (S29). */
const headOf = async ({ tx, asOf }: SettleContext, challenge: ChallengeId): Promise<Head | undefined> =>
  (
    await tx.query<Head>(
      `select scope, community, author, state <> 'hidden' as shown,
         coalesce(cancelled_at <= x.at, false) as cancelled, starts <= (x.at at time zone 'UTC')::date as begun,
         x.at >= challenge_closes(ends) as over,
         case when edits_since > now() - interval '1 day' then edits else 0 end as edits
       from challenge, (select coalesce($2::timestamptz, now()) as at) x where id = $1`,
      [challenge, asOf],
    )
  )[0];
const standingTowards = async ({ tx, member }: SettleContext, head: Head | undefined): Promise<ChallengeStanding> => ({
  ...(await standingOf(tx, member, head?.community ?? null)),
  exists: head !== undefined && head.shown && (head.community !== null || head.scope === memberScope(member)),
  own: head?.author === member,
  alone: head?.community === null,
  cancelled: head?.cancelled ?? false,
  begun: head?.begun ?? false,
  over: head?.over ?? false,
});

/** Begins to count what a member reads for a challenge, from its start on. */
async function takePart({ tx, member, rev, asOf, at }: SettleContext, challenge: ChallengeId): Promise<void> {
  // A change of the challenge waits, and then counts for this member too.
  await tx.query(
    `insert into challenge_part (member, challenge, joined_at, rev)
      select $1, id, $3, $4 from challenge where id = $2 for share on conflict do nothing`,
    [member, challenge, asOf ?? at, rev],
  );
  await tx.query('select challenges_count($1, $2, null, $3)', [member, rev, asOf ?? at]);
}
const moved = (tx: SettleContext['tx'], challenge: ChallengeId): Promise<unknown> =>
  tx.query('insert into contest_delta (challenge) select id from challenge where id = $1 and community is not null', [
    challenge,
  ]);

async function settleMake(ctx: SettleContext, args: MutationArgs<'challenge.make'>) {
  const { tx, member, asOf } = ctx;
  const { id, community, title, text, goal, n, starts, ends } = args;
  const together = args.together && community !== null;
  const standing = {
    ...(await standingOf(tx, member, community)),
    daysFit: fitsOn(args, today(ctx), community),
    goalFits: goalFits({ goal, n, together, starts, ends }),
  };
  const code = community === null ? refusalOf(makingOwn, standing) : refusalOf(making, standing);
  if (code) return refuse(code);
  const [found] = await tx.query<{ known: boolean; made: number; running: number }>(
    `select exists (select from challenge where id = $1) as known,
       count(*) filter (where created_at > now() - interval '1 day')::int as made,
       count(*) filter (where cancelled_at is null and now() < challenge_closes(ends))::int as running
     from challenge where author = $2`,
    [id, member],
  );
  if (found!.known) return refuse('challenge.exists');
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && found!.made >= MOST_CHALLENGES) return refuse('challenge.too_many', { most: MOST_CHALLENGES });
  if (asOf === null && found!.running >= MOST_RUNNING) return refuse('challenge.too_many', { most: MOST_RUNNING });
  const scope = community === null ? memberScope(member) : communityScope(community);
  const rev = community === null ? ctx.rev : ((await ctx.bump([scope]))[scope] ?? 0);
  await tx.query(
    `insert into challenge (id, scope, community, author, name, title, text, goal, n, together, starts, ends,
        created_at, rev)
      select $1, $2, $3, m.id, nullif(m.name, ''), $5, $6, $7, $8, $9, $10::date, $11::date,
        coalesce($12::timestamptz, now()), $13 from member m where m.id = $4`,
    [id, scope, community, member, title, text, goal, n, together, starts, ends, asOf, rev],
  );
  if (community === null) await takePart(ctx, id);
  else await emit(tx, 'challenge.made', id, {});
  return APPLIED;
}

async function settleEdit(ctx: SettleContext, { challenge, ...said }: MutationArgs<'challenge.edit'>) {
  const { tx, member, asOf } = ctx;
  const head = await headOf(ctx, challenge);
  const code = refusalOf(editing, await standingTowards(ctx, head));
  if (code || !head) return refuse(code ?? 'challenge.unknown');
  const { title, text, goal, n, starts, ends } = said;
  const together = said.together && head.community !== null;
  if (!fitsOn(said, today(ctx), head.community)) return refuse('challenge.bad_days');
  if (!goalFits({ goal, n, together, starts, ends })) return refuse('challenge.bad_goal');
  if (asOf === null && head.edits >= MOST_EDITS) return refuse('challenge.too_many', { most: MOST_EDITS });
  const rev = head.community === null ? ctx.rev : ((await ctx.bump([head.scope]))[head.scope] ?? 0);
  await tx.query(
    `update challenge set title = $2, text = $3, goal = $4, n = $5, together = $6, starts = $7::date, ends = $8::date,
       edited_at = now(), edits = case when edits_since > now() - interval '1 day' then edits + 1 else 1 end,
       edits_since = case when edits_since > now() - interval '1 day' then edits_since else now() end, rev = $9
      where id = $1`,
    [challenge, title, text, goal, n, together, starts, ends, rev],
  );
  // A listener counts for others who take part (S12).
  if (head.community === null) await tx.query('select challenges_count($1, $2, null, now())', [member, rev]);
  else await emit(tx, 'challenge.edited', challenge, {});
  if (head.author !== member) await audit(tx, { actor: member, ...ctx.from }, 'challenge.edit', challenge, { title });
  return APPLIED;
}

async function settleCancel(ctx: SettleContext, { challenge, reason }: MutationArgs<'challenge.cancel'>) {
  const { tx, member, asOf } = ctx;
  const head = await headOf(ctx, challenge);
  const code = refusalOf(cancelling, await standingTowards(ctx, head));
  if (code || !head) return refuse(code ?? 'challenge.unknown');
  if (head.cancelled) return APPLIED;
  const rev = head.community === null ? ctx.rev : ((await ctx.bump([head.scope]))[head.scope] ?? 0);
  await tx.query(
    `update challenge set state = 'cancelled', reason = $2, cancelled_at = coalesce($3::timestamptz, now()), rev = $4
      where id = $1`,
    [challenge, reason, asOf, rev],
  );
  if (head.author !== member)
    await audit(tx, { actor: member, ...ctx.from }, 'challenge.cancel', challenge, { reason });
  return APPLIED;
}

async function settleJoin(ctx: SettleContext, { challenge }: MutationArgs<'challenge.join'>) {
  const { tx, member, asOf } = ctx;
  const head = await headOf(ctx, challenge);
  const code = refusalOf(joining, await standingTowards(ctx, head));
  if (code || !head) return refuse(code ?? 'challenge.unknown');
  const [found] = await tx.query<{ known: boolean; parts: number }>(
    `select coalesce(bool_or(p.challenge = $2), false) as known,
       count(*) filter (where c.cancelled_at is null and now() < challenge_closes(c.ends))::int as parts
     from challenge_part p join challenge c on c.id = p.challenge where p.member = $1`,
    [member, challenge],
  );
  if (found!.known) return APPLIED;
  if (asOf === null && found!.parts >= MOST_PARTS) return refuse('challenge.too_many', { most: MOST_PARTS });
  if (!(await takesTurn(ctx, 'challenge'))) return refuse('sync.too_many_turns', { most: MOST_TURNS });
  await takePart(ctx, challenge);
  await moved(tx, challenge);
  return APPLIED;
}

/** One can always leave; of a challenge that is over the result stays. */
async function settleLeave(ctx: SettleContext, { challenge }: MutationArgs<'challenge.leave'>) {
  const { tx, member } = ctx;
  const head = await headOf(ctx, challenge);
  if (head?.over) return refuse('challenge.over');
  await tx.query('delete from challenge_part where member = $1 and challenge = $2', [member, challenge]);
  await moved(tx, challenge);
  return APPLIED;
}

export const settlements: ColdSettlements<
  `challenge.${'make' | 'edit' | 'cancel' | 'join' | 'leave'}` | `leaderboard.${'join' | 'leave'}`
> = {
  'challenge.make': settlement({ refuses: [...codesOf(making), 'challenge.exists', 'challenge.too_many'] }, settleMake),
  'challenge.edit': settlement(
    { refuses: [...codesOf(editing), 'challenge.bad_days', 'challenge.bad_goal', 'challenge.too_many'] },
    settleEdit,
  ),
  'challenge.cancel': settlement({ refuses: codesOf(cancelling) }, settleCancel),
  'challenge.join': settlement(
    { refuses: [...codesOf(joining), 'challenge.too_many', 'sync.too_many_turns'] },
    settleJoin,
  ),
  'challenge.leave': settlement({ refuses: ['challenge.over'] }, settleLeave),
  'leaderboard.join': settlement(
    { refuses: [...codesOf(naming), 'leaderboard.taken', 'leaderboard.too_many'] },
    settleName,
  ),
  'leaderboard.leave': settlement({ refuses: [] }, settleUnname),
};
