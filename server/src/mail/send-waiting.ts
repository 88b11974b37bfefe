/**
 * Sends queued mails. The address is looked up when a mail is sent, so that nothing is sent to a closed account or a
 * former address. Delivery is at least once: a server killed between sending and recording sends again, with the same
 * Message-ID.
 */
import { commonLanguage } from '@egoejo/shared/platform/languages.ts';
import type { ChannelsValue } from '@egoejo/shared/channels/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { digestText, quietUntil } from '../channels/model.ts';
import type { Database } from '../platform/database/database.ts';
import { isPhone } from '../platform/phone.ts';
import type { Log } from '../platform/observability/log.ts';
import { RefusedRecipient } from './delivery.ts';
import { MailHeld } from './guard.ts';
import type { Mailer } from './mailer.ts';
import { isNotice, isWanted, noticeText, type NoticeParams } from './notices.ts';
import type { MailLanguage } from './texts.ts';
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
  channels: ChannelsValue | null;
}
interface SendDeps {
  db: Database;
  mailer: Pick<Mailer, 'send' | 'state' | 'secret'>;
  log: Log;
  /** The address that members use, without a trailing slash. */
  base: string;
  /** The clock, in milliseconds; tests pass their own. */
  now?: () => number;
}
type Outcome = 'sent' | 'unwanted' | 'undeliverable' | 'again' | 'held' | 'quiet';

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
          await note(deps, letter, outcome);
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
       p.value ->> 'locale' as locale, c.value as channels
     from taken t left join member m on m.id = t.member left join preferences p on p.member = t.member
       left join channels c on c.member = t.member
     order by t.id`,
    [most, LEASE_MINUTES],
  );
}

async function deliver(deps: SendDeps, letter: Waiting): Promise<Outcome> {
  const { mailer, log, base, now = Date.now } = deps;
  const { id, member, kind, tries, email, active, locale, channels } = letter;
  // Not a known kind: queued by a later version before a downgrade. It is not kept waiting.
  // Members without mail find the same in the app.
  if (!active || isPhone(email) || !isNotice(kind) || !isWanted(kind, channels?.[kind] ?? null)) return 'unwanted';
  const language = commonLanguage(locale);
  if (kind === 'digest' && quietUntil(channels, now()) !== null) return 'quiet';
  const params = kind === 'digest' ? await paramsOfDigest(deps.db, letter, language) : letter.params;
  if (params === null) return 'unwanted';
  const unsubscribe = `${base}/api/mail/unsubscribe?t=${unsubscribeToken(mailer.secret, { member, kind })}`;
  try {
    await mailer.send({ to: email, ...noticeText(kind, language, params, unsubscribe), id, unsubscribe });
    return 'sent';
  } catch (error) {
    if (error instanceof MailHeld) return 'held';
    const refused = error instanceof RefusedRecipient;
    // The library's message may quote the address.
    const said = refused ? error.cause : error;
    log.warn(
      { kind, tries, refused, code: said instanceof Error && 'code' in said ? said.code : undefined },
      'a queued mail did not leave',
    );
    return (refused && error.forGood) || tries >= MOST_TRIES ? 'undeliverable' : 'again';
  }
}

/** What a mail of the day says is read when it is sent, so that what was read or hidden since is not in it. */
function paramsOfDigest(db: Database, { member, channels, params }: Waiting, language: MailLanguage) {
  const window = { after: String(params['after']), until: String(params['until']) };
  return digestText(db, member, channels ?? undefined, language, window);
}

async function note({ db, now = Date.now }: SendDeps, letter: Waiting, outcome: Outcome): Promise<void> {
  const { id, tries, channels } = letter;
  if (outcome === 'quiet') {
    const end = quietUntil(channels, now()) ?? now();
    // Never at once: a server whose clock is behind the database's would claim it again, and again without end.
    await db.query(
      `update mail_outbox set next_at = greatest($2, now() + interval '1 minute'), tries = tries - 1 where id = $1`,
      [id, new Date(end)],
    );
  } else if (outcome === 'held')
    await db.query('update mail_outbox set next_at = now(), tries = tries - 1 where id = $1', [id]);
  else if (outcome === 'again')
    await db.query('update mail_outbox set next_at = now() + make_interval(mins => $2) where id = $1', [
      id,
      backoffMinutes(tries),
    ]);
  else await db.query('update mail_outbox set outcome = $2, ended_at = now() where id = $1', [id, outcome]);
}
