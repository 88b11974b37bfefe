import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import { standingOf } from '../communities/model.ts';
import { codesOf, refusalOf } from '../platform/policy.ts';
import { APPLIED, refuse, settlement, type ColdSettlements } from '../sync/settle/act.ts';
import { knownTo } from '../tracks/model.ts';
import { refusing } from './policy.ts';

export const settlements: ColdSettlements<'recommendation.refuse'> = {
  'recommendation.refuse': settlement(
    { refuses: codesOf(refusing) },
    async ({ tx, member, rev }, { work, refused }) => {
      const [found] = await tx.query<{ community: CommunityId | null }>(
        `select community from work where id = $1
          union all select t.community from track t where t.id = $1 and ${knownTo('$2')}`,
        [work, member],
      );
      const standing = await standingOf(tx, member, refused ? (found?.community ?? null) : null);
      // What was said can be taken back whatever became of the work.
      const code = refusalOf(refusing, { ...standing, exists: !refused || found !== undefined });
      if (code) return refuse(code);
      const what = [member, work];
      if (refused)
        await tx.query('insert into unwanted (member, work, rev) values ($1, $2, $3) on conflict do nothing', [
          ...what,
          rev,
        ]);
      else await tx.query('delete from unwanted where member = $1 and work = $2', what);
      return APPLIED;
    },
  ),
};
