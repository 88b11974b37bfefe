/**
 * Deletes notifications of decided proposals, and the oldest of members who have too many. A restore may leave these,
 * or a version that did not yet delete them at each telling.
 */
import { MOST_NOTIFICATIONS } from '@egoejo/shared/notifications/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database/database.ts';
import type { RegisterJobs } from '../platform/deps.ts';
import { notifyMoved } from '../sync/pokes/pokes.ts';
import { forgetDecided } from './decided.ts';
import { COUNTED, keepNewest } from './keep.ts';

export const registerJobs: RegisterJobs = ({ jobs, db }) => {
  jobs.schedule('notifications.forget', '41 3 * * *', async () => {
    // With two servers, one may tell of a proposal just after the other has seen it decided.
    await db.transaction((tx) => forgetDecided(tx, null));
    await forgetOld(db);
  });
};

/** Deletes what is beyond the newest of each member, one member at a time. @returns how many members had too many. */
export async function forgetOld(db: Database, most = MOST_NOTIFICATIONS): Promise<number> {
  const many = await db.query<{ member: MemberId }>(
    `select member from notification where ${COUNTED} group by member having count(*) > $1 order by member`,
    [most],
  );
  for (const { member } of many) {
    await db.transaction(async (tx) => {
      const scopes = [memberScope(member)];
      await tx.query('select bump_scopes($1::text[])', [scopes]);
      await keepNewest(tx, [member], most);
      await notifyMoved(tx, scopes);
    });
  }
  return many.length;
}
