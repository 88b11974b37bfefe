/** What other features may use of accounts: named groups, what a profile shows, what moderation does with members. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Moderated } from '../moderation/contract.ts';
import { shownTo } from './shown.ts';

export { shownTo };

/**
 * A member, as one of a community. Hiding makes what their profile shows private; the member may show other words again
 * later, so showing changes nothing.
 */
export const moderated: Moderated = {
  writtenOn: [],
  async find(tx, id, community) {
    const [row] = await tx.query<{ community: CommunityId; author: MemberId; title: string; text: string }>(
      // Who hides their name may have signed with it there: by that name they were reported.
      `select s.community, m.id as author, coalesce(${shownTo('m', 'name', 'true')}, (select c.name
           from comment c
           where c.author = m.id and c.name is not null and c.state = 'shown' and c.community = s.community
           order by c.created_at desc limit 1), '') as title,
         concat_ws(E'\\n', ${shownTo('m', 'bio', 'true')}, ${shownTo('m', 'place', 'true')}) as text
        from membership s join member m on m.id = s.member and m.status = 'active'
        where s.member = $1 and s.community = $2`,
      [id, community],
    );
    return row ? { ...row, shown: true, membersOnly: true, scopes: [memberScope(row.author)] } : null;
  },
  async hide(tx, id) {
    await tx.query(
      `update member set visibility = '{"name":"private","bio":"private","place":"private","avatar":"private"}'
        where id = $1 and visibility <> '{"name":"private","bio":"private","place":"private","avatar":"private"}'`,
      [id],
    );
  },
  show: async () => {},
  countOf: async () => 0,
};

/** The named groups that have a member, in alphabetical order. */
export const knownGroups = async (q: Queryable): Promise<string[]> =>
  (await q.query<{ name: string }>('select distinct name from member_group order by name')).map((g) => g.name);
