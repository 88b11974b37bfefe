/** Waiting mails leave by one job, in batches; nothing about a mail stands in the table of jobs. */
import { nextSchedule } from '@egoejo/shared/saka/compost.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database.ts';
import type { Deps, RegisterJobs } from '../platform/deps.ts';
import { flagsOff } from '../platform/flags.ts';
import { sendWaiting } from './outbox.ts';

/** What was sent is remembered for so long, so that its key is not said again. */
const KEPT_DAYS = 60;

const baseOf = ({ publicUrl, host, port }: Config): string => publicUrl ?? `http://${host}:${port}`;

export const registerJobs: RegisterJobs = (deps: Deps) => {
  const { jobs, db, log, config, mailer } = deps;
  jobs.schedule('mail.send', '* * * * *', async () => {
    const counts = await sendWaiting({ db, log, mailer, base: baseOf(config) });
    if (Object.keys(counts).length > 0) log.info({ mails: counts }, 'queued mails');
  });
  // Friday morning: the week-end is left to do something about it.
  jobs.schedule('mail.compost-ahead', '0 8 * * 5', async () => void (await warnOfCompost(db, config, Date.now())));
  jobs.schedule('mail.forget', '29 3 * * *', async () => {
    await db.query('delete from mail_outbox where ended_at < now() - make_interval(days => $1)', [KEPT_DAYS]);
  });
};

/**
 * R9: who asked for it is told what the next compost would take, at most once before each run, and there is one a week. Set-based: the
 * run's own statement says who and how much. @returns how many were told.
 */
export async function warnOfCompost(db: Database, config: Pick<Config, 'flags' | 'saka'>, now: number): Promise<number> {
  if (flagsOff(config.flags).includes('SAKA_COMPOST_ENABLED')) return 0;
  const at = new Date(nextSchedule('compost', now)).toISOString();
  const p = config.saka;
  const told = await db.query(
    `insert into mail_outbox (id, member, kind, params, key)
     select gen_random_uuid(), d.member, 'compostAhead', jsonb_build_object('grains', d.grains, 'at', $1::text), 'compost:' || $1::text
     from compost_due($1::timestamptz, $2, $3, $4, $5) d join mail_choice c on c.member = d.member and c.kind = 'compostAhead' and c.wanted
     on conflict (member, key) do nothing returning id`,
    [at, p.compostRate, p.compostInactivityDays, p.compostMinBalance, p.compostMinAmount],
  );
  return told.length;
}
