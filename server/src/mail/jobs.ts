/** Jobs of the mail queue. One job sends waiting mails in batches, so the job table contains nothing about a mail. */
import { RETENTION } from '@egoejo/shared/accounts/retention.ts';
import { nextSchedule } from '@egoejo/shared/saka/compost.ts';
import type { Config } from '../platform/config/config.ts';
import type { Database } from '../platform/database/database.ts';
import type { Deps, RegisterJobs } from '../platform/deps.ts';
import { flagsOff } from '../platform/config/flags.ts';
import { alertOnce } from './alert.ts';
import { sendWaiting } from './send-waiting.ts';
import { textTroubles, usedTexts } from './sms-budget.ts';

const baseOf = ({ publicUrl, host, port }: Config): string => publicUrl ?? `http://${host}:${port}`;

export const registerJobs: RegisterJobs = (deps: Deps) => {
  const { jobs, db, log, config, mailer } = deps;
  jobs.schedule('mail.send', '* * * * *', async () => {
    const counts = await sendWaiting({ db, log, mailer, base: baseOf(config) });
    if (Object.keys(counts).length > 0) log.info({ mails: counts }, 'queued mails');
  });
  // Friday morning: members have the week-end to act on it.
  jobs.schedule('mail.compost-ahead', '0 8 * * 5', async () => void (await warnOfCompost(db, config, Date.now())));
  jobs.schedule('mail.forget', '29 3 * * *', async () => {
    await db.query('delete from mail_outbox where ended_at < now() - make_interval(days => $1)', [RETENTION.mailDays]);
    await db.query('delete from text_message where at < now() - make_interval(days => $1)', [RETENTION.codeDays]);
  });
  jobs.schedule('mail.watch-texts', '*/5 * * * *', () => watchTexts(deps));
};

/** Tells administrators of trouble with text messages, at most once a day for each kind. */
export async function watchTexts(deps: Pick<Deps, 'db' | 'log' | 'mailer' | 'config'>): Promise<void> {
  const { db, log, config } = deps;
  if (config.sms === null) return;
  const { most } = config.sms;
  const troubles = await textTroubles(db, most);
  if (troubles.length === 0) return;
  const detail = { used: await usedTexts(db), most };
  log.error({ troubles, ...detail }, 'text messages need attention');
  await alertOnce(deps, 'smsTrouble', 'sms.trouble', new Map(troubles.map((trouble) => [trouble, detail])));
}

/**
 * Warns members who asked for it of what the next compost would take, at most once before each run, of which there is
 * one a week (R9). Set-based: it uses the same SQL function as the run. @returns how many members were warned.
 */
export async function warnOfCompost(
  db: Database,
  config: Pick<Config, 'flags' | 'saka'>,
  now: number,
): Promise<number> {
  if (flagsOff(config.flags).includes('SAKA_COMPOST_ENABLED')) return 0;
  const at = new Date(nextSchedule('compost', now)).toISOString();
  const p = config.saka;
  const queued = await db.query(
    `insert into mail_outbox (id, member, kind, params, key)
     select gen_random_uuid(), d.member, 'compostAhead', jsonb_build_object('grains', d.grains, 'at', $1::text),
       'compost:' || $1::text
     from compost_due($1::timestamptz, $2, $3, $4, $5) d
       join channels c on c.member = d.member and c.value -> 'compostAhead' = 'true'
     on conflict (member, key) do nothing returning id`,
    [at, p.compostRate, p.compostInactivityDays, p.compostMinBalance, p.compostMinAmount],
  );
  return queued.length;
}
