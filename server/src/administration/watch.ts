/** Jobs that failed for good or wait too long: said in the log and by mail, and tried again. */
import { alertAdministrators } from '../mail/alert.ts';
import { audit } from '../platform/audit.ts';
import type { Queryable } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';

/** Administrators are written to at most so often about the same job. */
const MAIL_EVERY = `interval '1 day'`;
/** Work that has been due for so long is late. */
const LATE = `interval '10 minutes'`;

export interface Trouble {
  job: string;
  /** Used up their tries. */
  failed: number;
  /** Due since long, and nobody took them. */
  late: number;
  /** The oldest of them is due since, ISO 8601. */
  since: string;
}

/** Jobs in trouble now, by name. pg-boss keeps a failed job for a day; one of a schedule is mended by the next that was done. */
export async function troubles(q: Queryable): Promise<Trouble[]> {
  if (!(await hasJobs(q))) return [];
  return q.query<Trouble>(
    `select name as job, count(*) filter (where state = 'failed') as failed, count(*) filter (where state <> 'failed') as late, iso(min(start_after)) as since
     from pgboss.job j where (state in ('created', 'retry') and start_after < now() - ${LATE})
       or (state = 'failed' and not (exists (select from pgboss.schedule s where s.name = j.name)
         and exists (select from pgboss.job d where d.name = j.name and d.state = 'completed' and d.completed_on > j.completed_on)))
     group by name order by name`,
  );
}

/** pg-boss makes its tables when the first server starts. */
export const hasJobs = async (q: Queryable): Promise<boolean> =>
  (await q.query<{ there: boolean }>(`select to_regclass('pgboss.job') is not null as there`))[0]?.there ?? false;

type Needs = Pick<Deps, 'db' | 'log' | 'mailer' | 'jobs'>;
const WHO = { actor: null, address: '', agent: 'job' };

/** Looks once; safe on several servers. @returns how many failed jobs wait again. */
export async function watchJobs({ db, log, mailer, jobs }: Needs): Promise<number> {
  const found = await troubles(db);
  for (const t of found) log.error({ job: t.job, failed: t.failed, late: t.late, since: t.since }, 'a job failed for good or is late');
  const told = await db.query<{ subject: string }>(`select distinct subject from audit_log where action = 'job.trouble' and at > now() - ${MAIL_EVERY}`);
  const news = found.filter((t) => !told.some(({ subject }) => subject === t.job));
  // Noted as told once it was: a mail server that is away is tried again at the next look.
  if (news.length > 0 && (await alertAdministrators({ db, log, mailer }, 'jobsFailing', news.map((t) => t.job).join(', ')))) {
    await db.transaction(async (tx) => {
      for (const t of news) await audit(tx, WHO, 'job.trouble', t.job, { failed: t.failed, late: t.late, since: t.since });
    });
  }
  let again = 0;
  for (const { job } of found) {
    const failed = await db.query<{ id: string }>(`select id from pgboss.job where name = $1 and state = 'failed' order by completed_on limit 100`, [job]);
    again += await jobs.again(job, failed.map((f) => f.id));
  }
  return again;
}
