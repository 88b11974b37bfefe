/** Counts challenges and leaderboards anew, from what members read alone (B14). */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { changeOf } from '../badges/model.ts';
import type { Database } from '../platform/database/database.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';

/** How many members one transaction counts for, and how many sums. */
const CHUNK = 200;

/**
 * SQL: parts that are open, with what their member has read. Of a challenge that is over the result stays, although
 * pages that come later are added to the same days; of one that was called off nothing counts any more.
 */
export const COUNTED_PARTS = `select p.member, p.challenge, p.progress, p.reached_at is not null as reached,
    x.progress as counted, not c.together and x.progress >= c.n as enough
  from challenge_part p join challenge c on c.id = p.challenge
    cross join lateral (select challenge_progress(p.member, c.goal, c.starts, c.ends) as progress) x
  where c.cancelled_at is null and now() < challenge_closes(c.ends)`;
/** SQL: challenges of communities with the sums of their parts. */
export const COUNTED_SUMS = `select c.id, c.participants, c.sum, s.participants as members, s.sum as added,
    now() >= challenge_closes(c.ends) as over, c.together and s.sum >= c.n and c.reached_at is null as untold
  from challenge c cross join lateral challenge_sums(c) s where c.community is not null`;
/** SQL: lines of leaderboards with the points of their week, the week before it, and their season. */
export const COUNTED_PLACES = `select l.id, concat_ws(' ', l.week_points, l.last_week_points, l.season_points) as found,
    concat_ws(' ', n.week_points, n.last_week_points, n.season_points) as counted
  from leaderboard_place l join leaderboard_own o on o.place = l.id
    cross join lateral leaderboard_counted(o.member, l.week, l.season) n`;

interface Rebuilt {
  /** Parts in challenges that were wrong. */
  parts: number;
  /** Sums of challenges and lines of leaderboards that were counted again. */
  sums: number;
}
export async function rebuildContests(db: Database): Promise<Rebuilt> {
  const done: Rebuilt = { parts: 0, sums: 0 };
  for (let changed = 1; changed > 0; done.parts += changed)
    changed = await db.transaction(async (tx) => {
      const wrong = await tx.query<{ member: MemberId }>(
        `select distinct member from (${COUNTED_PARTS}) w where (progress, reached) <> (counted, enough)
          order by member limit ${CHUNK}`,
        [],
      );
      return wrong.length === 0
        ? 0
        : changeOf(
            tx,
            wrong.map((w) => w.member),
            'challenges_count(m.id, m.rev, null, now())',
          );
    });
  await db.query(
    `insert into contest_delta (challenge, place)
      select id, null from (${COUNTED_SUMS}) c where (participants, sum) <> (members, added) and not over
      union all select null, id from (${COUNTED_PLACES}) l where found <> counted`,
    [],
  );
  for (;;) {
    const [row] = await db.query<{ r: { deltas: number; scopes: Scope[] } | null }>(
      `select combine_tallies(${CHUNK}) as r`,
      [],
    );
    // Null: a server is combining, and takes them.
    if (!row?.r || row.r.deltas === 0) return done;
    done.sums += row.r.deltas;
    await notifyMoved(db, row.r.scopes);
  }
}
