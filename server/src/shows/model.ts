/** What other features use of shows: who may see them, how moderation hides them, and in which scope they are. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Moderated } from '../moderation/contract.ts';
import { moveToPlace, scopesOf } from './visible.ts';

export { SHOW_PLACE, visibleTo as showVisibleTo } from './visible.ts';

interface Row {
  community: CommunityId | null;
  author: MemberId | null;
  title: string;
  text: string;
  shown: boolean;
}

/** While moderators hide a show, it is in the scope of the member who added it, with its episodes and their tracks. */
export const moderated: Moderated = {
  writtenOn: ['show.shared', 'show.ready'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select community, author, title, text, not hidden as shown from show
        where id = $1 and (hidden or (state = 'ready' and visibility <> 'private'))`,
      [id],
    );
    if (!row) return null;
    return { ...row, membersOnly: row.community !== null, scopes: await scopesOf(tx, id) };
  },
  async hide(tx, id) {
    await tx.query('update show set hidden = true where id = $1 and not hidden', [id]);
    await moveToPlace(tx, id);
  },
  async show(tx, id) {
    await tx.query('update show set hidden = false where id = $1 and hidden', [id]);
    await moveToPlace(tx, id);
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from show where author = $1 and created_at > now() - make_interval(mins => $2)
        and visibility <> 'private'`,
      [author, minutes],
    );
    return row!.n;
  },
};
