/** What other features may use of communities: a member's standing in the community in which they act. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';
import type { Refusal } from '../platform/policy.ts';

/** A member's standing in the community in which they act. */
export interface Standing {
  active: boolean;
  /** Their e-mail address is confirmed. */
  confirmed: boolean;
  /** They are an animator of all communities, or an administrator. */
  animatesAll: boolean;
  /** They handle reports of all communities. */
  moderatesAll: boolean;
  /** They may publish texts. */
  writes: boolean;
  administers: boolean;
  /** They may see the community; true where the act concerns all communities. */
  visible: boolean;
  /** The community is archived: it takes nothing new. */
  archived: boolean;
  /** Moderators removed them from that community for good. */
  barred: boolean;
  /** Their role in that community. */
  role: 'member' | 'moderator' | 'animator' | null;
  /** Named groups that an administrator put them in. */
  groups: readonly string[];
  /** The group to which the community leaves proposing projects; null: every member proposes. */
  proposers: string | null;
}
/** Animator of the community of the act; for acts that concern all communities, animator of all. */
export const animates = (s: Pick<Standing, 'animatesAll' | 'role'>): boolean => s.animatesAll || s.role === 'animator';

/** Handles the reports of that community. */
export const moderates = (s: Pick<Standing, 'moderatesAll' | 'role'>): boolean =>
  s.moderatesAll || s.role === 'moderator' || s.role === 'animator';

/** Included in every policy. */
export const activeOnly = ['account.banned', (s) => !s.active] as const satisfies Refusal<Standing>;

/** Part of the policy of every act that adds something to a community. */
export const openOnly = ['community.archived', (s) => s.archived] as const satisfies Refusal<Standing>;

/**
 * The same for acts that do not ask for a membership, so that whoever was removed for good cannot go on as a stranger
 * of a public community.
 */
export const notBarred = ['community.banned', (s) => s.barred] as const satisfies Refusal<Standing>;

/**
 * Reads a member's present standing.
 * @param community null: for an act that concerns all communities.
 */
export async function standingOf(tx: Queryable, member: MemberId, community: CommunityId | null): Promise<Standing> {
  const [row] = await tx.query<Standing>(
    `select me.status = 'active' as active, me.email_confirmed_at is not null as confirmed,
       me.roles && '{animator,administrator}'::text[] as "animatesAll",
       me.roles && '{moderator,animator,administrator}'::text[] as "moderatesAll",
       me.roles && '{author,administrator}'::text[] as writes,
       'administrator' = any(me.roles) as administers, m.role,
       $2::uuid is null or (c.id is not null and (c.visibility = 'public' or m.role is not null
         or me.roles && '{animator,administrator}'::text[])) as visible,
       c.archived_at is not null as archived, c.proposers,
       m.role is null and exists (select from community_ban b where b.member = me.id and b.community = c.id) as barred,
       array(select g.name from member_group g where g.member = me.id order by g.name) as groups
     from member me
       left join community c on c.id = $2::uuid
       left join membership m on m.member = me.id and m.community = c.id
     where me.id = $1`,
    [member, community],
  );
  return (
    row ?? {
      active: false,
      confirmed: false,
      animatesAll: false,
      moderatesAll: false,
      writes: false,
      administers: false,
      visible: false,
      archived: false,
      barred: false,
      role: null,
      groups: [],
      proposers: null,
    }
  );
}
