/** The store behind `status.ts`, apart from it so that `session.ts` can reset it. Ephemeral: nothing here is kept. */
import { create } from 'zustand';

export interface SyncStatus {
  phase: 'idle' | 'exchanging' | 'waiting' | 'paused-auth' | 'upgrade';
  online: 'yes' | 'no' | 'unknown';
  /** The server's clock, ms, when the last answered exchange ended: the device's may be a year off. */
  lastExchangeAt: number | null;
  /** Server clock minus device clock, ms. */
  serverOffsetMs: number;
  /** Device clock, ms, of the next try; null when none is due. */
  nextTryAt: number | null;
  progress: { scopesLeft: number; rows: number } | null;
  /** Flags the server shows the client (R12). */
  flags: Record<string, boolean>;
  /** Keys of the acts in the request under way from this tab. */
  sending: ReadonlySet<string>;
  /** Until then the server takes no acts, its clock, ms; 0: it does. */
  readOnlyUntil: number;
  /** Storage is full and clearing downloads did not help (S23). */
  storageFull: boolean;
  /** Acts that waited here when the browser took this site's storage away, until the member put the notice away. */
  evicted: number;
}
export const QUIET: SyncStatus = {
  phase: 'idle', online: 'unknown', lastExchangeAt: null, serverOffsetMs: 0, nextTryAt: null, progress: null, flags: {},
  sending: new Set(), readOnlyUntil: 0, storageFull: false, evicted: 0,
};

/** The status of the open database's syncer. */
export const useSyncStatus = create<SyncStatus>(() => QUIET);
