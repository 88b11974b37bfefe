/** The subscriptions of devices to push messages: one for each session, which it ends with. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import type { Database, Queryable } from '../platform/database/database.ts';
import type { Subscription } from '../platform/outbound/pusher.ts';

/** Tells this device from now on what comes from now on; an earlier subscription of the session is replaced. */
export async function subscribe(
  db: Database,
  member: MemberId,
  session: string,
  { endpoint, p256dh, auth }: Subscription,
): Promise<void> {
  await db.transaction(async (tx) => {
    // An earlier session of the member on the same device would be told twice.
    await tx.query('delete from push_subscription where member = $1 and endpoint = $2 and session <> $3', [
      member,
      endpoint,
      session,
    ]);
    await tx.query(
      `insert into push_subscription (session, member, endpoint, p256dh, auth, told_rev)
        select s.id, s.member, $3, $4, $5, coalesce((select rev from member_counter where member = $2), 0)
          from session s where s.id = $1 and s.member = $2 and s.ended_at is null
       on conflict (session) do update set endpoint = excluded.endpoint, p256dh = excluded.p256dh,
         auth = excluded.auth, tries = 0`,
      [session, member, endpoint, p256dh, auth],
    );
  });
}

export async function unsubscribe(q: Queryable, session: string): Promise<void> {
  await q.query('delete from push_subscription where session = $1', [session]);
}

/** The browser replaced a subscription by itself. Whoever knows the old address, which is secret, may say so. */
export async function replace(q: Queryable, old: string, { endpoint, p256dh, auth }: Subscription): Promise<void> {
  await q.query('update push_subscription set endpoint = $2, p256dh = $3, auth = $4, tries = 0 where endpoint = $1', [
    old,
    endpoint,
    p256dh,
    auth,
  ]);
}
