/** The rhythm of exchanges: what is known of the last ones, and when the next one is due. */
import { LIMITS } from '@egoejo/shared/sync/protocol.ts';

/** The retry state of the syncer: failures in a row, and how many acts the next exchange may carry (S9). */
export interface Rhythm {
  attempt: number;
  cap: number;
  /** The last refusal, and how often in a row the same one came (S30). */
  refused?: { shape: string; times: number };
  /** Acts are sent without any cursor, because with cursors the server refused twice in the same way (S30). */
  bare?: boolean;
}
export const CALM: Rhythm = { attempt: 0, cap: LIMITS.mutationsPerExchange };

export interface Next {
  rhythm: Rhythm;
  phase: 'idle' | 'waiting' | 'refused' | 'paused-auth' | 'upgrade';
  /** Milliseconds until the next exchange, 0: at once, null: none is due. */
  waitMs: number | null;
}
