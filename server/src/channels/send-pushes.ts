/**
 * Sends to devices what their members have not read, after the commit that told it. Several things at once are one
 * message; in quiet hours it waits for their end. A server killed between sending and recording sends again, under the
 * same tag, which replaces the first on the device.
 */
import { commonLanguage } from '@egoejo/shared/platform/languages.ts';
import type { ChannelsValue } from '@egoejo/shared/channels/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MailLanguage } from '../mail/texts.ts';
import { HEARD, silentOf, pageOf, sayingOf, type Heard } from '../notifications/model.ts';
import type { Database } from '../platform/database/database.ts';
import { goingToDevices, quietUntil } from './model.ts';
import type { Pusher, Subscription } from '../platform/outbound/pusher.ts';

/** Devices claimed at a time, and messages sent concurrently. */
const BATCH = 50;
const AT_ONCE = 5;
/** For this long no other server claims the devices of a batch. Longer than a whole batch may take. */
const LEASE_MINUTES = 5;
export const MOST_TRIES = 6;
/** Backoff in minutes after the n-th failure: 1, 2, 4 … */
const backoffMinutes = (tries: number): number => 2 ** (tries - 1);

interface Due extends Subscription {
  session: string;
  member: MemberId;
  told_rev: number;
  turn: number;
  tries: number;
  holds: boolean;
  locale: string | null;
  value: ChannelsValue | null;
}
interface SendDeps {
  db: Database;
  push: Pusher;
  /** The clock, in milliseconds; tests pass their own. */
  now?: () => number;
}
type Outcome = 'sent' | 'nothing' | 'quiet' | 'gone' | 'again' | 'undeliverable';

/** What the service worker shows (client/src/sw.ts). */
interface Message {
  title: string;
  body: string;
  url: string;
  /** A later message with the same tag replaces this one. */
  tag: string;
  kind: string;
}

/** Sends what is due, batch after batch. @returns the number of devices for each outcome. */
export async function sendPushes(deps: SendDeps): Promise<Partial<Record<Outcome, number>>> {
  const counts: Partial<Record<Outcome, number>> = {};
  for (;;) {
    const batch = await claim(deps.db, (deps.now ?? Date.now)());
    for (let i = 0; i < batch.length; i += AT_ONCE) {
      await Promise.all(
        batch.slice(i, i + AT_ONCE).map(async (due) => {
          const outcome = await deliver(deps, due);
          counts[outcome] = (counts[outcome] ?? 0) + 1;
        }),
      );
    }
    if (batch.length < BATCH) return counts;
  }
}

/** Claims due devices for a while, so that no two servers tell the same one. */
function claim(db: Database, now: number): Promise<Due[]> {
  return db.query<Due>(
    `with due as (select session from push_subscription where due_at <= $1 order by due_at, session
      limit ${BATCH} for update skip locked),
     taken as (update push_subscription p set due_at = $1::timestamptz + interval '${LEASE_MINUTES} minutes',
        tries = p.tries + 1 from due where p.session = due.session
       returning p.session, p.member, p.endpoint, p.p256dh, p.auth, p.told_rev, p.turn, p.tries)
     select t.*, s.ended_at is null and s.expires_at > now() and m.status = 'active' as holds,
       r.value ->> 'locale' as locale, c.value
     from taken t join session s on s.id = t.session join member m on m.id = t.member
       left join preferences r on r.member = t.member left join channels c on c.member = t.member`,
    [new Date(now)],
  );
}

async function deliver({ db, push, now = Date.now }: SendDeps, due: Due): Promise<Outcome> {
  const { session, value, tries } = due;
  const end = async (): Promise<Outcome> => {
    await db.query('delete from push_subscription where session = $1', [session]);
    return 'gone';
  };
  if (!due.holds) return end();
  const quiet = quietUntil(value, now());
  if (quiet !== null) {
    await wait(db, session, quiet, 0);
    return 'quiet';
  }
  const heard = await db.query<Heard & { rev: number }>(
    `select ${HEARD}, n.rev from notification n where n.member = $1 and n.rev > $2 and n.read_at is null
       and not ${silentOf('n')}
      order by n.created_at desc, n.id`,
    [due.member, due.told_rev],
  );
  const rev = Math.max(due.told_rev, ...heard.map((n) => n.rev));
  const told = goingToDevices(value ?? undefined, heard);
  const message = messageOf(told, commonLanguage(due.locale));
  if (!message) {
    await settle(db, due, rev);
    return 'nothing';
  }
  const pushed = await push.send(due, JSON.stringify(message));
  if (pushed === 'gone') return end();
  if (pushed === 'failed' && tries < MOST_TRIES) {
    await wait(db, session, now() + backoffMinutes(tries) * 60_000, tries);
    return 'again';
  }
  await settle(db, due, rev);
  return pushed === 'sent' ? 'sent' : 'undeliverable';
}

const wait = (db: Database, session: string, until: number, tries: number): Promise<unknown> =>
  db.query('update push_subscription set due_at = $2, tries = $3 where session = $1', [
    session,
    new Date(until),
    tries,
  ]);

/** Everything up to `rev` is told. Something that came in the meantime is due at once. */
const settle = (db: Database, { session, turn }: Due, rev: number): Promise<unknown> =>
  db.query(
    `update push_subscription set told_rev = $2, tries = 0, due_at = case when turn = $3 then null else now() end
      where session = $1`,
    [session, rev, turn],
  );

/** The message about these, newest first; null: there is nothing to say. */
function messageOf(told: readonly Heard[], language: MailLanguage): Message | null {
  const [first] = told;
  if (!first) return null;
  const one = { body: first.title, url: pageOf(first), tag: first.id, kind: first.kind };
  if (told.length === 1) return { ...one, title: sayingOf(first, language) };
  return {
    title: `${told.length} notifications`,
    body: told
      .slice(0, 3)
      .map((n) => n.title)
      .join(', '),
    url: '/notifications',
    tag: first.id,
    kind: 'several',
  };
}
