/**
 * A circuit breaker before the mail server or another provider: each message has a time limit, and after repeated
 * failures of the provider (delivery.ts) none is tried for a while. Queued mails then wait; other callers get an error
 * at once.
 */
import { RefusedRecipient } from './delivery.ts';

/**
 * `closed`: mails go through. `open`: no mail is tried until the pause is over. `half-open`: one mail tries whether the
 * server is available again.
 */
export type GuardState = 'closed' | 'open' | 'half-open';
/** No mail is tried now. */
export class MailHeld extends Error {}
interface GuardLimits {
  /** How long one mail may take, in milliseconds. */
  limitMs: number;
  /** This many failures in a row open the breaker. */
  failures: number;
  /** How long it stays open, in milliseconds. */
  restMs: number;
}
export const GUARD: GuardLimits = { limitMs: 20_000, failures: 3, restMs: 60_000 };

export interface Guard {
  /** Runs `work`. @throws MailHeld if it was not tried, or the error of `work`. */
  run(work: () => Promise<void>): Promise<void>;
  state(): GuardState;
  /** Call it after a change of the mail server: the state of the previous one does not apply. */
  reset(): void;
}

/** @param now the clock, in milliseconds; tests pass their own. */
export function createGuard({ limitMs, failures, restMs }: GuardLimits = GUARD, now: () => number = Date.now): Guard {
  let inRow = 0;
  let openedAt = 0;
  let trying = false;
  const state = (): GuardState => (inRow < failures ? 'closed' : now() < openedAt + restMs ? 'open' : 'half-open');
  const failed = (): void => {
    inRow++;
    openedAt = now();
  };
  return {
    state,
    reset() {
      inRow = 0;
    },
    async run(work) {
      const before = state();
      if (before === 'open' || (before === 'half-open' && trying)) throw new MailHeld('mail is held');
      if (before === 'half-open') trying = true;
      try {
        await within(limitMs, work());
        inRow = 0;
      } catch (error) {
        // It answered about one recipient: it works.
        if (error instanceof RefusedRecipient) inRow = 0;
        else failed();
        throw error;
      } finally {
        if (before === 'half-open') trying = false;
      }
    },
  };
}

/** Work that exceeds the limit continues unobserved until its own time limits end it. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the mail server took longer than ${ms} ms`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
