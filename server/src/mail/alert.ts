/**
 * Mails to administrators about problems that need them. They bypass the queue, because a stuck queue may be the
 * problem.
 */
import { commonLanguage } from '@egoejo/shared/platform/languages.ts';
import type { Deps } from '../platform/deps.ts';
import { MailHeld } from './guard.ts';
import { mailTo, type MailKind } from './texts.ts';

/**
 * Writes to every administrator, one after the other, because only one mail is tried at a time while the mail server is
 * being retried.
 * @returns whether they were alerted: a mail was sent, or there is no administrator. If not, the caller must try again
 * later.
 */
export async function alertAdministrators(
  { db, log, mailer }: Pick<Deps, 'db' | 'log' | 'mailer'>,
  kind: MailKind,
  about: string,
): Promise<boolean> {
  const people = await db.query<{ email: string; locale: string | null }>(
    `select m.email, p.value ->> 'locale' as locale from member m left join preferences p on p.member = m.id
     where 'administrator' = any(m.roles) and m.status = 'active' order by m.id`,
  );
  let sent = people.length === 0;
  for (const { email, locale } of people) {
    try {
      await mailer.send(mailTo(email, kind, commonLanguage(locale), about));
      sent = true;
    } catch (error) {
      log.error(error instanceof MailHeld ? { kind } : { kind, err: error }, 'an alert was not mailed');
    }
  }
  return sent;
}
