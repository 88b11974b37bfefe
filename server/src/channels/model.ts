/** What other features use of the ways in which members are told. */
import { isMailed, topicOf, waysOf, type ChannelsValue } from '@egoejo/shared/channels/model.ts';
import { isQuiet, quietEnd } from '@egoejo/shared/channels/quiet.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MailLanguage } from '../mail/texts.ts';
import { HEARD, silentOf, sayingOf, type Heard } from '../notifications/model.ts';
import type { Queryable } from '../platform/database/database.ts';

export { isZone } from '@egoejo/shared/channels/quiet.ts';

/** The most lines of a mail of the day. */
export const MOST_LINES = 20;
/** A mail of the day looks this far back at most. */
export const DIGEST_DAYS = 7;

/**
 * Makes the devices of these members due, in the caller's transaction. One that is waiting for the end of quiet hours
 * or for a further try keeps its time.
 */
export async function pushDue(tx: Queryable, members: readonly MemberId[]): Promise<void> {
  await tx.query(
    `update push_subscription set turn = turn + 1, due_at = coalesce(due_at, now()) where member = any($1::uuid[])`,
    [members],
  );
}

/** When the quiet hours of this moment end, in ms; null: it is not quiet. */
export const quietUntil = (value: ChannelsValue | null, now: number): number | null =>
  value?.quiet && isQuiet(value.quiet, now) ? quietEnd(value.quiet, now) : null;

/** Whether some device of this member is subscribed, in SQL. */
export const hasDevice = (member: string): string =>
  `exists (select from push_subscription s where s.member = ${member})`;

/** The part of those that goes to devices. */
export const goingToDevices = <T extends Heard>(value: ChannelsValue | undefined, heard: readonly T[]): T[] =>
  heard.filter((n) => waysOf(value, topicOf(n.kind)).push);

/** The text of a mail of the day: the unread ones of the topics chosen, newest first. Null: none is left. */
export async function digestText(
  q: Queryable,
  member: MemberId,
  value: ChannelsValue | undefined,
  language: MailLanguage,
  window: { after: string; until: string },
): Promise<{ n: number; lines: string } | null> {
  const heard = await q.query<Heard & { devices: boolean }>(
    `select ${HEARD}, ${hasDevice('n.member')} as devices from notification n where n.member = $1 and n.read_at is null
       and not ${silentOf('n')}
       and n.created_at > $2::timestamptz and n.created_at <= $3::timestamptz order by n.created_at desc, n.id`,
    [member, window.after, window.until],
  );
  const told = heard.filter((n) => isMailed(value, topicOf(n.kind), n.devices));
  if (told.length === 0) return null;
  const lines = told.slice(0, MOST_LINES).map((n) => {
    const title = language === 'fr' ? ` : « ${n.title} »` : `: “${n.title}”`;
    return `- ${sayingOf(n, language)}${n.title === '' ? '' : title}`;
  });
  const left = told.length - lines.length;
  if (left > 0) lines.push(language === 'fr' ? `- et ${left} de plus` : `- and ${left} more`);
  return { n: told.length, lines: lines.join('\n') };
}
