import type { RegisterJobs } from '../platform/deps.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { emit, type DomainEvent, type Listener } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { takeLeaversOut } from './counting.ts';

/** Records that parts of clubs are due, once each. One whose day passed while no server ran tells nobody. */
export const tellDue = (db: Database): Promise<void> =>
  db.transaction(async (tx) => {
    const due = await tx.query<{ id: string; still: boolean }>(
      `with due as (delete from club_part_due where at <= clock_timestamp() returning topic, at)
        select topic as id, at > clock_timestamp() - interval '2 days' as still from due order by topic`,
      [],
    );
    for (const { id, still } of due) if (still) await emit(tx, 'club.part', id, {});
  });

/** Tells of parts that are due, and takes who left a community out of its clubs. */
export const registerJobs: RegisterJobs = ({ jobs, db }) => {
  jobs.schedule('clubs.due', '*/15 * * * *', () => tellDue(db));
  jobs.schedule('clubs.leavers', '*/15 * * * *', async () => {
    while ((await db.transaction(takeLeaversOut)) > 0) {
      /* repeat until no club counts who left */
    }
  });
};

/** Takes the name of a person who closed their account off their clubs, which stay, and takes them out of others. */
async function forget(tx: Queryable, { subject }: DomainEvent): Promise<void> {
  const rows = await tx.query<{ scope: string }>('select distinct scope from club where author = $1 order by scope', [
    subject,
  ]);
  if (rows.length > 0) {
    const scopes = rows.map((r) => r.scope);
    await tx.query('select bump_scopes($1::text[])', [scopes]);
    await tx.query('update club set author = null, name = null where author = $1', [subject]);
    await notifyMoved(tx, scopes);
  }
  await takeLeaversOut(tx);
}

export const listeners: readonly Listener[] = [{ name: 'clubs.forget', on: ['member.closed'], handle: forget }];
