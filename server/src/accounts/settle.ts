import { emit } from '../platform/database/events.ts';
import { APPLIED, refuse, settlement, type ColdSettlements } from '../sync/settle/act.ts';

/** Settlements of a member's own profile and preferences. They change only the fields that are given. */
export const settlements: ColdSettlements<'profile.update' | 'preferences.set'> = {
  'profile.update': settlement(
    { refuses: ['account.banned'] },
    async ({ tx, member, rev }, { name, bio, place, visibility }) => {
      const changed = await tx.query(
        `update member set name = coalesce($2, name), bio = coalesce($3, bio), place = coalesce($4, place),
        visibility = coalesce($5::jsonb, visibility), rev = $6
       where id = $1 and status = 'active' returning id`,
        [member, name ?? null, bio ?? null, place ?? null, visibility ? JSON.stringify(visibility) : null, rev],
      );
      if (changed.length === 0) return refuse('account.banned');
      await emit(tx, 'member.profile_changed', member, {});
      return APPLIED;
    },
  ),

  'preferences.set': settlement({ refuses: [] }, async ({ tx, member, rev }, value) => {
    await tx.query(
      `insert into preferences as p (member, value, rev) values ($1, $2::jsonb, $3)
       on conflict (member) do update set value = p.value || excluded.value, rev = excluded.rev`,
      [member, JSON.stringify(value), rev],
    );
    return APPLIED;
  }),
};
