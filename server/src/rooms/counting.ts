/** Who is in the rooms of communities: counted from their members, so that no count can drift from them. */
import type { CommunityId, MemberId, RoomId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { curtailChannels, notifyMoved } from '../sync/pokes/pokes.ts';

/** SQL: how many are in the room `r` of a community. */
const COUNTED = '(select count(*)::int from room_member m where m.room = r.id)';

/** Counts the members of a community's room again. The caller has bumped its scope. */
export async function recount(tx: Queryable, room: RoomId, rev: number): Promise<void> {
  await tx.query(`update room r set members = ${COUNTED}, rev = $2 where r.id = $1 and r.members <> ${COUNTED}`, [
    room,
    rev,
  ]);
}

/** How many rooms one transaction goes through. */
const CHUNK = 100;
/** SQL: members of `r` who are not of its community any more. */
const LEAVERS = `select m.member from room_member m join member x on x.id = m.member
  where m.room = r.id and not x.roles && '{animator,administrator}'::text[]
    and not exists (select from membership s where s.member = m.member and s.community = r.community)`;

/**
 * Takes who left the community of a room, or closed their account, out of it. Gives how many rooms changed; if there
 * may be more, ask again.
 * @param community null: of all
 */
export async function takeLeaversOut(tx: Queryable, community: CommunityId | null): Promise<number> {
  const rooms = await tx.query<{ id: RoomId; scope: Scope; leavers: MemberId[] }>(
    `select r.id, r.scope, array(${LEAVERS}) as leavers from room r
      where r.community is not null and ($1::uuid is null or r.community = $1)
        and (exists (${LEAVERS}) or r.members <> ${COUNTED}) order by r.id limit ${CHUNK}`,
    [community],
  );
  if (rooms.length === 0) return 0;
  const leavers = [...new Set(rooms.flatMap((r) => r.leavers))];
  const scopes = [...new Set([...rooms.map((r) => r.scope), ...leavers.map(memberScope)])];
  const [bumped] = await tx.query<{ revs: Record<string, number> }>('select bump_scopes($1::text[]) as revs', [scopes]);
  for (const room of rooms) {
    await tx.query('delete from room_member where room = $1 and member = any($2::uuid[])', [room.id, room.leavers]);
    await recount(tx, room.id, bumped?.revs[room.scope] ?? 0);
  }
  for (const member of leavers) await curtailChannels(tx, member);
  await notifyMoved(tx, scopes);
  return rooms.length;
}
