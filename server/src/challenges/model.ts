/** What moderation may do with challenges and with the pseudonyms of leaderboards. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { communityScope } from '@egoejo/shared/sync/protocol.ts';
import type { Found, Moderated } from '../moderation/contract.ts';

type Row = Omit<Found, 'community' | 'membersOnly' | 'scopes'> & { community: CommunityId; author: MemberId | null };
const found = (row: Row | undefined): Found | null =>
  row ? { ...row, membersOnly: false, scopes: [communityScope(row.community)] } : null;

/** A hidden challenge keeps its place in the community without words and name, and goes on counting. */
export const moderatedChallenge: Moderated = {
  writtenOn: ['challenge.made', 'challenge.edited'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select community, author, title, text, state <> 'hidden' as shown from challenge
        where id = $1 and community is not null`,
      [id],
    );
    return found(row);
  },
  async hide(tx, id) {
    await tx.query(`update challenge set before = state, state = 'hidden' where id = $1 and state <> 'hidden'`, [id]);
  },
  async show(tx, id) {
    await tx.query(`update challenge set state = before, before = null where id = $1 and state = 'hidden'`, [id]);
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from challenge where author = $1 and created_at > now() - make_interval(mins => $2)`,
      [author, minutes],
    );
    return row!.n;
  },
};

/** A hidden pseudonym keeps its line; another one that the member takes is hidden too, until moderators show it. */
export const moderatedPseudonym: Moderated = {
  writtenOn: ['leaderboard.named'],
  async find(tx, id) {
    const [row] = await tx.query<Row>(
      `select l.community, o.member as author, l.pseudonym as title, '' as text, not l.hidden as shown
        from leaderboard_place l left join leaderboard_own o on o.place = l.id where l.id = $1`,
      [id],
    );
    return found(row);
  },
  async hide(tx, id) {
    await tx.query('update leaderboard_place set hidden = true where id = $1 and not hidden', [id]);
  },
  async show(tx, id) {
    await tx.query('update leaderboard_place set hidden = false where id = $1 and hidden', [id]);
  },
  async countOf(tx, author, minutes) {
    const [row] = await tx.query<{ n: number }>(
      `select count(*)::int as n from leaderboard_own
        where member = $1 and named_at > now() - make_interval(mins => $2)`,
      [author, minutes],
    );
    return row!.n;
  },
};
