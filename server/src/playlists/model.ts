/** What other features may use of playlists: who sees them, what moderation does with them, and where they are. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Moderated } from '../moderation/contract.ts';
import { moveToPlace, scopesOf } from './visible.ts';

export { PLAYLIST_PLACE, visibleTo as playlistVisibleTo } from './visible.ts';

interface Row {
  community: CommunityId | null;
  author: MemberId | null;
  title: string;
  text: string;
  shown: boolean;
}

/** A hidden playlist is in the scope of who made it, with its items. Moderators see only what was shared. */
export const moderated: Moderated = {
  writtenOn: ['playlist.shared', 'playlist.edited'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select community, author, title, text, not hidden as shown from playlist
        where id = $1 and (hidden or visibility <> 'private')`,
      [id],
    );
    return row ? { ...row, membersOnly: row.community !== null, scopes: await scopesOf(tx, id) } : null;
  },
  async hide(tx, id) {
    await tx.query('update playlist set hidden = true where id = $1 and not hidden', [id]);
    await moveToPlace(tx, id);
  },
  async show(tx, id) {
    await tx.query('update playlist set hidden = false where id = $1 and hidden', [id]);
    await moveToPlace(tx, id);
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from playlist where author = $1 and created_at > now() - make_interval(mins => $2)
        and visibility <> 'private'`,
      [author, minutes],
    );
    return row!.n;
  },
};
