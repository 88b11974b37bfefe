import type { Meeting } from '@egoejo/shared/meetings/model.ts';
import type { CommunityId, MeetingId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { communityScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { standingOf } from '../communities/model.ts';
import { emit } from '../platform/database/events.ts';
import { audit } from '../platform/observability/audit.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { recount } from './counting.ts';
import {
  MOST_ANSWERS,
  MOST_EDITS,
  MOST_MEETINGS,
  answering,
  cancelling,
  editing,
  planning,
  type MeetingStanding,
} from './policy.ts';
import { remindAgain } from './reminding.ts';

interface Head extends Pick<Meeting, 'place' | 'link' | 'places' | 'yes'> {
  scope: Scope;
  community: CommunityId;
  author: MemberId | null;
  startsAt: Date;
  now: Date;
  shown: boolean;
  cancelled: boolean;
  over: boolean;
  /** Edits within a day. */
  edits: number;
}
/** The meeting, and what held when the act was first accepted: now, or before a restore (S29). */
const headOf = async ({ tx, asOf }: SettleContext, meeting: MeetingId): Promise<Head | undefined> =>
  (
    await tx.query<Head>(
      `select scope, community, author, starts_at as "startsAt",
         coalesce($2::timestamptz, now()) as now, place, link, places, yes, state <> 'hidden' as shown,
         coalesce(cancelled_at <= coalesce($2::timestamptz, now()), false) as cancelled,
         starts_at + make_interval(mins => minutes) <= coalesce($2::timestamptz, now()) as over,
         case when edits_since > now() - interval '1 day' then edits else 0 end as edits
       from meeting where id = $1`,
      [meeting, asOf],
    )
  )[0];
const standingTowards = async ({ tx, member }: SettleContext, head: Head | undefined): Promise<MeetingStanding> => ({
  ...(await standingOf(tx, member, head?.community ?? null)),
  exists: head?.shown ?? false,
  own: head?.author === member,
  cancelled: head?.cancelled ?? false,
  over: head?.over ?? false,
});

async function settlePlan(ctx: SettleContext, args: MutationArgs<'meeting.plan'>) {
  const { tx, member, asOf } = ctx;
  const { id, community, title, text, place, link, startsAt, minutes, places } = args;
  // A day that no month has is the one after it, or no time at all.
  const at = Date.parse(startsAt);
  const [found] = await tx.query<{ known: boolean; today: number; now: Date }>(
    `select exists (select from meeting where id = $1) as known, coalesce($3::timestamptz, now()) as now,
       (select count(*)::int from meeting where author = $2 and created_at > now() - interval '1 day') as today`,
    [id, member, asOf],
  );
  const code = refusalOf(planning, {
    ...(await standingOf(tx, member, community)),
    startsAt: at,
    now: found!.now.getTime(),
  });
  if (code) return refuse(code);
  if (found!.known) return refuse('meeting.exists');
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && found!.today >= MOST_MEETINGS) return refuse('meeting.too_many', { most: MOST_MEETINGS });
  const scope = communityScope(community);
  const revs = await ctx.bump([scope]);
  await tx.query(
    `insert into meeting (id, scope, community, author, name, title, text, place, link, starts_at, minutes, places,
        created_at, rev)
      select $1, $2, $3, m.id, nullif(m.name, ''), $5, $6, $7, $8, $9, $10, $11, coalesce($12::timestamptz, now()), $13
        from member m where m.id = $4`,
    [id, scope, community, member, title, text, place, link, new Date(at), minutes, places, asOf, revs[scope] ?? 0],
  );
  await remindAgain(tx, id);
  await emit(tx, 'meeting.planned', id, {});
  return APPLIED;
}

async function settleEdit(ctx: SettleContext, { meeting, ...said }: MutationArgs<'meeting.edit'>) {
  const { tx, member, asOf } = ctx;
  const head = await headOf(ctx, meeting);
  const code = refusalOf(editing, await standingTowards(ctx, head));
  if (code || !head) return refuse(code ?? 'meeting.unknown');
  const { title, text, place, link, startsAt, minutes, places } = said;
  const at = Date.parse(startsAt);
  const moved = at !== head.startsAt.getTime();
  // The time of a meeting that has begun may stay as it is.
  if (moved && !(at > head.now.getTime())) return refuse('meeting.bad_time');
  if (asOf === null && head.edits >= MOST_EDITS) return refuse('meeting.too_many', { most: MOST_EDITS });
  if (asOf === null && places !== null && places < head.yes) return refuse('meeting.fewer_places', { yes: head.yes });
  const revs = await ctx.bump([head.scope]);
  await tx.query(
    `update meeting set title = $2, text = $3, place = $4, link = $5, starts_at = $6, minutes = $7, places = $8,
       edited_at = now(), edits = case when edits_since > now() - interval '1 day' then edits + 1 else 1 end,
       edits_since = case when edits_since > now() - interval '1 day' then edits_since else now() end, rev = $9
      where id = $1`,
    [meeting, title, text, place, link, new Date(at), minutes, places, revs[head.scope] ?? 0],
  );
  if (moved) await remindAgain(tx, meeting);
  await emit(tx, 'meeting.edited', meeting, { by: member, told: moved || place !== head.place || link !== head.link });
  if (head.author !== member) await audit(tx, { actor: member, ...ctx.from }, 'meeting.edit', meeting, { title });
  return APPLIED;
}

async function settleCancel(ctx: SettleContext, { meeting, reason }: MutationArgs<'meeting.cancel'>) {
  const { tx, member, asOf } = ctx;
  const head = await headOf(ctx, meeting);
  const code = refusalOf(cancelling, await standingTowards(ctx, head));
  if (code || !head) return refuse(code ?? 'meeting.unknown');
  if (head.cancelled) return APPLIED;
  const revs = await ctx.bump([head.scope]);
  await tx.query(
    `update meeting set state = 'cancelled', reason = $2, cancelled_at = coalesce($3::timestamptz, now()), rev = $4
      where id = $1`,
    [meeting, reason, asOf, revs[head.scope] ?? 0],
  );
  await tx.query('delete from meeting_reminder where meeting = $1', [meeting]);
  await emit(tx, 'meeting.cancelled', meeting, { by: member, reason });
  if (head.author !== member) await audit(tx, { actor: member, ...ctx.from }, 'meeting.cancel', meeting, { reason });
  return APPLIED;
}

async function settleAnswer(ctx: SettleContext, { meeting, answer }: MutationArgs<'meeting.answer'>) {
  const { tx, member, rev, asOf } = ctx;
  const head = await headOf(ctx, meeting);
  const code = refusalOf(answering, await standingTowards(ctx, head));
  if (code || !head) return refuse(code ?? 'meeting.unknown');
  const [before] = await tx.query<{ answer: string; changes: number }>(
    `select answer, case when changes_since > now() - interval '1 day' then changes else 0 end as changes
      from meeting_answer where member = $1 and meeting = $2`,
    [member, meeting],
  );
  if (before?.answer === answer) return APPLIED;
  if (asOf === null && (before?.changes ?? 0) >= MOST_ANSWERS)
    return refuse('meeting.too_many', { most: MOST_ANSWERS });
  // Answers to meetings of one community wait here for one another, so that the last place is given once.
  const revs = await ctx.bump([head.scope]);
  const [now] = await tx.query<{ full: boolean }>(
    'select coalesce(yes >= places, false) as full from meeting where id = $1',
    [meeting],
  );
  if (asOf === null && answer === 'yes' && now?.full) return refuse('meeting.full');
  await tx.query(
    `insert into meeting_answer as a (member, meeting, answer, answered_at, rev)
      values ($1, $2, $3, coalesce($4::timestamptz, now()), $5)
      on conflict (member, meeting) do update set answer = excluded.answer, answered_at = excluded.answered_at,
        changes = case when a.changes_since > now() - interval '1 day' then a.changes + 1 else 1 end,
        changes_since = case when a.changes_since > now() - interval '1 day' then a.changes_since else now() end,
        rev = excluded.rev`,
    [member, meeting, answer, asOf, rev],
  );
  await recount(tx, meeting, revs[head.scope] ?? 0);
  return APPLIED;
}

export const settlements: ColdSettlements<'meeting.plan' | 'meeting.edit' | 'meeting.cancel' | 'meeting.answer'> = {
  'meeting.plan': settlement({ refuses: [...codesOf(planning), 'meeting.exists', 'meeting.too_many'] }, settlePlan),
  'meeting.edit': settlement(
    { refuses: [...codesOf(editing), 'meeting.bad_time', 'meeting.too_many', 'meeting.fewer_places'] },
    settleEdit,
  ),
  'meeting.cancel': settlement({ refuses: codesOf(cancelling) }, settleCancel),
  'meeting.answer': settlement({ refuses: [...codesOf(answering), 'meeting.too_many', 'meeting.full'] }, settleAnswer),
};
