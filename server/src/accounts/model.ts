/** What moderation may do with members. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Moderated } from '../platform/moderated.ts';
import { shownTo } from '../platform/shown.ts';

/**
 * A member, as one of a community. Hiding makes what their profile shows private; the member may show other words again
 * later, so showing changes nothing.
 */
export const moderated: Moderated = {
  writtenOn: [],
  async find(tx, id, community) {
    const [row] = await tx.query<{ community: CommunityId; author: MemberId; title: string; text: string }>(
      `select s.community, m.id as author, coalesce(${shownTo('m', 'name', 'true')}, '') as title,
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
