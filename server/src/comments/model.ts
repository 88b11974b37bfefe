/** What moderation may do with comments. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { communityScope } from '@egoejo/shared/sync/protocol.ts';
import type { Moderated } from '../moderation/contract.ts';

interface Row {
  community: CommunityId;
  author: MemberId | null;
  title: string;
  text: string;
  shown: boolean;
}

/** A hidden comment keeps its place in the community without words, name and author, so that its answers stay. */
export const moderated: Moderated = {
  writtenOn: ['comment.written', 'comment.edited'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select p.community, c.author, p.title, c.text, c.state = 'shown' as shown
        from comment c join project p on p.id = c.project where c.id = $1 and c.state <> 'deleted'`,
      [id],
    );
    return row ? { ...row, membersOnly: false, scopes: [communityScope(row.community)] } : null;
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
