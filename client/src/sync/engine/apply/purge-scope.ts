/** Removes a scope that this device may no longer hold. */
import { entityNames } from '@egoejo/shared/registry.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { holds, type Fence } from './fence.ts';
import { finish } from './finish.ts';
import { inScope, type EgoejoDb } from '../store/tables.ts';

/**
 * Removes a scope from this device: its rows, its cursors and the record that it is followed (S14). Acts that waited
 * for its revs wait no more. `serverNow`: the server's clock, ms.
 */
export const purgeScope = (db: EgoejoDb, scope: Scope, serverNow: number): Promise<void> =>
  db.transaction('rw', db.tables, async () => {
    for (const e of entityNames) await inScope(db, e, scope).delete();
    await db.cursors.delete(scope);
    await db.followed.delete(scope.slice(scope.lastIndexOf(':') + 1));
    await finish(db, serverNow);
  });

/** Purges a scope because the server said so, unless the answer is void. */
export const applyPurge = (db: EgoejoDb, fence: Fence, scope: Scope): Promise<boolean> =>
  db.transaction('rw', db.tables, async () => {
    if (!(await holds(db, fence))) return false;
    await purgeScope(db, scope, fence.serverNow);
    return true;
  });
