/**
 * The queue of mails: rows with a member's id, a kind, and parameters without personal data. Why it is neither an event
 * nor a job: docs/decisions/70-three-queues.md.
 */
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { NoticeKind, NoticeParams } from './notices.ts';

interface Letter {
  member: MemberId;
  kind: NoticeKind;
  params?: NoticeParams;
  /** At most one mail with the same key is sent to a member. */
  key?: string;
}
/** Matches our own numbers, times and names; addresses and sentences do not match. */
const IMPERSONAL = /^[\w.:+—-]{0,60}$/;

/**
 * Queues mails in the caller's transaction: without a commit there is no mail. @returns how many were not queued
 * before.
 */
export async function queueMail(tx: Queryable, letters: readonly Letter[]): Promise<number> {
  for (const { params = {} } of letters) {
    for (const [name, v] of Object.entries(params))
      if (typeof v === 'string' && !IMPERSONAL.test(v))
        throw new Error(`a queued mail holds nothing personal: ${name}`);
  }
  const queued = await tx.query(
    `insert into mail_outbox (id, member, kind, params, key) select *
      from unnest($1::uuid[], $2::uuid[], $3::text[], $4::jsonb[], $5::text[])
     on conflict (member, key) do nothing returning id`,
    [
      letters.map(() => newId()),
      letters.map((l) => l.member),
      letters.map((l) => l.kind),
      letters.map((l) => JSON.stringify(l.params ?? {})),
      letters.map((l) => l.key ?? null),
    ],
  );
  return queued.length;
}
