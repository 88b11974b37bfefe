import { MOST_NOTIFICATIONS } from '@egoejo/shared/notifications/model.ts';
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Queryable } from '../platform/database/database.ts';

/** SQL: the notification of a waiting proposal is never too old, because devices count proposals by these rows. */
export const COUNTED = `kind <> 'proposed'`;

/** Deletes what is beyond the newest notifications of these members. The caller has bumped their scopes. */
export const keepNewest = async (
  tx: Queryable,
  members: readonly MemberId[],
  most = MOST_NOTIFICATIONS,
): Promise<void> =>
  void (await tx.query(
    `delete from notification n using unnest($1::uuid[]) as m(member), lateral (select created_at, id
        from notification where member = m.member and ${COUNTED}
          order by created_at desc, id desc offset $2 limit 1) beyond
      where n.member = m.member and ${COUNTED} and (n.created_at, n.id) <= (beyond.created_at, beyond.id)`,
    [members, most],
  ));
