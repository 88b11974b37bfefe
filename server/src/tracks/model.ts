/** What other features may use of tracks: who hears and knows of them, their sound, what moderation does with them. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Moderated } from '../moderation/contract.ts';
import { moveToPlace, scopesOf } from './visible.ts';
import { WORDS_OF } from './words.ts';

export { forgetFiles as forgetTrackFiles } from './files.ts';
export { giveTrack, removeTracks, shareTracks, trackScopes } from './given.ts';
export { masterKey, pieceKey } from './keys.ts';
export { openFolder as openSoundFolder } from './prepare/workshop.ts';
export { bytesOfOneFile, oneFile, ONE_FILE_TYPE } from './one-file.ts';
export { BYTES_OF_INDEX, BYTES_OF_REFERENCE } from './sound-index.ts';
export { bytesOf, soundsOf, type Sound } from './queries.ts';
export { giveWords, wordsOfFile } from './words.ts';
export { heardBy, knownTo, PLACE, visibleTo } from './visible.ts';

interface Row {
  community: CommunityId | null;
  author: MemberId | null;
  title: string;
  text: string;
  shown: boolean;
}

/** A hidden track is in the scope of who added it, and nobody hears it. Moderators see only what was shared. */
export const moderated: Moderated = {
  writtenOn: ['track.shared', 'track.edited', 'track.ready'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select t.community, t.author, t.title, not t.hidden as shown,
          concat_ws(E'\\n', nullif(t.artists, ''), nullif(t.album, ''), nullif(t.genre, ''),
            ${WORDS_OF}) as text
        from track t where t.id = $1 and (t.hidden or (t.state = 'ready' and t.visibility <> 'private'))`,
      [id],
    );
    if (!row) return null;
    const scopes = await scopesOf(tx, id);
    return { ...row, membersOnly: row.community !== null, scopes };
  },
  async hide(tx, id) {
    await tx.query('update track set hidden = true where id = $1 and not hidden', [id]);
    await moveToPlace(tx, id);
  },
  async show(tx, id) {
    await tx.query('update track set hidden = false where id = $1 and hidden', [id]);
    await moveToPlace(tx, id);
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from track where author = $1 and created_at > now() - make_interval(mins => $2)
        and visibility <> 'private'`,
      [author, minutes],
    );
    return row!.n;
  },
};
