/** Keeps the newest notifications of each member. */
import { MOST_NOTIFICATIONS } from '@egoejo/shared/notifications/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database.ts';
import type { RegisterJobs } from '../platform/deps.ts';
import { notifyMoved } from '../sync/pokes.ts';

export const registerJobs: RegisterJobs = ({ jobs, db }) => {
  jobs.schedule('notifications.forget', '41 3 * * *', async () => void (await forgetOld(db)));
};

/** Deletes what is beyond the newest of each member, one member at a time. @returns how many members had too many. */
export async function forgetOld(db: Database, most = MOST_NOTIFICATIONS): Promise<number> {
  const many = await db.query<{ member: MemberId }>(
    'select member from notification group by member having count(*) > $1 order by member',
    [most],
  );
  for (const { member } of many) {
    await db.transaction(async (tx) => {
      const scopes = [memberScope(member)];
      await tx.query('select bump_scopes($1::text[])', [scopes]);
      await tx.query(
        `delete from notification where member = $1 and id in (select id from notification where member = $1
          order by created_at desc, id desc offset $2)`,
        [member, most],
      );
      await notifyMoved(tx, scopes);
    });
  }
  return many.length;
}
