/** How many joined a club: counted from its members, so that no count can drift from them. */
import type { ClubId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

/** SQL: how many are members of the club `k`. */
const COUNTED = '(select count(*)::int from club_member m where m.club = k.id)';

/** Counts the members of a club again. The caller has bumped its scope. */
export async function recount(tx: Queryable, club: ClubId, rev: number): Promise<void> {
  await tx.query(`update club k set members = ${COUNTED}, rev = $2 where k.id = $1 and k.members <> ${COUNTED}`, [
    club,
    rev,
  ]);
}

/** How many clubs one transaction goes through. */
const CHUNK = 100;
/** SQL: members of `k` who are not of its community any more. */
const LEAVERS = `select m.member from club_member m join member x on x.id = m.member
  where m.club = k.id and k.community is not null and not x.roles && '{animator,administrator}'::text[]
    and not exists (select from membership s where s.member = m.member and s.community = k.community)`;

/**
 * Takes who left the community of a club, or closed their account, out of it. Gives how many clubs changed; if there
 * may be more, ask again.
 */
export async function takeLeaversOut(tx: Queryable): Promise<number> {
  const clubs = await tx.query<{ id: ClubId; scope: Scope; leavers: MemberId[] }>(
    `select k.id, k.scope, array(${LEAVERS}) as leavers from club k
      where exists (${LEAVERS}) or k.members <> ${COUNTED} order by k.id limit ${CHUNK}`,
    [],
  );
  if (clubs.length === 0) return 0;
  const scopes = [...new Set(clubs.flatMap((k) => [k.scope, ...k.leavers.map(memberScope)]))];
  const [bumped] = await tx.query<{ revs: Record<string, number> }>('select bump_scopes($1::text[]) as revs', [scopes]);
  for (const { id, scope, leavers } of clubs) {
    await tx.query('delete from club_member where club = $1 and member = any($2::uuid[])', [id, leavers]);
    await recount(tx, id, bumped?.revs[scope] ?? 0);
  }
  await notifyMoved(tx, scopes);
  return clubs.length;
}
