/** What moderation may do with meetings. */
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

/** A hidden meeting keeps its place in the community without words and name; its answers stay. */
export const moderated: Moderated = {
  writtenOn: ['meeting.planned', 'meeting.edited'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select community, author, title, concat_ws(E'\\n', nullif(text, ''), nullif(place, ''), nullif(link, ''))
         as text, state <> 'hidden' as shown from meeting where id = $1`,
      [id],
    );
    return row ? { ...row, membersOnly: false, scopes: [communityScope(row.community)] } : null;
  },
  async hide(tx, id) {
    await tx.query(`update meeting set before = state, state = 'hidden' where id = $1 and state <> 'hidden'`, [id]);
  },
  async show(tx, id) {
    await tx.query(`update meeting set state = before, before = null where id = $1 and state = 'hidden'`, [id]);
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from meeting where author = $1 and created_at > now() - make_interval(mins => $2)`,
      [author, minutes],
    );
    return row!.n;
  },
};
