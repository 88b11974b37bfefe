import { isZone } from '@egoejo/shared/channels/quiet.ts';
import { APPLIED, refuse, settlement, type ColdSettlements } from '../sync/settle/act.ts';

/** Settlement of how a member is told. It changes only what is given. */
export const settlements: ColdSettlements<'channels.set'> = {
  'channels.set': settlement({ refuses: ['channels.bad_quiet_hours'] }, async ({ tx, member, rev }, value) => {
    const { quiet } = value;
    if (quiet && (quiet.from === quiet.to || !isZone(quiet.zone))) return refuse('channels.bad_quiet_hours');
    await tx.query(
      `insert into channels as c (member, value, rev) values ($1, $2::jsonb, $3)
       on conflict (member) do update set value = c.value || excluded.value, rev = excluded.rev`,
      [member, JSON.stringify(value), rev],
    );
    return APPLIED;
  }),
};
