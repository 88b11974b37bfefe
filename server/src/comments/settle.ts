import type { ErrorCode } from '@egoejo/shared/errors.ts';
import type { Comment } from '@egoejo/shared/comments/model.ts';
import type { CommentId, CommunityId, MemberId, ProjectId, TopicId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { communityScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import { audit } from '../platform/observability/audit.ts';
import { emit } from '../platform/database/events.ts';
import { standingOf } from '../communities/model.ts';
import { codesOf, refusalOf, type Refusal } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { insertComment } from './model.ts';
import {
  MOST_COMMENTS,
  MOST_EDITS,
  commenting,
  deleting,
  editing,
  posting,
  reporting,
  type OwnComment,
} from './policy.ts';

/** On what a comment would stand. */
interface About {
  scope: Scope;
  /** Null: the forum of all. */
  community: CommunityId | null;
  project: ProjectId | null;
  topic: TopicId | null;
  /** Who proposed the project; null for a topic. */
  author: MemberId | null;
}

async function aboutProject({ tx, member }: SettleContext, project: ProjectId, kind: Comment['kind']) {
  const [row] = await tx.query<{ community: CommunityId; author: MemberId | null; status: string }>(
    'select community, author, status from project where id = $1',
    [project],
  );
  const code = refusalOf(kind === 'update' ? reporting : commenting, {
    ...(await standingOf(tx, member, row?.community ?? null)),
    ofAll: false,
    published: row?.status === 'published',
    withdrawn: row?.status === 'withdrawn',
    carries: row?.author === member,
  });
  if (code || !row) return code ?? 'project.unknown';
  const { community, author } = row;
  return { scope: communityScope(community), community, project, topic: null, author } satisfies About;
}

async function aboutTopic({ tx, member }: SettleContext, topic: TopicId) {
  const [row] = await tx.query<{ scope: Scope; community: CommunityId | null; exists: boolean; closed: boolean }>(
    `select t.scope, t.community, coalesce(k.state, 'open') = 'open' as exists,
       t.closed or coalesce(f.state, 'shown') <> 'shown' as closed
     from topic t left join club k on k.id = t.club left join comment f on f.id = t.first where t.id = $1`,
    [topic],
  );
  const code = refusalOf(posting, {
    ...(await standingOf(tx, member, row?.community ?? null)),
    ofAll: row?.community === null,
    exists: row?.exists ?? false,
    closed: row?.closed ?? false,
  });
  if (code || !row) return code ?? 'topic.unknown';
  const { scope, community } = row;
  return { scope, community, project: null, topic, author: null } satisfies About;
}

/** The refusal of a comment under that parent; null: it may stand there. */
async function parentRefusal(tx: Queryable, { id, parent, kind }: MutationArgs<'comment.write'>, about: About) {
  const [row] = await tx.query<{ known: boolean; beside: boolean; answer: boolean; shown: boolean }>(
    `select exists (select from comment where id = $1) as known,
       (p.project, p.topic) is not distinct from ($3::uuid, $4::uuid) as beside, p.parent is not null as answer,
       coalesce(p.state = 'shown', false) as shown
     from (select) one left join comment p on p.id = $2`,
    [id, parent, about.project, about.topic],
  );
  if (row?.known) return 'comment.exists' as const;
  // News are of a project.
  if (kind === 'update' && about.topic !== null) return 'comment.too_deep' as const;
  if (parent === null) return null;
  if (!row?.beside || !row.shown) return 'comment.unknown' as const;
  return row.answer || kind === 'update' ? ('comment.too_deep' as const) : null;
}

/** The mentioned people who are members of the community; others would be told of what they may not see. */
const membersAmong = async (
  tx: Queryable,
  community: CommunityId | null,
  mentioned: readonly MemberId[],
  me: MemberId,
) =>
  mentioned.length === 0
    ? []
    : (
        await tx.query<{ member: MemberId }>(
          `select id as member from member m where id = any($2::uuid[]) and id <> $3
             and ($1::uuid is null or exists (select from membership s where s.community = $1 and s.member = m.id))`,
          [community, mentioned, me],
        )
      ).map((r) => r.member);

/** The author of the comment that is answered, if it is of that thread. */
const answeredBy = async (
  tx: Queryable,
  { answers, parent }: MutationArgs<'comment.write'>,
  { project, topic }: About,
): Promise<MemberId[]> =>
  answers === undefined
    ? []
    : (
        await tx.query<{ author: MemberId }>(
          `select author from comment where id = $1 and (project, topic) is not distinct from ($2::uuid, $4::uuid)
            and coalesce(parent, id) = $3 and author is not null`,
          [answers, project, parent, topic],
        )
      ).map((r) => r.author);

async function settleWrite(ctx: SettleContext, args: MutationArgs<'comment.write'>) {
  const { tx, member, asOf } = ctx;
  const { id, kind, parent, text, signed, mentions } = args;
  const about =
    args.project === undefined
      ? args.topic === undefined
        ? 'topic.unknown'
        : await aboutTopic(ctx, args.topic)
      : await aboutProject(ctx, args.project, kind);
  if (typeof about === 'string') return refuse(about);
  const misplaced = await parentRefusal(tx, args, about);
  if (misplaced) return refuse(misplaced);
  const [counted] = await tx.query<{ n: number }>(
    `select count(*)::int as n from (select from comment where author = $1 and created_at > now() - interval '1 day'
      limit ${MOST_COMMENTS}) c`,
    [member],
  );
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && (counted?.n ?? 0) >= MOST_COMMENTS) return refuse('comment.too_many', { most: MOST_COMMENTS });
  const { scope, community, project, topic } = about;
  const revs = await ctx.bump([scope]);
  await insertComment(ctx, { id, scope, rev: revs[scope] ?? 0, project, topic, kind, parent, text, signed });
  await emit(tx, 'comment.written', id, {
    project,
    topic,
    kind,
    parent,
    author: member,
    mentions: await membersAmong(tx, community, [...mentions, ...(await answeredBy(tx, args, about))], member),
  });
  if (project !== null && kind === 'update' && about.author !== member)
    await audit(tx, { actor: member, ...ctx.from }, 'project.news', project);
  return APPLIED;
}

interface Written {
  scope: string;
  community: CommunityId | null;
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
    'select scope, community, author from comment where id = $1 and state = any($2::text[])',
    [comment, states],
  );
  const code = refusalOf(policy, {
    ...(await standingOf(ctx.tx, ctx.member, row?.community ?? null)),
    ofAll: row?.community === null,
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
    {
      refuses: [
        ...codesOf(reporting),
        ...codesOf(posting),
        'comment.exists',
        'comment.unknown',
        'comment.too_deep',
        'comment.too_many',
      ],
    },
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
