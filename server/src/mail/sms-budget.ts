/**
 * The budget of text messages, which cost money: every one takes a place before it is sent, in a table that outlives
 * restarts and is common to all servers (docs/limits.md).
 */
import { newId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { AccountError } from '@egoejo/shared/accounts/errors.ts';
import type { SmsSettings } from '../platform/config/config.ts';
import type { Queryable } from '../platform/database/database.ts';

/** A number of messages in any hour and in any 24 hours. */
type Most = SmsSettings['most'];
/** For one network that asks (`addressKey`), over all numbers. A mobile carrier may put a whole village behind one. */
const A_NETWORK: Most = { hour: 20, day: 60 };
/** The share of the budget for whoever asks; the rest is left for members, so that strangers cannot cut them off. */
const FOR_ALL = 4 / 5;
/** For one member, so that nobody uses up the members' part by changing a password again and again. */
const A_MEMBER: Most = { hour: 5, day: 10 };

/** For whom a message is: anybody in this network who asks for a code, or a member: one's id, or one's proven device. */
type For = { network: string } | { member: string };
/** `recipient`, `provider`: not sent, because of which (delivery.ts). `held`: not tried. */
export type TextOutcome = 'sent' | 'recipient' | 'provider' | 'held';

/**
 * Takes a place in the caller's transaction, before the message is sent. @returns its id, or why there is none with the
 * seconds until there is.
 */
export async function takePlace(tx: Queryable, most: Most, whom: For): Promise<Result<string, AccountError>> {
  const [asker, own, all] =
    'member' in whom ? [`member:${whom.member}`, A_MEMBER, most] : [whom.network, A_NETWORK, shareOf(most, FOR_ALL)];
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('text_message', 0))`);
  const crowded = await secondsFull(tx, own, asker);
  if (crowded !== null) return fail('account.sms_too_many', { seconds: crowded });
  const used = await secondsFull(tx, all);
  if (used !== null) return fail('account.sms_used_up', { seconds: used });
  return ok(await insertPlace(tx, asker));
}

/** A place for one of the few alerts to operators, which always leave: the used-up budget may be what they tell. */
export const placeForOperator = (q: Queryable): Promise<string> => insertPlace(q, '');

async function insertPlace(q: Queryable, asker: string): Promise<string> {
  const id = newId();
  await q.query('insert into text_message (id, asker) values ($1, $2)', [id, asker]);
  return id;
}

/** @returns that share of a budget, at least one message. */
export const shareOf = ({ hour, day }: Most, share: number): Most => ({
  hour: Math.ceil(hour * share),
  day: Math.ceil(day * share),
});

/** Seconds until the oldest message leaves the window that is full; null: there is room. */
async function secondsFull(tx: Queryable, { hour, day }: Most, asker?: string): Promise<number | null> {
  const latest = (window: string, offset: string): string =>
    `(select at, interval '${window}' as length from text_message
      ${asker === undefined ? '' : 'where asker = $3'} order by at desc offset ${offset} limit 1)`;
  const [full] = await tx.query<{ seconds: number | null }>(
    `select ceil(extract(epoch from max(at + length) - now()))::int as seconds
      from (${latest('1 hour', '$1::int')} union all ${latest('1 day', '$2::int')}) w where at + length > now()`,
    [hour - 1, day - 1, ...(asker === undefined ? [] : [asker])],
  );
  return full?.seconds ?? null;
}

/** Records what became of a message. One that was not tried gives its place back. */
export async function noteText(q: Queryable, id: string, outcome: TextOutcome): Promise<void> {
  if (outcome === 'held') await q.query('delete from text_message where id = $1', [id]);
  else await q.query('update text_message set outcome = $2 where id = $1', [id, outcome]);
}

/**
 * What operators should know: `budget`, more than three fifths of it are used up; `provider`, it took none of the last
 * messages. Three failures of its own are enough (so many pause the sending), or ten of any kind: one person may choose
 * three numbers that are refused.
 */
export async function textTroubles(q: Queryable, most: Most): Promise<('budget' | 'provider')[]> {
  const [used, alert] = [await usedTexts(q), shareOf(most, 3 / 5)];
  const last = await q.query<{ outcome: TextOutcome }>(
    `select outcome from text_message where outcome is not null and at > now() - interval '1 day'
      order by at desc, id desc limit 10`,
  );
  const failed = last.slice(0, 3).filter((t) => t.outcome === 'provider').length === 3;
  const allRefused = last.length === 10 && last.every((t) => t.outcome !== 'sent');
  return [
    ...(used.hour >= alert.hour || used.day >= alert.day ? (['budget'] as const) : []),
    ...(failed || allRefused ? (['provider'] as const) : []),
  ];
}

/** Messages of the last hour and of the last 24 hours. */
export async function usedTexts(q: Queryable): Promise<Most> {
  const [used] = await q.query<Most>(
    `select count(*) filter (where at > now() - interval '1 hour')::int as hour, count(*)::int as day
      from text_message where at > now() - interval '1 day'`,
  );
  return used ?? { hour: 0, day: 0 };
}
