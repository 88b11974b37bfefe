/**
 * Sends queued mails. The address is looked up when a mail is sent, so that nothing is sent to a closed account or a
 * former address. Delivery is at least once: a server killed between sending and recording sends again, with the same
 * Message-ID.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '../platform/database.ts';
import type { Log } from '../platform/log.ts';
import { isRefusedForGood, MailHeld } from './guard.ts';
import type { Mailer } from './mailer.ts';
import { isNotice, isWanted, noticeText, type NoticeParams } from './notices.ts';
import { unsubscribeToken } from './unsubscribe.ts';

/** Mails claimed at a time, and mails sent concurrently. */
const BATCH = 50;
const AT_ONCE = 5;
/** For this long no other server claims the mails of a batch. Longer than a whole batch may take. */
const LEASE_MINUTES = 10;
const MOST_TRIES = 20;
/** Backoff in minutes after the n-th failure: 1, 2, 4 … at most six hours. */
const backoffMinutes = (tries: number): number => Math.min(2 ** (tries - 1), 360);

interface Waiting {
  id: string;
  member: MemberId;
  kind: string;
  params: NoticeParams;
  tries: number;
  email: string;
  active: boolean;
  locale: string | null;
  choice: boolean | null;
}
interface SendDeps {
  db: Database;
  mailer: Pick<Mailer, 'send' | 'state' | 'secret'>;
  log: Log;
  /** The address that members use, without a trailing slash. */
  base: string;
}
type Outcome = 'sent' | 'unwanted' | 'undeliverable' | 'again' | 'held';

/**
 * Sends due mails, batch after batch, until there are none or the circuit breaker opens; the rest waits. @returns the
 * number of mails for each outcome.
 */
export async function sendWaiting(deps: SendDeps): Promise<Partial<Record<Outcome, number>>> {
  const counts: Partial<Record<Outcome, number>> = {};
  for (;;) {
    const state = deps.mailer.state();
    if (state === 'open') break;
    // Half-open: only one mail tries the server, so that no other mail waits for its time limit.
    const batch = await claim(deps.db, state === 'half-open' ? 1 : BATCH);
    if (batch.length === 0) break;
    for (let i = 0; i < batch.length; i += AT_ONCE) {
      await Promise.all(
        batch.slice(i, i + AT_ONCE).map(async (letter) => {
          const outcome = await deliver(deps, letter);
          await note(deps.db, letter, outcome);
          counts[outcome] = (counts[outcome] ?? 0) + 1;
        }),
      );
    }
    // Another caller is trying the server, or the breaker is open now: mails given back would be claimed again at once.
    if ((counts.held ?? 0) > 0) break;
  }
  return counts;
}

/** Claims due mails for a while, so that no two servers send the same one, and reads their addresses. */
function claim(db: Database, most: number): Promise<Waiting[]> {
  return db.query<Waiting>(
    `with due as (select id from mail_outbox where outcome is null and next_at <= now() order by next_at, id
      limit $1 for update skip locked),
     taken as (update mail_outbox o set next_at = now() + make_interval(mins => $2), tries = o.tries + 1 from due
       where o.id = due.id
       returning o.id, o.member, o.kind, o.params, o.tries)
     select t.*, coalesce(m.email, '') as email, coalesce(m.status = 'active' and m.email_confirmed_at is not null,
       false) as active,
       p.value ->> 'locale' as locale, c.wanted as choice
     from taken t left join member m on m.id = t.member left join preferences p on p.member = t.member
       left join mail_choice c on c.member = t.member and c.kind = t.kind
     order by t.id`,
    [most, LEASE_MINUTES],
  );
}

async function deliver({ mailer, log, base }: SendDeps, letter: Waiting): Promise<Outcome> {
  const { id, member, kind, params, tries, email, active, locale, choice } = letter;
  // Not a known kind: queued by a later version before a downgrade. It is not kept waiting.
  if (!active || !isNotice(kind) || !isWanted(kind, choice)) return 'unwanted';
  const unsubscribe = `${base}/api/mail/unsubscribe?t=${unsubscribeToken(mailer.secret, { member, kind })}`;
  try {
    await mailer.send({
      to: email,
      ...noticeText(kind, locale === 'en' ? 'en' : 'fr', params, unsubscribe),
      id,
      unsubscribe,
    });
    return 'sent';
  } catch (error) {
    if (error instanceof MailHeld) return 'held';
    // The library's message may quote the address.
    log.warn(
      { kind, tries, code: error instanceof Error && 'code' in error ? error.code : undefined },
      'a queued mail did not leave',
    );
    return isRefusedForGood(error) || tries >= MOST_TRIES ? 'undeliverable' : 'again';
  }
}

async function note(db: Database, { id, tries }: Waiting, outcome: Outcome): Promise<void> {
  if (outcome === 'held')
    await db.query('update mail_outbox set next_at = now(), tries = tries - 1 where id = $1', [id]);
  else if (outcome === 'again')
    await db.query('update mail_outbox set next_at = now() + make_interval(mins => $2) where id = $1', [
      id,
      backoffMinutes(tries),
    ]);
  else await db.query('update mail_outbox set outcome = $2, ended_at = now() where id = $1', [id, outcome]);
}
