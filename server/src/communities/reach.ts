/** How many people a poll or an announcement reaches, for those who are about to send it. */
import type { Reach } from '@egoejo/shared/communities/model.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database.ts';

/** As the listener of notifications and the settlement of ballots have it; `$1` null: the whole installation. */
const REACH = `select
  (select count(*) from member x where x.status = 'active' and ($1::uuid is null
    or exists (select from membership m where m.member = x.id and m.community = $1)))::int as members,
  (select count(*) from member x where x.status = 'active' and ($1::uuid is null
    or exists (select from membership m where m.member = x.id and m.community = $1)
    or (exists (select from community c where c.id = $1 and c.visibility = 'public')
      and not exists (select from community_ban b where b.member = x.id and b.community = $1))))::int as voters`;

/** @param community null: all communities. Who may ask is the router's to check. */
export async function reachOf(q: Queryable, community: CommunityId | null): Promise<Reach> {
  const [reach] = await q.query<Reach>(REACH, [community]);
  return reach!;
}
