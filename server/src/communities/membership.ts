/** Reads a membership in order to change it, and ends it. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import { curtailChannels } from '../sync/pokes/pokes.ts';
import type { Leaving } from './policy.ts';

interface Tended extends Leaving {
  since: string | null;
}

/**
 * A member's role, since when (as PostgreSQL writes it), and how many others there are. Locks the community until the
 * transaction ends: of two animators who leave or are removed at once, each would otherwise count on the other to stay.
 */
export async function leavingOf(tx: Queryable, member: MemberId, community: CommunityId): Promise<Tended> {
  await tx.query('select id from community where id = $1 for no key update', [community]);
  const [standing] = await tx.query<Tended>(
    `select (select role from membership where member = $1 and community = $2) as role,
       (select joined_at::text from membership where member = $1 and community = $2) as since,
       (select count(*) from membership where community = $2 and member <> $1 and role = 'animator')
         as "otherAnimators",
       (select count(*) from membership where community = $2 and member <> $1) as "otherMembers"`,
    [member, community],
  );
  return standing ?? { role: null, since: null, otherAnimators: 0, otherMembers: 0 };
}

/**
 * Ends a membership and notes when, and whether the member left by themselves or was removed. Their channels are
 * opened anew, so that they no longer follow the community.
 */
export async function endMembership(
  tx: Queryable,
  member: MemberId,
  community: CommunityId,
  removed: boolean,
): Promise<void> {
  await tx.query(
    `with gone as (delete from membership where member = $1 and community = $2 returning member, community)
     insert into departure (community, member, removed) select community, member, $3 from gone
       on conflict (community, member) do update set removed = excluded.removed, at = now()`,
    [member, community, removed],
  );
  await curtailChannels(tx, member);
}
