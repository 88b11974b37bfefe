/**
 * Mails to administrators about problems that need them. They bypass the queue, because a stuck queue may be the
 * problem.
 */
import { commonLanguage } from '@egoejo/shared/platform/languages.ts';
import { audit } from '../platform/observability/audit.ts';
import type { Deps } from '../platform/deps.ts';
import { MailHeld } from './guard.ts';
import { wayTo } from './mailer.ts';
import { placeForOperator } from './sms-budget.ts';
import { mailTo, type MailKind } from './texts.ts';

/** Least time between two alerts about the same thing, as an interval of PostgreSQL. */
const ALERT_EVERY = '1 day';
const WHO = { actor: null, address: '', agent: 'job' };
type Needs = Pick<Deps, 'db' | 'log' | 'mailer'>;

/**
 * Alerts administrators, at most once a day about the same subject, and notes it in the audit log under `action`. It is
 * noted only after the alert was sent: if none could be sent, the next call tries again.
 * @param news by subject, with what the audit log tells of each.
 */
export async function alertOnce(
  deps: Needs,
  kind: MailKind,
  action: string,
  news: ReadonlyMap<string, Record<string, unknown>>,
): Promise<void> {
  const told = await deps.db.query<{ subject: string }>(
    'select distinct subject from audit_log where action = $1 and at > now() - $2::interval',
    [action, ALERT_EVERY],
  );
  const fresh = [...news].filter(([subject]) => !told.some((t) => t.subject === subject));
  const names = fresh.map(([subject]) => subject).join(', ');
  if (fresh.length === 0 || !(await alertAdministrators(deps, kind, names))) return;
  await deps.db.transaction(async (tx) => {
    for (const [subject, detail] of fresh) await audit(tx, WHO, action, subject, detail);
  });
}

/**
 * Writes to every administrator, one after the other, because only one mail is tried at a time while the mail server is
 * being retried.
 * @returns whether they were alerted: a mail was sent, or there is no administrator. If not, the caller must try again
 * later.
 */
export async function alertAdministrators({ db, log, mailer }: Needs, kind: MailKind, about: string): Promise<boolean> {
  const people = await db.query<{ email: string; locale: string | null }>(
    `select m.email, p.value ->> 'locale' as locale from member m left join preferences p on p.member = m.id
     where 'administrator' = any(m.roles) and m.status = 'active' order by m.id`,
  );
  let sent = people.length === 0;
  for (const { email, locale } of people) {
    try {
      const mail = mailTo(email, kind, commonLanguage(locale), about);
      await mailer.send(wayTo(email) === 'mail' ? mail : { ...mail, place: await placeForOperator(db) });
      sent = true;
    } catch (error) {
      log.error(error instanceof MailHeld ? { kind } : { kind, err: error }, 'an alert was not mailed');
    }
  }
  return sent;
}
