/** Tells moderators by mail of open cases, at most once an hour for each community. */
import { REPORTS_KEPT_DAYS } from '@egoejo/shared/moderation/model.ts';
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { queueMail } from '../mail/outbox.ts';
import type { Database } from '../platform/database/database.ts';
import type { RegisterJobs } from '../platform/deps.ts';

export const registerJobs: RegisterJobs = ({ jobs, db }) => {
  jobs.schedule('moderation.tell', '*/5 * * * *', async () => void (await tellModerators(db, new Date())));
  jobs.schedule('moderation.forget', '53 3 * * *', () => forgetOld(db));
};

const HOUR_MS = 3_600_000;

/**
 * Queues one mail for each moderator of a community where cases were opened since its moderators were last told, unless
 * that was less than an hour ago. @returns how many mails were queued.
 */
export async function tellModerators(db: Database, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    // One server at a time, so that no two tell of the same cases.
    await tx.query(`select pg_advisory_xact_lock(hashtext('moderation.tell'))`);
    const due = await tx.query<{ place: string; members: MemberId[]; n: number }>(
      `select coalesce(c.community::text, 'all') as place, array_agg(distinct q.member) as members,
         count(distinct c.id)::int as n
       from moderation_case c join moderation_queue q on q.case_id = c.id
         left join moderation_told t on t.place = coalesce(c.community::text, 'all')
       where c.state = 'open' and c.opened_at > coalesce(t.at, '-infinity') and c.opened_at <= $1
         and coalesce(t.at, '-infinity') <= $2
       group by 1`,
      [now, new Date(now.getTime() - HOUR_MS)],
    );
    let queued = 0;
    for (const { place, members, n } of due) {
      await tx.query(
        `insert into moderation_told (place, at) values ($1, $2) on conflict (place) do update set at = excluded.at`,
        [place, now],
      );
      const key = `moderation:${newId()}`;
      queued += await queueMail(
        tx,
        members.map((member) => ({ member, kind: 'moderation', params: { cases: n }, key })),
      );
    }
    return queued;
  });
}

/**
 * Forgets reports decided long ago, and cases in which everything stayed visible. What is hidden stays known as long as
 * it is hidden.
 */
export async function forgetOld(db: Database): Promise<void> {
  const days = [REPORTS_KEPT_DAYS];
  const old = `decided_at < now() - make_interval(days => $1)`;
  await db.query(`delete from report where ${old}`, days);
  await db.query(`delete from sanction where not hidden and ${old}`, days);
  const kept = `select c.id from moderation_case c where c.state = 'kept'
    and (c.decision ->> 'at')::timestamptz < now() - make_interval(days => $1)
    and not exists (select from report r where r.case_id = c.id)
    and not exists (select from sanction s where s.case_id = c.id)`;
  await db.query(`delete from moderation_queue where case_id in (${kept})`, days);
  await db.query(
    `delete from moderation_case where id in (${kept})
    and not exists (select from moderation_queue q where q.case_id = moderation_case.id)`,
    days,
  );
}
