/** The members of one community, as its animators see them. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { CommunityMember } from '@egoejo/shared/communities/model.ts';
import { shownTo } from '../accounts/model.ts';
import type { Queryable } from '../platform/database/database.ts';

const PAGE = 50;

/**
 * Animators first, then by the day of joining. A name is null where its member does not show it to the community; a
 * search then finds its member only by role.
 * @param after the last member of the previous page
 */
export const membersOf = (
  q: Queryable,
  community: CommunityId,
  search: string,
  after: MemberId | null,
): Promise<CommunityMember[]> =>
  q.query<CommunityMember>(
    `select l.id, l.name, l.role, iso(l.joined_at) as "joinedAt" from (
       select m.member as id, ${shownTo('p', 'name', 'true')} as name, m.role, m.joined_at
       from membership m join member p on p.id = m.member where m.community = $1) l
     where ($2 = '' or plain(coalesce(l.name, '')) like '%' || plain($2) || '%')
       and ($3::uuid is null or (l.role <> 'animator', l.joined_at, l.id) >
         (select a.role <> 'animator', a.joined_at, a.member from membership a
           where a.community = $1 and a.member = $3::uuid))
     order by l.role <> 'animator', l.joined_at, l.id limit ${PAGE}`,
    [community, search.replace(/[\\%_]/g, '\\$&'), after],
  );
