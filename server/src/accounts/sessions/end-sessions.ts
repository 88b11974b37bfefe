/** Ends sessions of a member. */
import type { DeviceId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { curtailChannels } from '../../sync/pokes/pokes.ts';

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
 * Ends the open sessions of a member for which `which`, SQL about a session `s` and `given`, is true. Their
 * channels are opened anew, so that one of an ended session follows nothing any more.
 */
async function end(
  tx: Queryable,
  member: MemberId,
  reason: EndReason,
  which: string,
  only: string | null,
): Promise<void> {
  const ended = await tx.query(
    `update session s set ended_at = now(), end_reason = $2 from (select $3::uuid as given) x
      where s.member = $1 and s.ended_at is null and ${which} returning s.id`,
    [member, reason, only],
  );
  if (ended.length > 0) await curtailChannels(tx, member);
}

/**
 * Ends all sessions of a member on one device, since an earlier sign-in there may have left one open that no cookie
 * refers to any more.
 */
export const endSessionsOnDevice = (tx: Queryable, member: MemberId, device: DeviceId): Promise<void> =>
  end(tx, member, 'signed_out', 's.device = given', device);

/** Ends one session of a member, or all of them. */
export const endSessions = (
  tx: Queryable,
  member: MemberId,
  reason: EndReason,
  only: string | null = null,
): Promise<void> => end(tx, member, reason, '(given is null or s.id = given)', only);

/** Ends all sessions of a member but one. */
export const endOtherSessions = (tx: Queryable, member: MemberId, reason: EndReason, stays: string): Promise<void> =>
  end(tx, member, reason, 's.id <> given', stays);
