import type { CommentId, CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { CATALOGUE, communityScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { insertComment, MOST_COMMENTS } from '../comments/model.ts';
import { standingOf } from '../communities/model.ts';
import { emit } from '../platform/database/events.ts';
import { audit } from '../platform/observability/audit.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements, type SettleContext } from '../sync/settle/act.ts';
import { MOST_CHANGES, MOST_TOPICS, beginning, changing } from './policy.ts';

async function settleBegin(ctx: SettleContext, args: MutationArgs<'topic.begin'>) {
  const { tx, member, asOf } = ctx;
  const { id, first, community, title, text, signed } = args;
  const [found] = await tx.query<{ topic: boolean; comment: boolean; today: number; comments: number }>(
    `select exists (select from topic where id = $1) as topic, exists (select from comment where id = $2) as comment,
       (select count(*)::int from topic t join comment c on c.id = t.first
         where c.author = $3 and t.created_at > now() - interval '1 day') as today,
       (select count(*)::int from comment where author = $3 and created_at > now() - interval '1 day') as comments`,
    [id, first, member],
  );
  const ofAll = community === null;
  const code = refusalOf(beginning, { ...(await standingOf(tx, member, community)), ofAll });
  if (code) return refuse(code);
  if (found!.topic) return refuse('topic.exists');
  if (found!.comment) return refuse('comment.exists');
  // An act that was accepted before a restore was already counted then (S29).
  if (asOf === null && found!.today >= MOST_TOPICS) return refuse('topic.too_many', { most: MOST_TOPICS });
  // Its first message is one of the member's comments.
  if (asOf === null && found!.comments >= MOST_COMMENTS) return refuse('comment.too_many', { most: MOST_COMMENTS });
  const scope = ofAll ? CATALOGUE : communityScope(community);
  const revs = await ctx.bump([scope]);
  const rev = revs[scope] ?? 0;
  await tx.query(
    `insert into topic (id, scope, community, title, first, created_at, rev)
      values ($1, $2, $3, $4, $5, coalesce($6::timestamptz, now()), $7)`,
    [id, scope, community, title, first, asOf, rev],
  );
  const stands = { project: null, topic: id, kind: 'comment', parent: null } as const;
  await insertComment(ctx, { id: first, scope, rev, ...stands, text, signed });
  await emit(tx, 'comment.written', first, { ...stands, author: member, mentions: [] });
  return APPLIED;
}

interface Head {
  scope: Scope;
  community: CommunityId | null;
  first: CommentId | null;
  author: MemberId | null;
  title: string;
  shown: boolean;
  /** Changes within a day. */
  edits: number;
}

async function settleChange(ctx: SettleContext, { topic, title, closed, pinned }: MutationArgs<'topic.change'>) {
  const { tx, member, asOf } = ctx;
  const [head] = await tx.query<Head>(
    `select t.scope, t.community, t.first, c.author, t.title,
       coalesce(c.state = 'shown', k.state = 'open', false) as shown,
       case when t.edits_since > now() - interval '1 day' then t.edits else 0 end as edits
     from topic t left join comment c on c.id = t.first left join club k on k.id = t.club where t.id = $1`,
    [topic],
  );
  const own = head?.author === member;
  const code = refusalOf(changing, {
    ...(await standingOf(tx, member, head?.community ?? null)),
    ofAll: head?.community === null,
    exists: head?.shown ?? false,
    own,
    pins: pinned !== undefined,
  });
  if (code || !head) return refuse(code ?? 'topic.unknown');
  if (asOf === null && head.edits >= MOST_CHANGES) return refuse('topic.too_many_edits', { most: MOST_CHANGES });
  const revs = await ctx.bump([head.scope]);
  await tx.query(
    `update topic set title = coalesce($2, title), closed = coalesce($3, closed), pinned = coalesce($4, pinned),
       edits = case when edits_since > now() - interval '1 day' then edits + 1 else 1 end,
       edits_since = case when edits_since > now() - interval '1 day' then edits_since else now() end, rev = $5
      where id = $1`,
    [topic, title ?? null, closed ?? null, pinned ?? null, revs[head.scope] ?? 0],
  );
  // Automatic checks read the new title with the comment that opened the topic.
  if (title !== undefined && title !== head.title && head.first) await emit(tx, 'topic.retitled', head.first, {});
  if (!own) await audit(tx, { actor: member, ...ctx.from }, 'topic.change', topic, { title: title ?? head.title });
  return APPLIED;
}

export const settlements: ColdSettlements<'topic.begin' | 'topic.change'> = {
  'topic.begin': settlement(
    { refuses: [...codesOf(beginning), 'topic.exists', 'comment.exists', 'topic.too_many', 'comment.too_many'] },
    settleBegin,
  ),
  'topic.change': settlement({ refuses: [...codesOf(changing), 'topic.too_many_edits'] }, settleChange),
};
