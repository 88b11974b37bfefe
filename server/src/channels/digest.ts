/**
 * The mail of the day: what a member has not read yet, of the topics they chose. At seven in their time zone, or when
 * their quiet hours end. A mail and how far it tells are recorded together, so that nothing is told twice.
 */
import { isMailed, topicOf, type ChannelsValue } from '@egoejo/shared/channels/model.ts';
import { isQuiet, isZone, lastTime } from '@egoejo/shared/channels/quiet.ts';
import type { NotificationKind } from '@egoejo/shared/notifications/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { queueMail } from '../mail/outbox.ts';
import type { Database } from '../platform/database/database.ts';
import { DIGEST_DAYS, hasDevice } from './model.ts';

/** Minutes since midnight. */
const TIME_OF_DAY = 7 * 60;
const CHUNK = 500;
const HOUR_MS = 3_600_000;
/** Less than a day, because clocks change and members travel. */
const BETWEEN_MS = 20 * HOUR_MS;

interface Candidate {
  member: MemberId;
  value: ChannelsValue | null;
  told: Date | null;
  /** Some device of the member is subscribed. */
  devices: boolean;
  unread: { kind: NotificationKind; at: number }[];
}
interface Window {
  member: MemberId;
  after: number;
  until: number;
}

/** What the mail due to this member tells; null: none is due. Pure. */
function windowOf({ member, value, told, devices, unread }: Candidate, now: number): Window | null {
  if (value?.digest === false || isQuiet(value?.quiet, now)) return null;
  const zone = value?.quiet?.zone ?? 'UTC';
  const until = lastTime(isZone(zone) ? zone : 'UTC', TIME_OF_DAY, now);
  const last = told?.getTime() ?? 0;
  if (until - last < BETWEEN_MS) return null;
  const after = Math.max(last, until - DIGEST_DAYS * 24 * HOUR_MS);
  const mailed = (kind: NotificationKind) => isMailed(value ?? undefined, topicOf(kind), devices);
  const wanted = unread.some((n) => n.at > after && n.at <= until && mailed(n.kind));
  return wanted ? { member, after, until } : null;
}

/** Queues the mails that are due. @returns how many. */
export async function queueDigests(db: Database, now: number): Promise<number> {
  let queued = 0;
  let after: string | null = null;
  for (;;) {
    const found: Candidate[] = await db.query<Candidate>(
      `select n.member, c.value, d.until as told, ${hasDevice('n.member')} as devices,
         jsonb_agg(jsonb_build_object('kind', n.kind, 'at', extract(epoch from n.created_at) * 1000)) as unread
       from notification n join member m on m.id = n.member and m.status = 'active'
         left join channels c on c.member = n.member left join digest d on d.member = n.member
       where n.read_at is null and n.created_at > $1 and ($2::uuid is null or n.member > $2::uuid)
       group by n.member, c.value, d.until order by n.member limit ${CHUNK}`,
      [new Date(now - (DIGEST_DAYS + 1) * 24 * HOUR_MS), after],
    );
    const due = found.flatMap((candidate) => windowOf(candidate, now) ?? []);
    if (due.length > 0) queued += await queueChunk(db, due);
    if (found.length < CHUNK) return queued;
    after = found.at(-1)?.member ?? null;
  }
}

/** The row of each member is locked, so that of two servers one queues. */
function queueChunk(db: Database, due: readonly Window[]): Promise<number> {
  return db.transaction(async (tx) => {
    const mine = await tx.query<{ member: MemberId }>(
      `insert into digest as d (member, until) select * from unnest($1::uuid[], $2::timestamptz[])
       on conflict (member) do update set until = excluded.until where d.until < excluded.until returning member`,
      [due.map((w) => w.member), due.map((w) => new Date(w.until))],
    );
    const members = new Set(mine.map((m) => m.member));
    return queueMail(
      tx,
      due
        .filter((w) => members.has(w.member))
        .map((w) => ({
          member: w.member,
          kind: 'digest' as const,
          params: { after: new Date(w.after).toISOString(), until: new Date(w.until).toISOString() },
          key: `digest:${new Date(w.until).toISOString()}`,
        })),
    );
  });
}
