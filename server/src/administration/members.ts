/** The list of members for administrators, and the changes that administrators can make to them. */
import type { Role } from '@egoejo/shared/accounts/model.ts';
import type { AdministrationError } from '@egoejo/shared/administration/errors.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { banMember, isLastAdministrator, liftBan, setGroups, setRoles } from '../accounts/account-status.ts';
import type { Actor } from '../platform/observability/audit.ts';
import type { Queryable } from '../platform/database/database.ts';

interface MemberLine {
  id: MemberId;
  name: string;
  email: string;
  status: 'active' | 'banned';
  /** The reason of a ban. */
  reason: string | null;
  confirmed: boolean;
  roles: Role[];
  groups: string[];
  balance: number;
  createdAt: string;
}
const PAGE = 30;

/**
 * Newest first, without closed accounts; searches by part of a name or address, by group or by id. Groups and wallets
 * are read only for the members on the page. @param after the last member of the previous page.
 */
export const listMembers = (q: Queryable, search: string, after: MemberId | null): Promise<MemberLine[]> =>
  q.query<MemberLine>(
    `select m.id, m.name, m.email, m.status, m.status_reason as reason, m.email_confirmed_at is not null as confirmed,
      m.roles,
       array(select g.name from member_group g where g.member = m.id order by g.name) as groups,
       coalesce((select w.balance from wallet w where w.member = m.id), 0)::bigint as balance,
         iso(m.created_at) as "createdAt"
     from member m
     where m.status <> 'closed' and ($1 = '' or m.id in (
         select f.id from member f where f.status <> 'closed'
           and plain(f.name || ' ' || f.email) like '%' || plain($2) || '%'
         union all select g.member from member_group g where g.name = $1 union all select f.id from member f
           where f.id = case when $1 ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then $1::uuid end))
       and ($3::uuid is null or (m.created_at, m.id) < (select l.created_at, l.id from member l where l.id = $3::uuid))
     order by m.created_at desc, m.id desc limit ${PAGE}`,
    [search, search.replace(/[\\%_]/g, '\\$&'), after],
  );

type Change = Result<{ member: MemberId }, AdministrationError>;
/** Reads and locks the member; undefined if there is none. */
async function held(tx: Queryable, member: MemberId): Promise<{ roles: string[]; status: string } | undefined> {
  const [row] = await tx.query<{ roles: string[]; status: string }>(
    `select roles, status from member where id = $1 and status <> 'closed' for update`,
    [member],
  );
  return row;
}
/** Bans a member, but neither oneself nor the last administrator. Does nothing if they are already banned. */
export async function ban(tx: Queryable, who: Actor, member: MemberId, reason: string): Promise<Change> {
  if (who.actor === member) return fail('administration.not_oneself');
  const last = await isLastAdministrator(tx, member);
  const found = await held(tx, member);
  if (!found) return fail('administration.unknown_member');
  if (last) return fail('administration.last_administrator');
  await banMember(tx, who, member, reason);
  return ok({ member });
}
export async function lift(tx: Queryable, who: Actor, member: MemberId, reason: string): Promise<Change> {
  if (!(await held(tx, member))) return fail('administration.unknown_member');
  await liftBan(tx, who, member, reason);
  return ok({ member });
}
/** Sets a member's roles; the last administrator cannot lose theirs. */
export async function changeRoles(
  tx: Queryable,
  who: Actor,
  member: MemberId,
  roles: readonly Role[],
): Promise<Change> {
  const last = await isLastAdministrator(tx, member);
  const found = await held(tx, member);
  if (!found) return fail('administration.unknown_member');
  if (last && !roles.includes('administrator')) return fail('administration.last_administrator');
  await setRoles(tx, who, member, roles);
  return ok({ member });
}
export async function changeGroups(
  tx: Queryable,
  who: Actor,
  member: MemberId,
  groups: readonly string[],
): Promise<Change> {
  if (!(await held(tx, member))) return fail('administration.unknown_member');
  await setGroups(tx, who, member, groups);
  return ok({ member });
}

/** The verdicts that this server has for acts in a member's exported queue; arguments are neither stored nor shown. */
export const verdictsOf = (
  q: Queryable,
  member: MemberId,
  keys: readonly string[],
): Promise<{ key: string; name: string; code: string | null; at: string }[]> =>
  q.query(
    'select key, name, code, iso(at) as at from receipt where member = $1 and key = any($2::uuid[]) order by at, key',
    [member, keys],
  );
