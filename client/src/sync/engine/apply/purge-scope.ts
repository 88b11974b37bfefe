/** Removes a scope that this device may no longer hold. */
import { entityNames } from '@egoejo/shared/registry.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { keepWords, setAside } from '../acts/set-aside.ts';
import type { Identity } from '../identity.ts';
import { holds, type Fence } from './fence.ts';
import { finish } from './finish.ts';
import { inScope, type EgoejoDb } from '../store/tables.ts';

/**
 * Removes a scope from this device: its rows, its cursors and the record that it is followed (S14). Acts that waited
 * for its revs wait no more; queued acts on its rows keep their words. `serverNow`: the server's clock, ms.
 */
export const purgeScope = (db: EgoejoDb, scope: Scope, who: Identity, serverNow: number): Promise<void> =>
  db.transaction('rw', db.tables, async () => {
    await keepWords(db, scope, who);
    for (const e of entityNames) await inScope(db, e, scope).delete();
    await db.cursors.delete(scope);
    await db.followed.delete(scope.slice(scope.lastIndexOf(':') + 1));
    await finish(db, serverNow, scope);
  });

/**
 * Purges a scope because the server said that the member may not see it, unless the answer is void. Queued acts on its
 * rows are set aside first. Only the server's word does that: of a scope that the member just does not ask for any more
 * the server still judges acts.
 */
export const applyPurge = (db: EgoejoDb, fence: Fence, scope: Scope, who: Identity, now: number): Promise<boolean> =>
  db.transaction('rw', db.tables, async () => {
    if (!(await holds(db, fence))) return false;
    await setAside(db, scope, who, now);
    await purgeScope(db, scope, who, fence.serverNow);
    return true;
  });
