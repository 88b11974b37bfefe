/** Reminders of meetings: a day before, or an hour before one that was planned later than that. */
import type { MeetingId } from '@egoejo/shared/platform/ids.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';

/** Sets when those who come to a meeting are reminded, after its time was set or changed. */
export async function remindAgain(tx: Queryable, meeting: MeetingId): Promise<void> {
  await tx.query('delete from meeting_reminder where meeting = $1', [meeting]);
  await tx.query(
    `insert into meeting_reminder (meeting, at)
      select m.id, case when m.starts_at - interval '1 day' > now() then m.starts_at - interval '1 day'
          else m.starts_at - interval '1 hour' end
        from meeting m where m.id = $1 and m.state = 'planned' and m.starts_at - interval '1 hour' > now()`,
    [meeting],
  );
}

/** Records that meetings come soon, once each. One that began while no server ran reminds nobody. */
export const remindDue = (db: Database): Promise<void> =>
  db.transaction(async (tx) => {
    const due = await tx.query<{ id: string; soon: boolean }>(
      `with due as (delete from meeting_reminder where at <= clock_timestamp() returning meeting)
        select m.id, m.state = 'planned' and m.starts_at > clock_timestamp() as soon
          from due join meeting m on m.id = due.meeting order by m.id`,
      [],
    );
    for (const { id, soon } of due) if (soon) await emit(tx, 'meeting.soon', id, {});
  });
