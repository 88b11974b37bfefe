/** What an operator or an administrator may change of somebody's standing, each with its line in the audit log. */
import type { Role } from '@egoejo/shared/accounts/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { audit, type Actor } from '../platform/audit.ts';
import type { Queryable } from '../platform/database.ts';
import { emit } from '../platform/events.ts';
import { endSessions } from './sessions.ts';

/** From now on the member may do nothing: their sessions end, queued acts are refused when they arrive. False: there is no such member, or they are banned already. */
export async function banMember(tx: Queryable, who: Actor, member: MemberId, reason: string): Promise<boolean> {
  const [banned] = await tx.query(`update member set status = 'banned', status_reason = $2 where id = $1 and status = 'active' returning id`, [member, reason]);
  if (!banned) return false;
  await endSessions(tx, member, 'banned');
  await audit(tx, who, 'member.ban', member, { reason });
  await emit(tx, 'member.banned', member, {});
  return true;
}

/** The member may act again once they have signed in. False: they are not banned. */
export async function liftBan(tx: Queryable, who: Actor, member: MemberId, reason: string): Promise<boolean> {
  const [lifted] = await tx.query(`update member set status = 'active', status_reason = null where id = $1 and status = 'banned' returning id`, [member]);
  if (!lifted) return false;
  await audit(tx, who, 'member.lift', member, { reason });
  return true;
}

/** Roles of the whole, instead of those before; `member` is none. */
export async function setRoles(tx: Queryable, who: Actor, member: MemberId, roles: readonly Role[]): Promise<void> {
  const wanted = [...new Set(roles)].filter((r) => r !== 'member').sort();
  await tx.query('update member set roles = $2::text[] where id = $1', [member, wanted]);
  await audit(tx, who, 'member.roles', member, { roles: wanted });
}

/** Named groups, instead of those before. */
export async function setGroups(tx: Queryable, who: Actor, member: MemberId, groups: readonly string[]): Promise<void> {
  await tx.query('delete from member_group where member = $1 and name <> all($2::text[])', [member, groups]);
  await tx.query('insert into member_group (member, name) select $1, n from unnest($2::text[]) n on conflict do nothing', [member, groups]);
  await audit(tx, who, 'member.groups', member, { groups });
}
