/** Mails to those who run the place, about what they have to see to. They are not queued: a queue that does not move may be the very trouble. */
import type { Deps } from '../platform/deps.ts';
import { MailHeld } from './guard.ts';
import { mailTo, type MailKind } from './texts.ts';

/**
 * Writes to every administrator, one after the other: while the mail server is tried again only one mail goes at a time.
 * @returns whether they were told: a mail left, or there is nobody to write to. If not, the caller has to come again.
 */
export async function alertAdministrators({ db, log, mailer }: Pick<Deps, 'db' | 'log' | 'mailer'>, kind: MailKind, about: string): Promise<boolean> {
  const people = await db.query<{ email: string; locale: string | null }>(
    `select m.email, p.value ->> 'locale' as locale from member m left join preferences p on p.member = m.id
     where 'administrator' = any(m.roles) and m.status = 'active' order by m.id`,
  );
  let told = people.length === 0;
  for (const { email, locale } of people) {
    try {
      await mailer.send(mailTo(email, kind, locale === 'en' ? 'en' : 'fr', about));
      told = true;
    } catch (error) {
      log.error(error instanceof MailHeld ? { kind } : { kind, err: error }, 'an alert was not mailed');
    }
  }
  return told;
}
