/** Records who invited a newcomer: once, at registration or in the first days after it (R5). */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { InvitationError } from '@egoejo/shared/invitations/errors.ts';
import { INVITATION, readCode, tailOf } from '@egoejo/shared/invitations/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';

interface Inviter {
  id: MemberId;
  /** The inviter is in good standing and has a confirmed address. */
  mayInvite: boolean;
}

/**
 * The member that a code or link belongs to. For banned and closed accounts the failure is the same, so that it does
 * not reveal why an invitation has ended.
 */
export async function inviterOf(q: Queryable, text: string): Promise<Result<Inviter, InvitationError>> {
  const code = readCode(text);
  if (code === null) return fail('invitation.unknown');
  const [found] = await q.query<Inviter>(
    `select id, status = 'active' and email_confirmed_at is not null as "mayInvite" from member
     where right(id::text, 12) = $1 order by status <> 'active', created_at, id limit 1`,
    [tailOf(code)],
  );
  if (!found) return fail('invitation.unknown');
  return found.mayInvite ? ok(found) : fail('invitation.ended');
}

/**
 * Records who invited a newcomer; writes nothing if it is refused. The inviter gets the grains by an event once the
 * newcomer's address is confirmed, because the inviter's rows belong to another member (S12).
 */
export async function acceptInvitation(
  tx: Queryable,
  newcomer: MemberId,
  text: string,
): Promise<Result<void, InvitationError>> {
  const inviter = await inviterOf(tx, text);
  if (!inviter.ok) return inviter;
  if (inviter.value.id === newcomer) return fail('invitation.own');
  // A member cannot be invited by someone who joined later, so two newcomers cannot invite each other.
  const [late] = await tx.query<{ late: boolean }>(
    `select n.created_at < now() - make_interval(days => $2) or n.created_at <= i.created_at as late
      from member n, member i where n.id = $1 and i.id = $3`,
    [newcomer, INVITATION.joinDays, inviter.value.id],
  );
  if (late?.late !== false) return fail('invitation.too_late', { days: INVITATION.joinDays });
  const noted = await tx.query(
    'insert into invitation (member, inviter) values ($1, $2) on conflict do nothing returning member',
    [newcomer, inviter.value.id],
  );
  if (noted.length === 0) return fail('invitation.already');
  await emit(tx, 'invitation.accepted', newcomer, {});
  return ok(undefined);
}
