import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { CommentId, CommunityId, MemberId, ProjectId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { communityScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { audit } from '../platform/observability/audit.ts';
import { emit } from '../platform/database/events.ts';
import { standingOf } from '../communities/model.ts';
import { codesOf, refusalOf, type Refusal } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { MOST_COMMENTS, MOST_EDITS, commenting, deleting, editing, reporting, type OwnComment } from './policy.ts';

interface About {
  community: CommunityId;
  author: MemberId | null;
  status: string;
}

/** The refusal of a comment under that parent; null: it may stand there. */
async function parentRefusal(tx: Queryable, { id, parent, project, kind }: MutationArgs<'comment.write'>) {
  const [row] = await tx.query<{ known: boolean; project: ProjectId | null; answer: boolean; shown: boolean }>(
    `select exists (select from comment where id = $1) as known, p.project, p.parent is not null as answer,
       coalesce(p.state = 'shown', false) as shown
     from (select) one left join comment p on p.id = $2`,
    [id, parent],
  );
  if (row?.known) return 'comment.exists' as const;
  if (parent === null) return null;
  if (row?.project !== project || !row.shown) return 'comment.unknown' as const;
  return row.answer || kind === 'update' ? ('comment.too_deep' as const) : null;
}

/** The mentioned people who are members of the community; others would be told of what they may not see. */
const membersAmong = async (tx: Queryable, community: CommunityId, mentioned: readonly MemberId[], me: MemberId) =>
  mentioned.length === 0
    ? []
    : (
        await tx.query<{ member: MemberId }>(
          'select member from membership where community = $1 and member = any($2::uuid[]) and member <> $3',
          [community, mentioned, me],
        )
      ).map((r) => r.member);

/** The author of the comment that is answered, if it is of that thread. */
const answeredBy = async (
  tx: Queryable,
  { answers, parent, project }: MutationArgs<'comment.write'>,
): Promise<MemberId[]> =>
  answers === undefined
    ? []
    : (
        await tx.query<{ author: MemberId }>(
          `select author from comment where id = $1 and project = $2 and coalesce(parent, id) = $3
            and author is not null`,
          [answers, project, parent],
        )
      ).map((r) => r.author);

async function settleWrite(ctx: SettleContext, args: MutationArgs<'comment.write'>) {
  const { tx, member, asOf } = ctx;
  const { id, project, kind, parent, text, signed, mentions } = args;
  const [about] = await tx.query<About>('select community, author, status from project where id = $1', [project]);
  const code = refusalOf(kind === 'update' ? reporting : commenting, {
    ...(await standingOf(tx, member, about?.community ?? null)),
    published: about?.status === 'published',
    withdrawn: about?.status === 'withdrawn',
    carries: about?.author === member,
  });
  if (code || !about) return refuse(code ?? 'project.unknown');
  const misplaced = await parentRefusal(tx, args);
  if (misplaced) return refuse(misplaced);
  const [counted] = await tx.query<{ n: number }>(
    `select count(*)::int as n from (select from comment where author = $1 and created_at > now() - interval '1 day'
      limit ${MOST_COMMENTS}) c`,
    [member],
  );
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && (counted?.n ?? 0) >= MOST_COMMENTS) return refuse('comment.too_many', { most: MOST_COMMENTS });
  const scope = communityScope(about.community);
  const revs = await ctx.bump([scope]);
  await tx.query(
    `insert into comment (id, scope, project, kind, parent, author, name, text, rev)
      select $1, $2, $3, $4, $5, m.id, case when $7 then nullif(m.name, '') end, $8, $9 from member m where m.id = $6`,
    [id, scope, project, kind, parent, member, signed, text, revs[scope] ?? 0],
  );
  await emit(tx, 'comment.written', id, {
    project,
    kind,
    parent,
    author: member,
    mentions: await membersAmong(tx, about.community, [...mentions, ...(await answeredBy(tx, args))], member),
  });
  if (kind === 'update' && about.author !== member)
    await audit(tx, { actor: member, ...ctx.from }, 'project.news', project);
  return APPLIED;
}

interface Written {
  scope: string;
  community: CommunityId;
  author: MemberId | null;
}
/** Runs `change` on a comment of the member's own, in its scope at a new rev. */
async function changeOwn<C extends ErrorCode>(
  ctx: SettleContext,
  comment: CommentId,
  policy: readonly Refusal<OwnComment, C>[],
  states: readonly string[],
  change: (rev: number) => Promise<unknown>,
) {
  const [row] = await ctx.tx.query<Written>(
    `select c.scope, p.community, c.author from comment c join project p on p.id = c.project
      where c.id = $1 and c.state = any($2::text[])`,
    [comment, states],
  );
  const code = refusalOf(policy, {
    ...(await standingOf(ctx.tx, ctx.member, row?.community ?? null)),
    exists: row !== undefined,
    own: row?.author === ctx.member,
  });
  // Not by `refuse`, which would ask for the parameters of a code that only the caller knows.
  if (code || !row) return { rejected: code ?? 'comment.unknown' } as const;
  const revs = await ctx.bump([row.scope]);
  await change(revs[row.scope] ?? 0);
  return APPLIED;
}

/** Each edit is sent to every device of the community, so a member has a number of them a day. */
async function settleEdit(ctx: SettleContext, { comment, text }: MutationArgs<'comment.edit'>) {
  const [counted] = await ctx.tx.query<{ n: number }>(
    `select coalesce(sum(edits), 0)::int as n from comment
      where author = $1 and edits_since > now() - interval '1 day'`,
    [ctx.member],
  );
  // An act that was accepted before a restore was already counted then (S29).
  if (ctx.asOf === null && (counted?.n ?? 0) >= MOST_EDITS)
    return refuse('comment.too_many_edits', { most: MOST_EDITS });
  return changeOwn(ctx, comment, editing, ['shown'], async (rev) => {
    await ctx.tx.query(
      `update comment set text = $2, edited_at = now(), rev = $3,
         edits = case when edits_since > now() - interval '1 day' then edits + 1 else 1 end,
         edits_since = case when edits_since > now() - interval '1 day' then edits_since else now() end
        where id = $1`,
      [comment, text, rev],
    );
    await emit(ctx.tx, 'comment.edited', comment, {});
  });
}

export const settlements: ColdSettlements<'comment.write' | 'comment.edit' | 'comment.delete'> = {
  'comment.write': settlement(
    { refuses: [...codesOf(reporting), 'comment.exists', 'comment.unknown', 'comment.too_deep', 'comment.too_many'] },
    settleWrite,
  ),
  'comment.edit': settlement({ refuses: [...codesOf(editing), 'comment.too_many_edits'] }, settleEdit),
  'comment.delete': settlement({ refuses: codesOf(deleting) }, (ctx, { comment }) =>
    changeOwn(ctx, comment, deleting, ['shown', 'hidden'], (rev) =>
      ctx.tx.query(
        `update comment set state = 'deleted', author = null, name = null, text = '', rev = $2 where id = $1`,
        [comment, rev],
      ),
    ),
  ),
};
