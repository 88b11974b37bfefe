/** Announces polls whose scheduled opening has come (P1). Ballots are accepted from that time on, even before this runs. */
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Database } from '../platform/database/database.ts';
import { emit } from '../platform/database/events.ts';

/** @param onMoved gets the scopes that changed, after each commit. */
export async function announceOpened(db: Database, onMoved: (scopes: readonly Scope[]) => void): Promise<void> {
  const due = await db.query<{ id: PollId }>(
    'select id from poll where scheduled and opens_at <= clock_timestamp() order by opens_at, id',
  );
  for (const { id } of due) {
    const scope = await db.transaction(async (tx) => {
      const [poll] = await tx.query<{ scope: Scope }>(
        'select p.scope, bump_scope(p.scope) from poll p where p.id = $1 and p.scheduled',
        [id],
      );
      if (!poll) return null;
      const [open] = await tx.query<{ open: boolean }>(
        `update poll set scheduled = false where id = $1 and scheduled returning state = 'open' as open`,
        [id],
      );
      if (open?.open) await emit(tx, 'poll.opened', id, {});
      return poll.scope;
    });
    if (scope) onMoved([scope]);
  }
}
