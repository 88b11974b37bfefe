/** What moderation may do with comments, and how another feature writes the first one of a topic. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { CommentId, ProjectId, TopicId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Moderated } from '../moderation/contract.ts';
import type { SettleContext } from '../sync/settle/act.ts';

interface Row {
  scope: Scope;
  community: CommunityId | null;
  author: MemberId | null;
  title: string;
  text: string;
  shown: boolean;
}

export { MOST_COMMENTS } from './policy.ts';

interface NewComment {
  id: CommentId;
  scope: Scope;
  rev: number;
  /** On what it stands: one of them. */
  project: ProjectId | null;
  topic: TopicId | null;
  kind: 'comment' | 'update';
  parent: CommentId | null;
  text: string;
  /** With the member's name, if they have one. */
  signed: boolean;
}
/** Stores a comment of the member who acts. The caller has judged it, bumped its scope, and tells the event. */
export async function insertComment({ tx, member }: SettleContext, c: NewComment): Promise<void> {
  await tx.query(
    `insert into comment (id, scope, project, topic, kind, parent, author, name, text, rev)
      select $1, $2, $3, $4, $5, $6, m.id, case when $8 then nullif(m.name, '') end, $9, $10
        from member m where m.id = $7`,
    [c.id, c.scope, c.project, c.topic, c.kind, c.parent, member, c.signed, c.text, c.rev],
  );
}

/** A hidden comment keeps its place in the community without words, name and author, so that its answers stay. */
export const moderated: Moderated = {
  writtenOn: ['comment.written', 'comment.edited', 'topic.retitled'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select c.scope, c.community, c.author, coalesce(p.title, t.title) as title,
         concat_ws(E'\\n', case when t.first = c.id then t.title end, c.text) as text, c.state = 'shown' as shown
        from comment c left join project p on p.id = c.project left join topic t on t.id = c.topic
        where c.id = $1 and c.state <> 'deleted'`,
      [id],
    );
    if (!row) return null;
    const { scope, ...found } = row;
    return { ...found, membersOnly: false, scopes: [scope] };
  },
  async hide(tx, id) {
    await tx.query(`update comment set state = 'hidden' where id = $1 and state = 'shown'`, [id]);
  },
  async show(tx, id) {
    await tx.query(`update comment set state = 'shown' where id = $1 and state = 'hidden'`, [id]);
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from comment where author = $1 and created_at > now() - make_interval(mins => $2)`,
      [author, minutes],
    );
    return row!.n;
  },
};
