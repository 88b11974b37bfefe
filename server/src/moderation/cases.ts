/** The cases of moderation: one for each subject, whatever is reported or flagged about it. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import type { Outcome, SubjectKind } from '@egoejo/shared/moderation/model.ts';
import { newId, type CommunityId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';
import type { Found } from './contract.ts';

/** Characters of the text that moderators read in their queue. */
const EXCERPT = 1000;

/** The last decision, as stored. */
export interface Stored {
  outcome: Outcome;
  reason: string;
  at: string;
  banned: boolean;
  by: MemberId;
  /** It was about an appeal. */
  answers: boolean;
}
export interface Case {
  id: string;
  kind: SubjectKind;
  subject: string;
  community: CommunityId | null;
  author: MemberId | null;
  title: string;
  state: 'open' | 'kept' | 'hidden';
  round: number;
  decision: Stored | null;
  /** The author's words against the last decision, while they wait. */
  appeal: string | null;
  /** The author is an animator or a moderator of its community. */
  authorTends: boolean;
}

/** One case as it is now. `lock`: until the transaction ends nobody else decides it or appeals. */
export async function caseOf(tx: Queryable, id: string, lock = false): Promise<Case | undefined> {
  if (lock) await tx.query('select id from moderation_case where id = $1 for no key update', [id]);
  const [row] = await tx.query<Case>(
    `select c.id, c.kind, c.subject, c.community, c.author, c.title, c.state, c.round, c.decision,
       (select s.appeal from sanction s where s.case_id = c.id and s.member = c.author and s.round = c.round
         and s.answer is null) as appeal,
       exists (select from membership m where m.member = c.author and m.community = c.community
         and m.role <> 'member') as "authorTends"
     from moderation_case c where c.id = $1`,
    [id],
  );
  return row;
}

/**
 * The case of a subject, made or opened again. What moderators kept is opened again by a new report; what they hid is
 * not, since nobody sees it.
 */
export async function openCase(tx: Queryable, kind: SubjectKind, subject: string, found: Found): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into moderation_case as c (id, kind, subject, community, place, author, title, excerpt)
      values ($1, $2, $3::uuid, $4::uuid, coalesce($4::uuid, $3::uuid), $5, $6, $7)
     on conflict (kind, subject, place) do update set title = excluded.title, excerpt = excluded.excerpt,
       opened_at = case when c.state = 'kept' then now() else c.opened_at end,
       state = case when c.state = 'kept' then 'open' else c.state end
     returning id`,
    [newId(), kind, subject, found.community, found.author, found.title, cut(found.text.trim(), EXCERPT)],
  );
  await changed(tx, row!.id);
  return row!.id;
}

/**
 * SQL: whether moderators still have to decide about a subject, or about an appeal against their decision.
 * @param id SQL of its id
 */
export const undecidedSql = (kind: SubjectKind, id: string): string =>
  `exists (select from moderation_case c where c.kind = '${kind}' and c.subject = ${id} and (c.state = 'open'
    or exists (select from sanction s where s.case_id = c.id and s.appeal is not null and s.answer is null)))`;

/** Tells the listener that brings a case to those who wait for it. */
export const changed = (tx: Queryable, id: string): Promise<void> => emit(tx, 'moderation.changed', id, {});
