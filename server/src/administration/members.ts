/** Members as administrators see them, and what they may change. */
import type { Role } from '@egoejo/shared/accounts/model.ts';
import type { AdministrationError } from '@egoejo/shared/administration/errors.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { fail, ok, type Result } from '@egoejo/shared/platform/result.ts';
import { banMember, liftBan, setGroups, setRoles } from '../accounts/standing.ts';
import type { Actor } from '../platform/audit.ts';
import type { Queryable } from '../platform/database.ts';

export interface MemberLine {
  id: MemberId;
  name: string;
  email: string;
  status: 'active' | 'banned';
  /** Why, when banned. */
  reason: string | null;
  confirmed: boolean;
  roles: Role[];
  groups: string[];
  balance: number;
  createdAt: string;
}
const PAGE = 30;

/** Newest first, closed accounts left out; by part of a name or address, a group or an id. Groups and wallet are read for those of the page alone. @param after the last line seen. */
export const listMembers = (q: Queryable, search: string, after: MemberId | null): Promise<MemberLine[]> =>
  q.query<MemberLine>(
    `select m.id, m.name, m.email, m.status, m.status_reason as reason, m.email_confirmed_at is not null as confirmed, m.roles,
       array(select g.name from member_group g where g.member = m.id order by g.name) as groups,
       coalesce((select w.balance from wallet w where w.member = m.id), 0)::bigint as balance, iso(m.created_at) as "createdAt"
     from member m
     where m.status <> 'closed' and ($1 = '' or m.id in (
         select f.id from member f where f.status <> 'closed' and plain(f.name || ' ' || f.email) like '%' || plain($2) || '%'
         union all select g.member from member_group g where g.name = $1 union all select f.id from member f where f.id = case when $1 ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then $1::uuid end))
       and ($3::uuid is null or (m.created_at, m.id) < (select l.created_at, l.id from member l where l.id = $3::uuid))
     order by m.created_at desc, m.id desc limit ${PAGE}`,
    [search, search.replace(/[\\%_]/g, '\\$&'), after],
  );

type Change = Result<{ member: MemberId }, AdministrationError>;
/** The member, locked, or a refusal. */
async function held(tx: Queryable, member: MemberId): Promise<{ roles: string[]; status: string } | undefined> {
  const [row] = await tx.query<{ roles: string[]; status: string }>(`select roles, status from member where id = $1 and status <> 'closed' for update`, [member]);
  return row;
}
/** Administrators there are beside this one; they take turns here, or two could let each other go. */
async function othersAdminister(tx: Queryable, member: MemberId): Promise<boolean> {
  const rows = await tx.query<{ id: MemberId }>(`select id from member where 'administrator' = any(roles) and status = 'active' order by id for update`);
  return rows.some((r) => r.id !== member);
}

/** Nobody bans themselves, nor the last administrator. Nothing when they are banned already. */
export async function ban(tx: Queryable, who: Actor, member: MemberId, reason: string): Promise<Change> {
  if (who.actor === member) return fail('administration.not_oneself');
  const others = await othersAdminister(tx, member);
  const found = await held(tx, member);
  if (!found) return fail('administration.unknown_member');
  if (found.roles.includes('administrator') && !others) return fail('administration.last_administrator');
  await banMember(tx, who, member, reason);
  return ok({ member });
}
export async function lift(tx: Queryable, who: Actor, member: MemberId, reason: string): Promise<Change> {
  if (!(await held(tx, member))) return fail('administration.unknown_member');
  await liftBan(tx, who, member, reason);
  return ok({ member });
}
/** The last administrator stays one. */
export async function changeRoles(tx: Queryable, who: Actor, member: MemberId, roles: readonly Role[]): Promise<Change> {
  const others = await othersAdminister(tx, member);
  const found = await held(tx, member);
  if (!found) return fail('administration.unknown_member');
  if (found.roles.includes('administrator') && !roles.includes('administrator') && !others) return fail('administration.last_administrator');
  await setRoles(tx, who, member, roles);
  return ok({ member });
}
export async function changeGroups(tx: Queryable, who: Actor, member: MemberId, groups: readonly string[]): Promise<Change> {
  if (!(await held(tx, member))) return fail('administration.unknown_member');
  await setGroups(tx, who, member, groups);
  return ok({ member });
}

/** What this server knows of acts of a member's exported queue: no argument is stored, none is shown. */
export const verdictsOf = (q: Queryable, member: MemberId, keys: readonly string[]): Promise<{ key: string; name: string; code: string | null; at: string }[]> =>
  q.query('select key, name, code, iso(at) as at from receipt where member = $1 and key = any($2::uuid[]) order by at, key', [member, keys]);
