/** How many answered a meeting: counted from the answers, so that no count can drift from them. */
import type { MeetingId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

/** SQL: how many answered the meeting `m` with yes and with perhaps. */
const COUNTED = `select count(*) filter (where a.answer = 'yes')::int as yes,
  count(*) filter (where a.answer = 'perhaps')::int as perhaps from meeting_answer a where a.meeting = m.id`;

/** Counts the answers to a meeting again. The caller has bumped its scope. */
export async function recount(tx: Queryable, meeting: MeetingId, rev: number): Promise<void> {
  await tx.query(
    `update meeting m set (yes, perhaps) = (${COUNTED}), rev = $2 where m.id = $1
      and (m.yes, m.perhaps) <> (${COUNTED})`,
    [meeting, rev],
  );
}

/** How many meetings one transaction goes through. */
const CHUNK = 100;
/** SQL: members who answered `m` and are not of its community any more. */
const LEAVERS = `select a.member from meeting_answer a join member x on x.id = a.member
  where a.meeting = m.id and not x.roles && '{animator,administrator}'::text[]
    and not exists (select from membership s where s.member = a.member and s.community = m.community)`;

/**
 * Frees the places of who left the community of a coming meeting or closed their account. Gives how many meetings
 * changed; if there may be more, ask again.
 */
export async function freePlacesOfLeavers(tx: Queryable): Promise<number> {
  const meetings = await tx.query<{ id: MeetingId; scope: Scope; leavers: MemberId[] }>(
    `select m.id, m.scope, array(${LEAVERS}) as leavers from meeting m
      where m.starts_at + make_interval(mins => m.minutes) > now()
        and (exists (${LEAVERS}) or (m.yes, m.perhaps) <> (${COUNTED}))
      order by m.id limit ${CHUNK}`,
    [],
  );
  if (meetings.length === 0) return 0;
  const scopes = [...new Set(meetings.flatMap((m) => [m.scope, ...m.leavers.map(memberScope)]))];
  const [bumped] = await tx.query<{ revs: Record<string, number> }>('select bump_scopes($1::text[]) as revs', [scopes]);
  for (const { id, scope, leavers } of meetings) {
    await tx.query('delete from meeting_answer where meeting = $1 and member = any($2::uuid[])', [id, leavers]);
    await recount(tx, id, bumped?.revs[scope] ?? 0);
  }
  await notifyMoved(tx, scopes);
  return meetings.length;
}
