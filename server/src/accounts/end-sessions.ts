/** Ends sessions of a member. */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database.ts';

type EndReason =
  | 'ended_by_member'
  | 'password_changed'
  | 'signed_out'
  | 'everywhere'
  | 'password_reset'
  | 'reused'
  | 'banned'
  | 'closed';

/**
 * Ends all sessions of a member on one device, since an earlier sign-in there may have left one open that no cookie
 * refers to any more.
 */
export async function endSessionsOnDevice(tx: Queryable, member: MemberId, device: DeviceId): Promise<void> {
  await tx.query(
    `update session set ended_at = now(), end_reason = 'signed_out'
      where member = $1 and device = $2 and ended_at is null`,
    [member, device],
  );
}

/** Ends one session of a member, or all of them. */
export async function endSessions(
  tx: Queryable,
  member: MemberId,
  reason: EndReason,
  only: string | null = null,
): Promise<void> {
  await tx.query(
    `update session set ended_at = now(), end_reason = $2
      where member = $1 and ended_at is null and ($3::uuid is null or id = $3)`,
    [member, reason, only],
  );
}

/** Ends all sessions of a member but one. */
export async function endOtherSessions(
  tx: Queryable,
  member: MemberId,
  reason: EndReason,
  stays: string,
): Promise<void> {
  await tx.query(
    'update session set ended_at = now(), end_reason = $2 where member = $1 and ended_at is null and id <> $3',
    [member, reason, stays],
  );
}
