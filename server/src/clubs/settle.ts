import { inOrder, type ClubPart } from '@egoejo/shared/clubs/model.ts';
import type { ClubId, CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { CATALOGUE, communityScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { standingOf } from '../communities/model.ts';
import { emit } from '../platform/database/events.ts';
import { audit } from '../platform/observability/audit.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { MOST_TURNS, takesTurn } from '../sync/settle/turns.ts';
import { recount } from './counting.ts';
import { MOST_CLUBS, MOST_EDITS, MOST_JOINED, beginning, editing, joining } from './policy.ts';

/** Where the parts of a club stand. */
interface Stands {
  club: ClubId;
  scope: Scope;
  community: CommunityId | null;
  rev: number;
}
/** Stores the parts as topics, new ones and changed ones, and when their members are told. */
async function keepParts({ tx, asOf }: SettleContext, at: Stands, parts: readonly ClubPart[]): Promise<void> {
  const columns = [
    parts.map((p) => p.id),
    parts.map((p) => p.title),
    parts.map((p) => p.upTo),
    parts.map((p) => p.day),
  ];
  await tx.query(
    `insert into topic as t (id, scope, community, club, title, up_to, day, created_at, rev)
      select p.id, $5, $6, $7, p.title, p.up_to, p.day, coalesce($8::timestamptz, now()), $9
        from unnest($1::uuid[], $2::text[], $3::int[], $4::date[]) p(id, title, up_to, day)
      on conflict (id) do update set title = excluded.title, up_to = excluded.up_to, day = excluded.day,
          rev = excluded.rev
        where (t.title, t.up_to, t.day) <> (excluded.title, excluded.up_to, excluded.day)`,
    [...columns, at.scope, at.community, at.club, asOf, at.rev],
  );
  await tx.query('delete from club_part_due d using topic t where t.id = d.topic and t.club = $1', [at.club]);
  // In the morning of West Africa and of France.
  await tx.query(
    `insert into club_part_due (topic, at) select id, day + interval '6 hours' from topic
      where club = $1 and day + interval '6 hours' > now()`,
    [at.club],
  );
}
/** Whether one of these parts is a topic that is not of this club. */
const foreign = async ({ tx }: SettleContext, club: ClubId, parts: readonly ClubPart[]): Promise<boolean> =>
  (
    await tx.query('select from topic where id = any($1::uuid[]) and club is distinct from $2::uuid limit 1', [
      parts.map((p) => p.id),
      club,
    ])
  ).length > 0;

async function settleBegin(ctx: SettleContext, args: MutationArgs<'club.begin'>) {
  const { tx, member, rev, asOf } = ctx;
  const { id, community, work, title, text, parts } = args;
  const [found] = await tx.query<{ known: boolean; work: boolean; today: number; clubs: number }>(
    `select exists (select from club where id = $1) as known,
       exists (select from work where id = $2 and (community is null or community = $3::uuid)) as work,
       (select count(*)::int from club where author = $4 and created_at > now() - interval '1 day') as today,
       (select count(*)::int from club_member where member = $4) as clubs`,
    [id, work, community, member],
  );
  const ofAll = community === null;
  const standing = await standingOf(tx, member, community);
  const code = refusalOf(beginning, { ...standing, ofAll, work: found!.work, parts: inOrder(parts) });
  if (code) return refuse(code);
  if (found!.known || (await foreign(ctx, id, parts))) return refuse('club.exists');
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && found!.today >= MOST_CLUBS) return refuse('club.too_many', { most: MOST_CLUBS });
  // Who begins a club is in it.
  if (asOf === null && found!.clubs >= MOST_JOINED) return refuse('club.too_many', { most: MOST_JOINED });
  const scope = ofAll ? CATALOGUE : communityScope(community);
  const revs = await ctx.bump([scope]);
  await tx.query(
    `insert into club (id, scope, community, work, author, name, title, text, members, created_at, rev)
      select $1, $2, $3, $4, m.id, nullif(m.name, ''), $6, $7, 1, coalesce($8::timestamptz, now()), $9
        from member m where m.id = $5`,
    [id, scope, community, work, member, title, text, asOf, revs[scope] ?? 0],
  );
  await tx.query(
    'insert into club_member (member, club, since, rev) values ($1, $2, coalesce($3::timestamptz, now()), $4)',
    [member, id, asOf, rev],
  );
  await keepParts(ctx, { club: id, scope, community, rev: revs[scope] ?? 0 }, parts);
  await emit(tx, 'club.begun', id, {});
  return APPLIED;
}

interface Head {
  scope: Scope;
  community: CommunityId | null;
  author: MemberId | null;
  shown: boolean;
  /** Edits within a day. */
  edits: number;
}
async function headOf(ctx: SettleContext, club: ClubId) {
  const [head] = await ctx.tx.query<Head>(
    `select scope, community, author, state = 'open' as shown,
       case when edits_since > now() - interval '1 day' then edits else 0 end as edits from club where id = $1`,
    [club],
  );
  const standing = {
    ...(await standingOf(ctx.tx, ctx.member, head?.community ?? null)),
    ofAll: head?.community === null,
    exists: head?.shown ?? false,
    own: head?.author === ctx.member,
  };
  return { head, standing };
}

async function settleEdit(ctx: SettleContext, { club, title, text, parts }: MutationArgs<'club.edit'>) {
  const { tx, member, asOf } = ctx;
  const { head, standing } = await headOf(ctx, club);
  const code = refusalOf(editing, standing);
  if (code || !head) return refuse(code ?? 'club.unknown');
  if (!inOrder(parts)) return refuse('club.bad_parts');
  if (await foreign(ctx, club, parts)) return refuse('club.exists');
  if (asOf === null && head.edits >= MOST_EDITS) return refuse('club.too_many_edits', { most: MOST_EDITS });
  // From here on nobody writes in its parts: their comments bump the same scope.
  const revs = await ctx.bump([head.scope]);
  const kept = parts.map((p) => p.id);
  const [spoken] = await tx.query<{ title: string }>(
    `select t.title from topic t where t.club = $1 and t.id <> all($2::uuid[])
      and exists (select from comment c where c.topic = t.id) order by t.up_to limit 1`,
    [club, kept],
  );
  if (spoken) return refuse('club.part_spoken', { title: spoken.title });
  const gone = '(select id from topic where club = $1 and id <> all($2::uuid[]))';
  await tx.query(`delete from club_part_due where topic in ${gone}`, [club, kept]);
  await tx.query(`delete from topic where id in ${gone}`, [club, kept]);
  const rev = revs[head.scope] ?? 0;
  await tx.query(
    `update club set title = $2, text = $3, edited_at = now(), rev = $4,
       edits = case when edits_since > now() - interval '1 day' then edits + 1 else 1 end,
       edits_since = case when edits_since > now() - interval '1 day' then edits_since else now() end
      where id = $1`,
    [club, title, text, rev],
  );
  await keepParts(ctx, { club, scope: head.scope, community: head.community, rev }, parts);
  await emit(tx, 'club.edited', club, {});
  if (!standing.own) await audit(tx, { actor: member, ...ctx.from }, 'club.edit', club, { title });
  return APPLIED;
}

async function settleJoin(ctx: SettleContext, { club, on }: MutationArgs<'club.join'>) {
  const { tx, member, rev, asOf } = ctx;
  const { head, standing } = await headOf(ctx, club);
  const [found] = await tx.query<{ joined: boolean; clubs: number }>(
    `select exists (select from club_member where member = $1 and club = $2) as joined,
       (select count(*)::int from club_member where member = $1) as clubs`,
    [member, club],
  );
  // Who joined can leave, whatever they may do now.
  const leaves = !on && found!.joined;
  const code = leaves ? null : refusalOf(joining, standing);
  if (code || !head) return refuse(code ?? 'club.unknown');
  if (on === found!.joined) return APPLIED;
  if (asOf === null && on && found!.clubs >= MOST_JOINED) return refuse('club.too_many', { most: MOST_JOINED });
  if (on && !(await takesTurn(ctx, 'club'))) return refuse('sync.too_many_turns', { most: MOST_TURNS });
  const revs = await ctx.bump([head.scope]);
  if (on)
    await tx.query(
      'insert into club_member (member, club, since, rev) values ($1, $2, coalesce($3::timestamptz, now()), $4)',
      [member, club, asOf, rev],
    );
  else await tx.query('delete from club_member where member = $1 and club = $2', [member, club]);
  await recount(tx, club, revs[head.scope] ?? 0);
  return APPLIED;
}

export const settlements: ColdSettlements<'club.begin' | 'club.edit' | 'club.join'> = {
  'club.begin': settlement({ refuses: [...codesOf(beginning), 'club.exists', 'club.too_many'] }, settleBegin),
  'club.edit': settlement(
    { refuses: [...codesOf(editing), 'club.bad_parts', 'club.exists', 'club.part_spoken', 'club.too_many_edits'] },
    settleEdit,
  ),
  'club.join': settlement({ refuses: [...codesOf(joining), 'club.too_many', 'sync.too_many_turns'] }, settleJoin),
};
