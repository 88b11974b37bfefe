/** Settles what members do with rooms and direct conversations (T1). */
import { isPairId, pairId, type RoomSubject } from '@egoejo/shared/rooms/model.ts';
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { communityScope, roomScope } from '@egoejo/shared/sync/protocol.ts';
import { blocksSql } from '../blocks/model.ts';
import { standingOf } from '../communities/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { audit } from '../platform/observability/audit.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { curtailChannels } from '../sync/pokes/pokes.ts';
import {
  APPLIED,
  refuse,
  settlement,
  type ColdSettlements,
  type HotOutcomes,
  type SettleContext,
} from '../sync/settle/act.ts';
import { MOST_TURNS, takesTurn } from '../sync/settle/turns.ts';
import { recount } from './counting.ts';
import { MOST_BEGUN, MOST_ROOM_EDITS, MOST_ROOMS, directing, editing, joining, opening } from './policy.ts';
import { roomOf } from './standing.ts';

/** Whether what a room is to be about is of that community, and members see it. */
const isThere = async (tx: Queryable, community: CommunityId, about: RoomSubject | null): Promise<boolean> =>
  about === null ||
  (
    await tx.query(
      {
        club: `select from club where id = $1 and community = $2 and state = 'open'`,
        project: `select from project where id = $1 and community = $2 and status = 'published'`,
        poll: `select from poll where id = $1 and community = $2 and scope = 'polls:community:' || $2::text`,
      }[about.kind],
      [about.id, community],
    )
  ).length > 0;

interface Counts {
  /** The id is taken. */
  known: boolean;
  /** How many rooms the member began today, and in how many they are. */
  today: number;
  rooms: number;
  /** The member blocked the one to whom they write, and that one them; false if they write to several. */
  blocks: boolean;
  blocked: boolean;
}
/** @param other to whom they write; null: to several, or to none in particular */
async function countsOf({ tx, member }: SettleContext, id: string, other: MemberId | null = null): Promise<Counts> {
  const [counted] = await tx.query<Counts>(
    `select exists (select from room where id = $1) as known,
       (select count(*)::int from room where author = $2 and created_at > now() - interval '1 day') as today,
       (select count(*)::int from room_member where member = $2) as rooms,
       ${blocksSql('$2', '$3')} as blocks, ${blocksSql('$3', '$2')} as blocked`,
    [id, member, other],
  );
  return counted!;
}
/** The limit that beginning or joining another room would exceed; null: none. */
function tooMany({ asOf }: SettleContext, { today, rooms }: Pick<Counts, 'today' | 'rooms'>): number | null {
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf !== null) return null;
  return today >= MOST_BEGUN ? MOST_BEGUN : rooms >= MOST_ROOMS ? MOST_ROOMS : null;
}
const enter = ({ tx, member, rev, asOf }: SettleContext, room: string): Promise<unknown> =>
  tx.query(
    `insert into room_member (member, room, since, rev) values ($1, $2, coalesce($3::timestamptz, now()), $4)
      on conflict do nothing`,
    [member, room, asOf, rev],
  );

async function settleOpen(ctx: SettleContext, args: MutationArgs<'room.open'>) {
  const { tx, member, asOf } = ctx;
  const { id, community, about, title, purpose } = args;
  const counts = await countsOf(ctx, id);
  const standing = { ...(await standingOf(tx, member, community)), subject: await isThere(tx, community, about) };
  const code = refusalOf(opening, standing);
  if (code) return refuse(code);
  // Ids of that kind belong to conversations of two.
  if (counts.known || isPairId(id)) return refuse('room.exists');
  const most = tooMany(ctx, counts);
  if (most !== null) return refuse('room.too_many', { most });
  const scope = communityScope(community);
  const revs = await ctx.bump([scope]);
  await tx.query(
    `insert into room (id, scope, community, about_kind, about, author, title, purpose, members, created_at, rev)
      values ($1, $2, $3, $4, $5, $6, $7, $8, 1, coalesce($9::timestamptz, now()), $10)`,
    [id, scope, community, about?.kind ?? null, about?.id ?? null, member, title, purpose, asOf, revs[scope] ?? 0],
  );
  await enter(ctx, id);
  return APPLIED;
}

/** Whether all of them are active and share a community with the member. */
const areNeighbours = async ({ tx, member }: SettleContext, people: readonly MemberId[], any: boolean) =>
  new Set(people).size === people.length &&
  !people.includes(member) &&
  (
    await tx.query(
      `select from member m where m.id = any($1::uuid[]) and m.status = 'active'
        and ($3 or exists (select from membership a join membership b using (community)
          where a.member = m.id and b.member = $2))`,
      [people, member, any],
    )
  ).length === people.length;

async function settleDirect(ctx: SettleContext, { id, people, title }: MutationArgs<'room.direct'>) {
  const { tx, member, asOf } = ctx;
  const only = people.length === 1 ? people[0]! : null;
  const other = title === '' ? only : null;
  const counts = await countsOf(ctx, id, only);
  const standing = await standingOf(tx, member, null);
  const code = refusalOf(directing, {
    ...standing,
    neighbours: await areNeighbours(ctx, people, standing.animatesAll),
    blocks: counts.blocks,
    blocked: counts.blocked,
  });
  if (code) return refuse(code);
  const isPair = other !== null && id === pairId(member, other);
  if (!isPair && (counts.known || other !== null || isPairId(id))) return refuse('room.exists');
  if (counts.known && (await roomOf(ctx, id)).head?.joined) return APPLIED;
  const most = tooMany(ctx, counts);
  if (most !== null) return refuse('room.too_many', { most });
  // A conversation that is begun again is not a new one, but it calls the other all the same.
  if (counts.known && !(await takesTurn(ctx, 'room'))) return refuse('sync.too_many_turns', { most: MOST_TURNS });
  const scope = roomScope(id);
  const all = [member, ...people];
  // The counter of a new room's scope is made with its row; nobody else can hold it before.
  if (counts.known) await ctx.bump([scope]);
  await tx.query(
    `insert into room as r (id, scope, author, title, members, people, created_at)
      values ($1, $2, $3, $4, cardinality($5::uuid[]), $5::uuid[], coalesce($6::timestamptz, now()))
      on conflict (id) do update set members = cardinality($5::uuid[]), people = $5::uuid[]`,
    [id, scope, member, title, all, asOf],
  );
  if (!counts.known) await ctx.bump([scope]);
  await enter(ctx, id);
  await emit(tx, 'room.begun', id, { members: people });
  return APPLIED;
}

async function settleJoin(ctx: SettleContext, { room, on }: MutationArgs<'room.join'>) {
  const { tx, member } = ctx;
  const { head, standing } = await roomOf(ctx, room);
  // Who is in a room can leave it, whatever they may do now.
  const code = !on && standing.joined ? null : refusalOf(joining, standing);
  if (code || !head) return refuse(code ?? 'room.unknown');
  if (on === standing.joined) return APPLIED;
  if (on) {
    const most = tooMany(ctx, { ...(await countsOf(ctx, room)), today: 0 });
    if (most !== null) return refuse('room.too_many', { most });
    if (!(await takesTurn(ctx, 'room'))) return refuse('sync.too_many_turns', { most: MOST_TURNS });
  }
  const revs = await ctx.bump([head.scope]);
  if (on) await enter(ctx, room);
  else {
    await tx.query('delete from room_member where member = $1 and room = $2', [member, room]);
    await curtailChannels(tx, member);
  }
  if (head.community !== null) await recount(tx, room, revs[head.scope] ?? 0);
  else
    await tx.query(
      `update room set people = array_remove(people, $2::uuid),
         members = cardinality(array_remove(people, $2::uuid)), rev = $3 where id = $1`,
      [room, member, revs[head.scope] ?? 0],
    );
  return APPLIED;
}

async function settleEdit(ctx: SettleContext, { room, title, purpose, closed }: MutationArgs<'room.edit'>) {
  const { tx, member, asOf } = ctx;
  const { head, standing } = await roomOf(ctx, room);
  const code = refusalOf(editing, standing);
  if (code || !head) return refuse(code ?? 'room.unknown');
  if (asOf === null && head.edits >= MOST_ROOM_EDITS) return refuse('room.too_many_edits', { most: MOST_ROOM_EDITS });
  const revs = await ctx.bump([head.scope]);
  await tx.query(
    `update room set title = $2, purpose = $3, closed = $4, rev = $5,
       edits = case when edits_since > now() - interval '1 day' then edits + 1 else 1 end,
       edits_since = case when edits_since > now() - interval '1 day' then edits_since else now() end
      where id = $1`,
    [room, title, purpose, closed, revs[head.scope] ?? 0],
  );
  if (!standing.own) await audit(tx, { actor: member, ...ctx.from }, 'room.edit', room, { title: head.title });
  return APPLIED;
}

/** A setting of the member's own: of a room that they are not in, any more, there is nothing to set. */
async function settleMute({ tx, member, rev }: SettleContext, { room, on }: MutationArgs<'room.mute'>) {
  await tx.query('update room_member set muted = $3, rev = $4 where member = $1 and room = $2 and muted <> $3', [
    member,
    room,
    on,
    rev,
  ]);
  return APPLIED;
}

export const roomSettlements: ColdSettlements<'room.open' | 'room.direct' | 'room.join' | 'room.edit' | 'room.mute'> = {
  'room.open': settlement({ refuses: [...codesOf(opening), 'room.exists', 'room.too_many'] }, settleOpen),
  'room.direct': settlement(
    { refuses: [...codesOf(directing), 'room.exists', 'room.too_many', 'sync.too_many_turns'] },
    settleDirect,
  ),
  'room.join': settlement({ refuses: [...codesOf(joining), 'room.too_many', 'sync.too_many_turns'] }, settleJoin),
  'room.edit': settlement({ refuses: [...codesOf(editing), 'room.too_many_edits'] }, settleEdit),
  'room.mute': settlement({ refuses: [] }, settleMute),
};
export const hotOutcomes: HotOutcomes<'room.read'> = { 'room.read': { refuses: [] } };
