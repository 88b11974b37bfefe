/** What the syncer is doing, for views. */
import { useSyncExternalStore } from 'react';
import { current } from '../session/session.ts';
import { useSyncStatus } from './status-store.ts';

export type { SyncStatus } from '../../engine/status.ts';
export { useSyncStatus } from './status-store.ts';

/** The device clock corrected by the offset measured at the last exchange, ms since 1970. For countdowns only. */
export const serverNow = (): number => Date.now() + useSyncStatus.getState().serverOffsetMs;

/** Exchanges now because the member tapped, whatever wait was planned (S20). */
export function syncNow(): void {
  current()?.syncer.trigger('tap');
}

function onPlug(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

/** Whether the device has no network, or the last exchange got no answer. */
export function useOffline(): boolean {
  const unplugged = useSyncExternalStore(onPlug, () => !navigator.onLine);
  const silent = useSyncStatus((s) => s.online === 'no');
  return unplugged || silent;
}
