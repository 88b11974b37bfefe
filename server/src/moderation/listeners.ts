/**
 * Brings a case to everybody whom it concerns: copies for those who may decide, the outcome for who reported, the
 * decision for the author, and the content itself hidden or shown. It reads the present state, so events that come
 * twice, late or in another order lead to the same.
 */
import { isId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit, type Listener } from '../platform/database/events.ts';
import { shownTo } from '../accounts/model.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { audienceOf } from './audience.ts';
import { caseOf, changed, type Case } from './cases.ts';
import { subjects } from './subjects.ts';

/** The scopes in which this case changes rows. They are read before their counters are locked. */
async function scopesOf(tx: Queryable, now: Case): Promise<Scope[]> {
  const found = await subjects[now.kind].find(tx, now.subject, now.community);
  const others = await tx.query<{ member: MemberId }>(
    `select member from moderation_queue where case_id = $1 union
      select member from report where case_id = $1 and state = 'open' union
      select member from sanction where case_id = $1`,
    [now.id],
  );
  const members = new Set([...(await audienceOf(tx, now)), ...others.map((o) => o.member)]);
  if (now.author) members.add(now.author);
  const open = await tx.query<{ member: MemberId }>(
    'select member from member_counter where member = any($1::uuid[])',
    [[...members]],
  );
  return [...new Set([...open.map((o) => memberScope(o.member)), ...(found?.scopes ?? [])])];
}

const CONTENT = `jsonb_build_object('id', c.id, 'kind', c.kind, 'subject', c.subject, 'community', c.community,
  'title', c.title, 'excerpt', c.excerpt, 'state', c.state, 'round', c.round, 'flags', c.flags,
  'openedAt', iso(c.opened_at), 'appeal', $3::text,
  'reports', (select coalesce(jsonb_agg(jsonb_build_object('reason', r.reason, 'words', r.words,
      'at', iso(r.created_at)) order by r.created_at), '[]')
    from (select * from report r where r.case_id = c.id and (r.state = 'open' or c.state = 'hidden')
      order by r.created_at limit 50) r),
  'decision', case when c.decision is null then null else c.decision - 'answers' || jsonb_build_object(
    'by', (select ${shownTo('m', 'name', 'true')} from member m where m.id = (c.decision ->> 'by')::uuid),
    'mine', coalesce((c.decision ->> 'by')::uuid = a.member, false)) end)`;

/** Writes a copy of the case for each member who may decide it, and deletes the copies of all others. */
async function queue(tx: Queryable, now: Case): Promise<void> {
  const audience = await audienceOf(tx, now);
  await tx.query('delete from moderation_queue where case_id = $1 and member <> all($2::uuid[])', [now.id, audience]);
  await tx.query(
    `insert into moderation_queue as q (member, case_id, content)
      select a.member, c.id, ${CONTENT} from moderation_case c, unnest($2::uuid[]) a(member) where c.id = $1
     on conflict (member, case_id) do update set content = excluded.content
       where q.content is distinct from excluded.content`,
    [now.id, audience, now.appeal],
  );
}

/**
 * Writes the decision for the author. Authors whose content was never hidden are not told about reports. An appeal gets
 * one answer.
 */
async function tellAuthor(tx: Queryable, { id, kind, subject, author, title, round, decision }: Case): Promise<void> {
  if (!decision || author === null) return;
  const hidden = decision.outcome === 'hidden';
  const known = await tx.query<{ member: string }>('select member from sanction where member = $1 and case_id = $2', [
    author,
    id,
  ]);
  if (known.length === 0 && !hidden) return;
  await tx.query(
    `insert into sanction as s (member, case_id, kind, subject, title, round, hidden, banned, reason, decided_at)
      select id, $2, $3, $4, $5, $6, $7, $8, $9, $10 from member where id = $1 and status <> 'closed'
     on conflict (member, case_id) do update set round = excluded.round, hidden = excluded.hidden,
       banned = excluded.banned, decided_at = excluded.decided_at,
       reason = case when $11 then s.reason else excluded.reason end,
       appeal = case when $11 then s.appeal end, appealed_at = case when $11 then s.appealed_at end,
       answer = case when $11 then excluded.reason end
       where s.round < excluded.round`,
    [author, id, kind, subject, title, round, hidden, decision.banned, decision.reason, decision.at, decision.answers],
  );
}

async function bring(tx: Queryable, id: string): Promise<void> {
  const before = await caseOf(tx, id);
  if (!before) return;
  const scopes = await scopesOf(tx, before);
  await tx.query('select bump_scopes($1::text[])', [scopes]);
  // Read again under the locks: of two listeners the last one writes what is true then.
  const now = (await caseOf(tx, id))!;
  const { decision } = now;
  const { find, hide, show } = subjects[now.kind];
  const shown = (await find(tx, now.subject, now.community))?.shown;
  if (now.state === 'hidden') await hide(tx, now.subject, decision?.reason ?? '');
  if (now.state === 'kept') await show(tx, now.subject);
  if (shown === (now.state === 'hidden')) await emit(tx, 'moderation.veiled', now.subject, { kind: now.kind });
  await tellAuthor(tx, now);
  if (decision)
    await tx.query(
      `update report set state = $2, answer = $3, decided_at = $4
        where case_id = $1 and state = 'open' and created_at <= $4::timestamptz`,
      [id, decision.outcome, decision.reason, decision.at],
    );
  await queue(tx, now);
  await notifyMoved(tx, scopes);
}

/** Cases of a community whose moderators changed, and those of a member who left for good. */
async function again(tx: Queryable, column: 'community' | 'author', id: string): Promise<void> {
  const rows = await tx.query<{ id: string }>(`select id from moderation_case where ${column} = $1 order by id`, [id]);
  for (const row of rows) await changed(tx, row.id);
}

export const listeners: readonly Listener[] = [
  {
    name: 'moderation.cases',
    on: ['moderation.changed'],
    handle: async (tx, { subject }) => {
      if (!isId(subject)) throw new Error('a changed case without an id');
      await bring(tx, subject);
    },
  },
  {
    name: 'moderation.staff',
    on: ['community.appointed', 'community.removed', 'community.left', 'community.promoted', 'community.barred'],
    handle: async (tx, { subject }) => {
      if (isId(subject)) await again(tx, 'community', subject);
    },
  },
  {
    name: 'moderation.closed',
    on: ['member.closed'],
    handle: async (tx, { subject }) => {
      if (!isId(subject)) return;
      await tx.query(`update moderation_case set title = '', excerpt = '' where author = $1 and kind = 'member'`, [
        subject,
      ]);
      await again(tx, 'author', subject);
      // Copies still have the words of reports that went with the account.
      const stale = await tx.query<{ id: string }>(
        `select distinct q.case_id as id from moderation_queue q join moderation_case c on c.id = q.case_id
          where jsonb_array_length(q.content -> 'reports') > (select count(*) from report r
            where r.case_id = c.id and (r.state = 'open' or c.state = 'hidden')) order by 1`,
      );
      for (const { id } of stale) await changed(tx, id);
    },
  },
];
