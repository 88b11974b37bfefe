/** What the syncer is doing, for views. */
import { current } from './session.ts';
import { useSyncStatus } from './status-store.ts';

export { useSyncStatus, type SyncStatus } from './status-store.ts';

/** The device's clock corrected by what was measured at the last exchange, ms since 1970: for countdowns only. */
export const serverNow = (): number => Date.now() + useSyncStatus.getState().serverOffsetMs;

/** The member's tap: exchanges now, whatever wait was planned (S20). */
export function syncNow(): void {
  current()?.syncer.trigger('tap');
}
