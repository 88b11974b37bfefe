/** Changes of a member's status that operators and administrators can make, each recorded in the audit log. */
import type { Role } from '@egoejo/shared/accounts/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { audit, type Actor } from '../platform/observability/audit.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { endSessions } from './sessions/end-sessions.ts';

/**
 * Whether this member is the only active administrator. Locks the rows of all administrators until the transaction
 * ends, so that two concurrent calls cannot remove each other's last one.
 */
export async function isLastAdministrator(tx: Queryable, member: MemberId): Promise<boolean> {
  const rows = await tx.query<{ id: MemberId }>(
    `select id from member where 'administrator' = any(roles) and status = 'active' order by id for update`,
  );
  return rows.length === 1 && rows[0]?.id === member;
}

/**
 * Bans the member: sessions end, and queued acts are refused when they arrive. False: there is no such active member.
 */
export async function banMember(tx: Queryable, who: Actor, member: MemberId, reason: string): Promise<boolean> {
  const [banned] = await tx.query(
    `update member set status = 'banned', status_reason = $2 where id = $1 and status = 'active' returning id`,
    [member, reason],
  );
  if (!banned) return false;
  await endSessions(tx, member, 'banned');
  await audit(tx, who, 'member.ban', member, { reason });
  await emit(tx, 'member.banned', member, {});
  return true;
}

/**
 * Lifts a ban, so that the member can sign in and act again. False: they are not banned, or they have a demo account,
 * whose password is public.
 */
export async function liftBan(tx: Queryable, who: Actor, member: MemberId, reason: string): Promise<boolean> {
  const [lifted] = await tx.query(
    `update member set status = 'active', status_reason = null where id = $1 and status = 'banned' and not demo
      returning id`,
    [member],
  );
  if (!lifted) return false;
  await audit(tx, who, 'member.lift', member, { reason });
  return true;
}

/** Replaces the member's global roles; `member` means none. */
export async function setRoles(tx: Queryable, who: Actor, member: MemberId, roles: readonly Role[]): Promise<void> {
  const wanted = [...new Set(roles)].filter((r) => r !== 'member').sort();
  await tx.query('update member set roles = $2::text[] where id = $1', [member, wanted]);
  await audit(tx, who, 'member.roles', member, { roles: wanted });
}

/** Replaces the member's named groups, which their profile shows them. The caller has locked the member. */
export async function setGroups(tx: Queryable, who: Actor, member: MemberId, groups: readonly string[]): Promise<void> {
  await tx.query('delete from member_group where member = $1 and name <> all($2::text[])', [member, groups]);
  await tx.query(
    'insert into member_group (member, name) select $1, n from unnest($2::text[]) n on conflict do nothing',
    [member, groups],
  );
  // The groups are read with the member's row, so that row changes too: a trigger stamps it.
  await tx.query('update member set status = status where id = $1', [member]);
  await audit(tx, who, 'member.groups', member, { groups });
}
