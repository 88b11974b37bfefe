import type { CommunityId, MemberId, TrackId } from '@egoejo/shared/platform/ids.ts';
import { standingOf } from '../communities/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { visibleTo } from '../tracks/model.ts';
import type { ReleaseStanding } from './policy.ts';

/** How a member stands towards these tracks, and in the community that is to hear them. */
export async function standingTowards(
  tx: Queryable,
  member: MemberId,
  tracks: readonly TrackId[],
  community: CommunityId | null,
): Promise<Omit<ReleaseStanding, 'out' | 'others'>> {
  const [found] = await tx.query<{ n: number; foreign: boolean; given: boolean }>(
    `select count(*)::int as n, coalesce(bool_or(t.author is distinct from $1), false) as foreign,
       coalesce(bool_or(t.given), false) as given
      from track t where t.id = any($2::uuid[]) and (t.author = $1 or ${visibleTo('$1')})`,
    [member, tracks],
  );
  return {
    ...(await standingOf(tx, member, community)),
    unknown: found?.n !== tracks.length,
    foreign: found?.foreign ?? false,
    given: found?.given ?? false,
  };
}
