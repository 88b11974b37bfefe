/** The server's present state: jobs, backup, mail, settlements. Cheap enough to compute for every page view. */
import type { Deps } from '../platform/deps.ts';
import { backupState } from '../backup/state.ts';
import type { GuardState } from '../mail/guard.ts';
import { textTroubles, usedTexts } from '../mail/sms-budget.ts';
import type { SettlementTimes } from '../platform/observability/metrics.ts';
import { hasJobs, troubles, type Trouble } from './watch.ts';

interface Texts {
  hour: number;
  day: number;
}
interface ServerState {
  jobs: { waiting: number; running: number; oldest: string | null; troubles: Trouble[] };
  /** Domain events not yet delivered. */
  events: number;
  backup: { on: boolean; last: string | null; late: boolean };
  /**
   * `on`: a mail server is configured; otherwise mails are stored as files. `state`: state of the mail server's circuit
   * breaker in this process. `waiting`: queued mails.
   */
  mail: { on: boolean; state: GuardState; waiting: number; oldest: string | null };
  /** Null: there is no provider of text messages. `used`, `most`: in the last hour and the last 24 hours. */
  sms: { state: GuardState; used: Texts; most: Texts; troubles: ('budget' | 'provider')[] } | null;
  /** Settlement times of this process since it started. */
  times: SettlementTimes[];
}

export async function readState(
  { db, config, metrics, mailer }: Pick<Deps, 'db' | 'config' | 'metrics' | 'mailer'>,
  now: number,
): Promise<ServerState> {
  const { folder, last, late } = await backupState(db, config, now);
  const [jobs] = (await hasJobs(db))
    ? await db.query<{ waiting: number; running: number; oldest: string | null }>(
        `select count(*) filter (where state <> 'active') as waiting,
          count(*) filter (where state = 'active') as running, iso(min(start_after)) as oldest
       from pgboss.job where state in ('created', 'retry', 'active') and start_after <= now()`,
      )
    : [];
  const [events] = await db.query<{ n: number }>('select count(*) as n from domain_event');
  const [letters] = await db.query<{ waiting: number; oldest: string | null }>(
    'select count(*) as waiting, iso(min(queued_at)) as oldest from mail_outbox where outcome is null',
  );
  return {
    jobs: {
      waiting: jobs?.waiting ?? 0,
      running: jobs?.running ?? 0,
      oldest: jobs?.oldest ?? null,
      troubles: await troubles(db),
    },
    events: events?.n ?? 0,
    backup: { on: folder !== null, last: last === null ? null : new Date(last).toISOString(), late },
    mail: {
      on: config.smtpUrl !== undefined,
      state: mailer.state(),
      waiting: letters?.waiting ?? 0,
      oldest: letters?.oldest ?? null,
    },
    sms: config.sms && {
      state: mailer.state('sms'),
      used: await usedTexts(db),
      most: config.sms.most,
      troubles: await textTroubles(db, config.sms.most),
    },
    times: await metrics.times(),
  };
}
