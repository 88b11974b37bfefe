/** Watches for jobs that failed for good or wait too long: reports them in the log and by mail, and retries them. */
import { alertOnce } from '../mail/alert.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Deps } from '../platform/deps.ts';

/** Work that has been due for this long counts as late. */
const LATE = `interval '10 minutes'`;

export interface Trouble {
  job: string;
  /** Number of jobs that used up their retries. */
  failed: number;
  /** Number of overdue jobs that no worker has taken. */
  late: number;
  /** When the oldest of them was due, ISO 8601. */
  since: string;
}

/**
 * The jobs in trouble now, by name. pg-boss keeps a failed job for a day; the next success of a scheduled job clears
 * its failure.
 */
export async function troubles(q: Queryable): Promise<Trouble[]> {
  if (!(await hasJobs(q))) return [];
  return q.query<Trouble>(
    `select name as job, count(*) filter (where state = 'failed') as failed,
      count(*) filter (where state <> 'failed') as late, iso(min(start_after)) as since
     from pgboss.job j where (state in ('created', 'retry') and start_after < now() - ${LATE})
       or (state = 'failed' and not (exists (select from pgboss.schedule s where s.name = j.name)
         and exists (select from pgboss.job d where d.name = j.name and d.state = 'completed'
           and d.completed_on > j.completed_on)))
     group by name order by name`,
  );
}

/** False before the first server start, when pg-boss has not created its tables yet. */
export const hasJobs = async (q: Queryable): Promise<boolean> =>
  (await q.query<{ there: boolean }>(`select to_regclass('pgboss.job') is not null as there`))[0]?.there ?? false;

type Needs = Pick<Deps, 'db' | 'log' | 'mailer' | 'jobs'>;

/** Checks once; safe on several servers. @returns how many failed jobs were queued again. */
export async function watchJobs({ db, log, mailer, jobs }: Needs): Promise<number> {
  const found = await troubles(db);
  for (const t of found)
    log.error({ job: t.job, failed: t.failed, late: t.late, since: t.since }, 'a job failed for good or is late');
  const news = new Map(found.map(({ job, failed, late, since }) => [job, { failed, late, since }]));
  await alertOnce({ db, log, mailer }, 'jobsFailing', 'job.trouble', news);
  let retried = 0;
  for (const { job } of found) {
    const failed = await db.query<{ id: string }>(
      `select id from pgboss.job where name = $1 and state = 'failed' order by completed_on limit 100`,
      [job],
    );
    retried += await jobs.again(
      job,
      failed.map((f) => f.id),
    );
  }
  return retried;
}
