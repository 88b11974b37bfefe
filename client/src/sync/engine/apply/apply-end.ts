/** Ends an answered exchange. */
import { KEPT_MS } from '@egoejo/shared/sync/retention.ts';
import { finish, finishTables } from './finish.ts';
import { writeMeta } from '../store/meta.ts';
import type { EgoejoDb } from '../store/tables.ts';

/**
 * Ends an answered exchange: stores when it ran, and deletes sent rows older than 35 days by the server's clock, except
 * refusals not yet dismissed. `acts`: some acts wait for revs, and are checked again, because a receipt among the rows
 * may name scopes whose rows came after it.
 */
export const applyEnd = (
  db: EgoejoDb,
  startedAt: number,
  now: number,
  serverNow: number,
  acts: boolean,
): Promise<void> =>
  db.transaction('rw', [db.meta, db.sent, db.dismissed, ...(acts ? finishTables(db) : [])], async () => {
    if (acts) await finish(db, serverNow);
    await writeMeta(db, 'startedAt', startedAt);
    await writeMeta(db, 'endedAt', now);
    const old = await db.sent
      .where('at')
      .below(new Date(serverNow - KEPT_MS).toISOString())
      .toArray();
    for (const row of old) {
      const kept =
        row.keptAt > serverNow - KEPT_MS || (row.verdict.status === 'rejected' && !(await db.dismissed.get(row.key)));
      if (!kept) await db.sent.delete(row.key);
    }
  });
