/** Decides when to exchange again, and with how many acts, after each way an exchange can end. Pure. */
import { LIMITS } from '@egoejo/shared/sync/protocol.ts';
import { comingBack, waiting } from './waits.ts';
import type { Outcome } from '../exchange/outcome.ts';
import { afterRefusal } from './after-refusal.ts';
import { CALM, type Next, type Rhythm } from './rhythm.ts';

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
