/**
 * What lies on each desk: copies of a manuscript, its files and its notes, for its author and for who may review it.
 * They are written from the present state, so events that come twice, late or in another order lead to the same.
 */
import { SHOWN_STEPS } from '@egoejo/shared/publishing/model.ts';
import type { CommunityId, ManuscriptId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';

/** SQL: members who animate the community of `m`, and those who animate all; never its author. */
const NEAR = `select s.member from membership s join member x on x.id = s.member and x.status = 'active'
  where s.community = m.community and s.role = 'animator' and s.member is distinct from m.author`;
const WHOLE = `select x.id as member from member x where x.status = 'active'
  and x.roles && '{animator,administrator}'::text[] and x.id is distinct from m.author`;
/** SQL: who may review the manuscript `m`. */
export const REVIEWERS = `(${NEAR} union ${WHOLE})`;
/** SQL: who is told that `m` waits: those who animate all are, where the community has nobody else. */
export const TOLD = `(${NEAR} union ${WHOLE} and not exists (${NEAR}))`;
/** SQL: whether reviewers see `m` now. */
const SHOWN = `m.state not in ('draft', 'withdrawn')`;

const STEPS = `(select coalesce(jsonb_agg(jsonb_build_object('state', s.state, 'at', iso(s.at), 'by', s.name,
    'mine', coalesce(s.by = a.member, false), 'words', s.words) order by s.n), '[]')
  from (select * from manuscript_step where manuscript = m.id order by n desc limit ${SHOWN_STEPS}) s)`;
const MANUSCRIPT = `jsonb_build_object('id', m.id, 'mine', coalesce(m.author = a.member, false),
  'community', m.community, 'title', m.title, 'byline', m.byline, 'language', m.language,
  'description', m.description, 'rights', m.rights, 'state', m.state,
  'reviewer', (select nullif(x.name, '') from member x where x.id = m.reviewer),
  'reviewedByMe', coalesce(m.reviewer = a.member, false),
  'reviewers', (select count(*) from ${REVIEWERS} r),
  'work', case when m.published_at is not null then m.id end,
  'steps', ${STEPS}, 'createdAt', iso(m.created_at), 'movedAt', iso(m.moved_at))`;
const FILE = `jsonb_build_object('id', f.id, 'manuscript', f.manuscript, 'n', f.n, 'name', f.name, 'state', f.state,
  'code', f.code, 'params', f.params, 'file', f.sha256, 'bytes', f.bytes, 'words', f.facts -> 'edition' -> 'words',
  'chapters', f.facts -> 'edition' -> 'counts' -> 'toc', 'made', f.made, 'remarks', f.remarks,
  'createdAt', iso(f.created_at))`;
const NOTE = `jsonb_build_object('id', n.id, 'manuscript', n.manuscript, 'file', n.file, 'cfi', n.cfi, 'quote', n.quote,
  'text', n.text, 'by', n.name, 'mine', coalesce(n.author = a.member, false), 'done', n.done,
  'createdAt', iso(n.created_at))`;

const CONTRACT = `jsonb_build_object('id', c.id, 'manuscript', c.manuscript,
  'mine', coalesce(m.author = a.member, false),
  'state', c.state, 'terms', c.terms, 'text', c.text, 'hash', c.hash, 'offeredBy', c.offered_name,
  'offeredAt', iso(c.offered_at), 'answeredBy', c.answered_name, 'answeredAt', iso(c.answered_at), 'words', c.words)`;

/** SQL: whether the member `a` sees the manuscript `m`. */
export const SEES = `(m.author = a.member or ${SHOWN} and a.member in ${REVIEWERS})`;
const copies = [
  { table: 'manuscript_desk', key: 'manuscript', id: 'm.id', content: MANUSCRIPT, from: '', sees: SEES },
  {
    table: 'manuscript_file_desk',
    key: 'file',
    id: 'f.id',
    content: FILE,
    from: 'join manuscript_file f on f.manuscript = m.id',
    // A file that was refused is the author's matter alone.
    sees: `${SEES} and (m.author = a.member or f.sent and f.state <> 'refused')`,
  },
  {
    table: 'manuscript_note_desk',
    key: 'note',
    id: 'n.id',
    content: NOTE,
    from: 'join manuscript_note n on n.manuscript = m.id',
    sees: SEES,
  },
  {
    table: 'contract_desk',
    key: 'contract',
    id: 'c.id',
    content: CONTRACT,
    from: 'join contract c on c.manuscript = m.id',
    sees: SEES,
  },
] as const;

/** Writes the copies of these members, and deletes those that they may not have. Their scopes are bumped before. */
export async function layOut(tx: Queryable, manuscript: ManuscriptId, members: readonly MemberId[]): Promise<void> {
  for (const { table, key, id, content, from, sees } of copies) {
    await tx.query(
      `delete from ${table} d using manuscript m ${from}, unnest($2::uuid[]) a(member)
        where m.id = $1 and d.member = a.member and d.${key} = ${id} and not coalesce(${sees}, false)`,
      [manuscript, members],
    );
    await tx.query(
      `insert into ${table} as d (member, ${key}, content)
        select a.member, ${id}, ${content} from manuscript m ${from} cross join unnest($2::uuid[]) a(member)
          where m.id = $1 and ${sees}
        on conflict (member, ${key}) do update set content = excluded.content
          where d.content is distinct from excluded.content`,
      [manuscript, members],
    );
  }
}

/** Who may have a copy, or has one: reviewers only while the manuscript is shown to them. */
const concerned = async (tx: Queryable, manuscript: ManuscriptId): Promise<MemberId[]> =>
  (
    await tx.query<{ member: MemberId }>(
      `select c.member from manuscript m, lateral (select m.author as member
          union select r.member from ${REVIEWERS} r where ${SHOWN}
          union select member from manuscript_desk where manuscript = m.id) c
        join member_counter k on k.member = c.member where m.id = $1 order by 1`,
      [manuscript],
    )
  ).map((row) => row.member);

/** Brings a manuscript to the desks of all whom it concerns. */
export async function bring(tx: Queryable, manuscript: ManuscriptId): Promise<void> {
  const members = await concerned(tx, manuscript);
  const scopes = members.map(memberScope);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  await layOut(tx, manuscript, members);
  await notifyMoved(tx, scopes);
}

/** Whose manuscripts are looked through: those of one community, or all. */
type Where = CommunityId | null;
const OF = '($1::uuid is null or m.community = $1)';

/** Manuscripts that who read them may no longer review are laid back, for others to take. */
export async function layBack(tx: Queryable, where: Where): Promise<void> {
  const laid = await tx.query<{ id: ManuscriptId }>(
    `update manuscript m set reviewer = null, state = case when m.state = 'inReview' then 'submitted' else m.state end
      where ${OF} and m.reviewer is not null and m.reviewer not in ${REVIEWERS} returning m.id`,
    [where],
  );
  for (const { id } of laid) await emit(tx, 'manuscript.changed', id, {});
}

/** Manuscripts that lie on a desk where they should not, or do not where they should. */
export const misplaced = async (tx: Queryable, where: Where): Promise<ManuscriptId[]> =>
  (
    await tx.query<{ id: ManuscriptId }>(
      `select m.id from manuscript m
        where ${OF} and (exists (select from manuscript_desk a
              where a.manuscript = m.id and not coalesce(${SEES}, false))
            or ${SHOWN} and exists (select from ${REVIEWERS} r where not exists
            (select from manuscript_desk a where a.manuscript = m.id and a.member = r.member)))
        order by m.id`,
      [where],
    )
  ).map((row) => row.id);
