/** What moderation may do with reviews of works. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Moderated } from '../moderation/contract.ts';

interface Row {
  community: CommunityId | null;
  author: MemberId;
  title: string;
  text: string;
  shown: boolean;
}

/** A hidden review is shown to its author alone, and its stars do not count. */
export const moderated: Moderated = {
  writtenOn: ['review.written'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select w.community, r.member as author, w.title, r.text, not r.hidden as shown
        from review r join work w on w.id = r.work where r.id = $1`,
      [id],
    );
    return row ? { ...row, membersOnly: false, scopes: [memberScope(row.author)] } : null;
  },
  async hide(tx, id) {
    await tx.query('update review set hidden = true where id = $1 and not hidden', [id]);
  },
  async show(tx, id) {
    await tx.query('update review set hidden = false where id = $1 and hidden', [id]);
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from review where member = $1
        and coalesce(changed_at, written_at) > now() - make_interval(mins => $2)`,
      [author, minutes],
    );
    return row!.n;
  },
};
