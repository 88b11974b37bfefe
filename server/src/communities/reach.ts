/** How many people a poll or an announcement reaches, for those who are about to send it. */
import type { Reach } from '@egoejo/shared/communities/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';

/**
 * `members`: who gets an announcement, by the rule of its listener. `voters`: who may vote in a poll open to all, by
 * the rule of `ballot_refusal`. `$1`: the community, or null for all of them.
 */
const REACH = `select
  (select count(*) from member x where x.status = 'active' and ($1::uuid is null
    or exists (select from membership m where m.member = x.id and m.community = $1)))::int as members,
  (select count(*) from member x where x.status = 'active' and ($1::uuid is null
    or exists (select from membership m where m.member = x.id and m.community = $1)
    or (exists (select from community c where c.id = $1 and c.visibility = 'public')
      and not exists (select from community_ban b where b.member = x.id and b.community = $1))))::int as voters`;

/** Counts them. The caller has checked who may ask. @param community null: all communities */
export async function reachOf(q: Queryable, community: CommunityId | null): Promise<Reach> {
  const [reach] = await q.query<Reach>(REACH, [community]);
  return reach!;
}
