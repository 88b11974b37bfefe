/** Decides when to exchange again, and with how many acts, after each way an exchange can end. Pure. */
import { LIMITS } from '@egoejo/shared/sync/protocol.ts';
import { comingBack, waiting } from './waits.ts';
import { afterRefusal } from './after-refusal.ts';

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

/** How one exchange ended. */
export type Outcome =
  /**
   * The server answered. `stopped`: an unsettled, busy or too-new act ended the answer early. `complete`: the answer
   * was read to its last line. `closedMs`: acts wait here, and the server takes none for this long.
   */
  | {
      kind: 'answered';
      sent: number;
      closedMs?: number;
      more: boolean;
      left: boolean;
      stopped: boolean;
      complete: boolean;
      progressed: boolean;
      /**
       * 'acts': the acts were sent without cursors. 'cursors': since then, each scope was tested to find the cursors
       * that are refused (S30).
       */
      without?: 'acts' | 'cursors';
    }
  /**
   * No usable answer came. `probe`: how an empty exchange right afterwards ended. `coded`: a server of this app
   * answered, with an error code of its own.
   */
  | { kind: 'no-answer'; sent: number; floorMs: number; probe: 'answered' | 'silent' | 'untried'; coded?: boolean }
  /**
   * The server answered and refuses this request (4xx with a code): the same request would be refused again. `shape`:
   * status, code and place. `bare`: it carried no cursor; `probe` then says whether a request without acts is refused
   * too.
   */
  | {
      kind: 'refused';
      sent: number;
      shape: string;
      code: string;
      bare: boolean;
      probe: 'answered' | 'refused' | 'untried';
    }
  /** The server takes no acts for a while; it answers requests without acts. */
  | { kind: 'read-only' }
  /** 429, or 503 with `Retry-After`. */
  | { kind: 'retry-after'; floorMs: number }
  | { kind: 'paused'; why: 'auth' | 'upgrade' }
  /**
   * Another holder began an exchange in the meantime, or this database was closed: the rest of the answer was not
   * applied (S18).
   */
  | { kind: 'overtaken' }
  /** Another tab ran the exchange while this one waited for the lock. */
  | { kind: 'skipped' };

export interface Next {
  rhythm: Rhythm;
  phase: 'idle' | 'waiting' | 'refused' | 'paused-auth' | 'upgrade';
  /** Milliseconds until the next exchange, 0: at once, null: none is due. */
  waitMs: number | null;
}

/** Longest wait between requests while the server takes no acts, ms: it may open early, and reading continues. */
const READ_ONLY_RETRY = 300_000;
/** Random spread over which clients of a read-only server retry and return when it opens, ms. */
const READ_ONLY_SPREAD = 20_000;

/**
 * What follows an exchange (S9, S20). The number of acts is halved only after a silence that an empty exchange did not
 * meet too: a broken connection says nothing about the acts, and once it is back all of them go in one request.
 */
export function afterExchange(rhythm: Rhythm, outcome: Outcome, random: number): Next {
  switch (outcome.kind) {
    case 'answered': {
      const cap = outcome.sent > 0 ? Math.min(LIMITS.mutationsPerExchange, rhythm.cap * 2) : rhythm.cap;
      // Cursors that were refused may be refused again: the next wait is then longer than the last.
      if (outcome.without === 'cursors') return { rhythm: { cap, attempt: rhythm.attempt }, phase: 'idle', waitMs: 0 };
      const kept = outcome.without === 'acts' ? { ...rhythm, cap } : { cap, attempt: 0 };
      if (outcome.stopped) return waiting({ ...rhythm, cap }, random, 0);
      if (!outcome.complete) return waiting({ ...kept, attempt: outcome.progressed ? 0 : rhythm.attempt }, random, 0);
      const unfinished = outcome.more || outcome.left;
      if (!unfinished && outcome.closedMs) {
        return {
          rhythm: kept,
          phase: 'waiting',
          waitMs: Math.min(READ_ONLY_RETRY, outcome.closedMs) + Math.floor(random * READ_ONLY_SPREAD),
        };
      }
      return { rhythm: kept, phase: 'idle', waitMs: unfinished ? 0 : null };
    }
    case 'no-answer': {
      const halve = outcome.sent > 0 && outcome.probe === 'answered';
      return waiting(
        halve ? { ...rhythm, cap: Math.max(1, Math.floor(outcome.sent / 2)) } : rhythm,
        random,
        outcome.floorMs,
      );
    }
    case 'refused':
      return afterRefusal(rhythm, outcome, random);
    case 'read-only':
      return waiting(rhythm, random, 0);
    case 'retry-after':
      return outcome.floorMs > 0 ? comingBack(rhythm, random, outcome.floorMs) : waiting(rhythm, random, 0);
    case 'paused':
      return { rhythm: CALM, phase: outcome.why === 'auth' ? 'paused-auth' : 'upgrade', waitMs: null };
    case 'overtaken':
      return waiting({ ...rhythm, attempt: 0 }, random, 0);
    default:
      return { rhythm, phase: 'idle', waitMs: null };
  }
}
