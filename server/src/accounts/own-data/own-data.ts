/**
 * All data stored about a member: to export it, and to erase the person while the sums stay (R13). Tables are found by
 * their columns, so that a new table is not forgotten; the lists say what closing an account does with each.
 */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../../platform/database/database.ts';
import { emit } from '../../platform/database/events.ts';
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

/** Rows read at once; of tables with long texts, so that few of them are in memory. */
const PAGE = 500;
const LONG_PAGE = 4;
const LONG = new Set(['reading_text', 'story', 'story_text', 'project_text']);

/** A page of a member's rows of one table. */
interface OwnRows {
  table: string;
  rows: Record<string, unknown>[];
}

/** All data stored about a member, without secrets, table by table; of each table at least one page, in one snapshot. */
export async function* ownRows(tx: Queryable, member: MemberId): AsyncGenerator<OwnRows> {
  const own = await memberTables(tx);
  const sources: Record<string, string> = {
    member: 'member t where t.id = $1',
    ...Object.fromEntries(own.map((table) => [table, `"${table}" t where t.member = $1`])),
    ...AUTHORED,
  };
  for (const [table, source] of Object.entries(sources)) {
    // A cursor takes no parameter; the id has been checked to be one.
    const from = source.replaceAll('$1', `'${member}'::uuid`);
    await tx.query(`declare own_rows no scroll cursor for select to_jsonb(t) as row from ${from}`);
    const size = LONG.has(table) ? LONG_PAGE : PAGE;
    for (let n = size, first = true; n === size; first = false) {
      const rows = await tx.query<{ row: Record<string, unknown> }>(`fetch ${size} from own_rows`);
      n = rows.length;
      if (n > 0 || first) yield { table, rows: rows.map((r) => withoutSecrets(r.row)) };
    }
    await tx.query('close own_rows');
  }
}

/** Rows that name the member otherwise than as `member`. */
const AUTHORED: Readonly<Record<string, string>> = {
  project: 'project t where t.author = $1',
  project_text: 'project_text t join project p using (id) where p.author = $1',
  project_need: 'project_need t join project p on p.id = t.project where p.author = $1',
  project_picture: 'project_picture t where t.author = $1',
  poll: 'poll t where t.author = $1',
  comment: 'comment t where t.author = $1',
  room: 'room t where t.author = $1',
  // Without who answered with which reaction.
  message: `(select id, room, no, name, text, reply_to, mentions, state, written_at, created_at, edited_at from message
    where author = $1) t order by t.room, t.no`,
  message_file: 'message_file t where t.author = $1',
  reaction_given: `(select m.id as message, m.room, r.value ->> 'of' as reaction from message m,
      jsonb_array_elements(m.reactions) r where m.reactions <> '[]'
        and m.reactions @> jsonb_build_array(jsonb_build_object('by', jsonb_build_array($1::text)))
        and r.value -> 'by' ? $1::text) t order by t.room, t.message`,
  track: 'track t where t.author = $1',
  playlist: 'playlist t where t.author = $1',
  show: 'show t where t.author = $1',
  show_feed: 'show_feed t join show s on s.id = t.show where s.author = $1',
  // Without the addresses, which may be personal ones of who added the show.
  episode_source: '(select episode, asked_at, attempts from episode_source where asked_by = $1) t',
  playlist_item: 'playlist_item t join playlist p on p.id = t.playlist where p.author = $1',
  meeting: 'meeting t where t.author = $1',
  challenge: 'challenge t where t.author = $1',
  leaderboard_place: 'leaderboard_place t join leaderboard_own o on o.place = t.id where o.member = $1',
  story: 'story t where t.author = $1',
  story_text: 'story_text t join story s using (id) where s.author = $1',
  // The member's own acts, and acts on them with the reasons. Data about the other person in such an entry is left out.
  audit_log: `(select id, at, action, subject, detail, case when mine then actor end as actor,
      case when mine then address else '' end as address, case when mine then agent else '' end as agent
    from (select *, actor is not distinct from $1 as mine from audit_log
      where actor = $1 or subject = $1::text) l) t order by t.id`,
  invitation_given:
    '(select accepted_at, outcome, settled_at from invitation where inviter = $1) t order by t.accepted_at',
  saka_run: 'saka_run t where t.actor = $1',
};

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
  await tx.query(
    `with gone as (delete from project where author = $1 and status in ('proposed', 'declined') returning id, status)
      insert into domain_event (name, subject) select 'project.retracted', id from gone where status = 'proposed'`,
    [member],
  );
  await tx.query(`delete from poll where author = $1 and state = 'draft'`, [member]);
  for (const table of ERASED) await tx.query(`delete from ${table} where member = $1`, [member]);
  // After the member's part in it.
  await tx.query('delete from challenge where author = $1 and community is null', [member]);
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
