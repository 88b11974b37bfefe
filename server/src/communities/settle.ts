import { emit } from '../platform/events.ts';
import { refusalOf, standingOf } from '../platform/policy.ts';
import { APPLIED, type ColdSettlements } from '../sync/act.ts';
import { joining, leaving, type Leaving } from './policy.ts';

/** Settlements of joining and leaving. Joining twice or leaving twice is applied without effect. */
export const settlements: ColdSettlements<'community.join' | 'community.leave'> = {
  'community.join': async ({ tx, member, rev, asOf }, { community }) => {
    const standing = await standingOf(tx, member, community);
    const code = refusalOf(joining, standing);
    if (code) return { rejected: code };
    if (standing.role) return APPLIED;
    await tx.query(
      `insert into membership (member, community, joined_at, rev)
        values ($1, $2, coalesce($4::timestamptz, now()), $3)`,
      [member, community, rev, asOf],
    );
    await emit(tx, 'community.joined', community, { member });
    return APPLIED;
  },

  'community.leave': async ({ tx, member }, { community }) => {
    // Serializes two animators who leave at once: otherwise each would count on the other to stay.
    await tx.query('select id from community where id = $1 for no key update', [community]);
    const [standing] = await tx.query<Leaving>(
      `select (select role from membership where member = $1 and community = $2) as role,
         (select count(*) from membership where community = $2 and member <> $1 and role = 'animator')
           as "otherAnimators",
         (select count(*) from membership where community = $2 and member <> $1) as "otherMembers"`,
      [member, community],
    );
    if (!standing?.role) return APPLIED;
    const code = refusalOf(leaving, standing);
    if (code) return { rejected: code };
    await tx.query('delete from membership where member = $1 and community = $2', [member, community]);
    await emit(tx, 'community.left', community, { member });
    return APPLIED;
  },
};
