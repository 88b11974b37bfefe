/**
 * All data stored about a member: to export it, and to erase the person while the sums stay (R13). Tables are found by
 * their columns, so that a new table is not forgotten; the lists say what closing an account does with each.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Deps } from '../platform/deps.ts';
import { readMedia } from '../platform/media.ts';
import type { Database, Queryable } from '../platform/database.ts';
import { emit } from '../platform/events.ts';
import { ERASED, memberTables } from './member-tables.ts';

/** Columns never exported, not even for the member, because they would give access to the account. */
const SECRET = new Set([
  'password_hash',
  'pepper',
  'current_hash',
  'previous_hash',
  'hash',
  'code_hash',
  'proof',
  'tx',
  'endpoint',
  'auth',
]);

const withoutSecrets = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([k]) => !SECRET.has(k)));

/** All data stored about a member, by table, as JSON, without secrets, and their picture in base64 under `media`. */
export async function exportMember(
  { db, media }: Pick<Deps, 'db' | 'media'>,
  member: MemberId,
): Promise<Record<string, Record<string, unknown>[]>> {
  const out = await rowsOf(db, member);
  const avatar = out['member']?.[0]?.['avatar'];
  const picture = typeof avatar === 'string' ? await readMedia(media, avatar.replace('/media/', '')) : null;
  const file = picture && { path: avatar, type: picture.type, base64: picture.bytes.toString('base64') };
  return { ...out, media: file ? [file] : [] };
}

async function rowsOf(db: Database, member: MemberId): Promise<Record<string, Record<string, unknown>[]>> {
  return db.transaction(
    async (tx) => {
      const out: Record<string, Record<string, unknown>[]> = {};
      const read = async (name: string, sql: string, param: unknown = member): Promise<void> => {
        const rows = await tx.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${sql}`, [param]);
        out[name] = rows.map((r) => withoutSecrets(r.row));
      };
      await read('member', 'member t where t.id = $1');
      for (const table of await memberTables(tx)) await read(table, `"${table}" t where t.member = $1`);
      await read('project', 'project t where t.author = $1');
      await read('project_text', 'project_text t join project p using (id) where p.author = $1');
      await read('project_need', 'project_need t join project p on p.id = t.project where p.author = $1');
      await read('project_picture', 'project_picture t where t.author = $1');
      await read('poll', 'poll t where t.author = $1');
      await read('comment', 'comment t where t.author = $1');
      await read('story', 'story t where t.author = $1');
      await read('story_text', 'story_text t join story s using (id) where s.author = $1');
      // The member's own acts, and acts on them with the reasons. Data about the other person in such an entry is left
      // out.
      await read(
        'audit_log',
        `(select id, at, action, subject, detail, case when mine then actor end as actor, case when mine then address
          else '' end as address,
        case when mine then agent else '' end as agent
      from (select *, actor is not distinct from $1::uuid as mine from audit_log
        where actor = $1::uuid or subject = $1::uuid::text) l) t order by t.id`,
      );
      await read(
        'invitation_given',
        '(select accepted_at, outcome, settled_at from invitation where inviter = $1) t order by t.accepted_at',
      );
      await read('saka_run', 'saka_run t where t.actor = $1');
      return out;
    },
    { isolation: 'repeatable read', readOnly: true },
  );
}

/**
 * Erases the person: the member's row keeps only its id, personal rows are deleted, and rows that others count stay
 * under the id. A listener of `member.closed` moves the rest of the wallet to the Silo. @returns the address of the
 * avatar, to be deleted after the commit.
 */
export async function closeMember(tx: Queryable, member: MemberId): Promise<string | null> {
  const [before] = await tx.query<{ email: string; avatar: string | null }>(
    `select email, avatar from member where id = $1 and status <> 'closed' for update`,
    [member],
  );
  if (!before) return null;
  await tx.query('delete from email_code where lower(email) = lower($1)', [before.email]);
  // Proposals and drafts that nobody else ever saw.
  await tx.query(
    `delete from project_text where id in (select id from project
      where author = $1 and status in ('proposed', 'declined'))`,
    [member],
  );
  await tx.query(
    `delete from project_need where project in (select id from project
      where author = $1 and status in ('proposed', 'declined'))`,
    [member],
  );
  await tx.query(
    `with gone as (delete from project_picture where project in (select id from project
        where author = $1 and status in ('proposed', 'declined')) returning project, name)
      insert into domain_event (name, subject, payload)
        select 'project.picture_removed', project, jsonb_build_object('name', name) from gone where name is not null`,
    [member],
  );
  await tx.query(`delete from project where author = $1 and status in ('proposed', 'declined')`, [member]);
  await tx.query(`delete from poll where author = $1 and state = 'draft'`, [member]);
  for (const table of ERASED) await tx.query(`delete from ${table} where member = $1`, [member]);
  await tx.query(
    `update member set name = '', email = '', email_confirmed_at = null, bio = '', place = '', avatar = null,
      roles = '{}', status = 'closed',
       status_reason = null, visibility = '{"name":"private","bio":"private","place":"private","avatar":"private"}'
         where id = $1`,
    [member],
  );
  await emit(tx, 'member.closed', member, {});
  return before.avatar;
}
