/** The store behind `status.ts`, separate so that `session.ts` can reset it. It lives in memory only. */
import { create } from 'zustand';
import type { SyncStatus } from '../../engine/status.ts';

export const QUIET: SyncStatus = {
  phase: 'idle',
  online: 'unknown',
  lastExchangeAt: null,
  serverOffsetMs: 0,
  nextTryAt: null,
  progress: null,
  flags: {},
  sending: new Set(),
  readOnlyUntil: 0,
  storageFull: false,
  evicted: 0,
};

/** The status of the open database's syncer. */
export const useSyncStatus = create<SyncStatus>(() => QUIET);
