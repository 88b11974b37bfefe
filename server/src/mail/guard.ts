/**
 * Stands before the mail server: each mail has a time limit, and a server that fails again and again is left alone for a while. Who
 * queues waits; who cannot wait is told at once.
 */

/** `closed`: mails go through. `open`: none is tried until its rest is over. `half-open`: one tries whether the server is back. */
export type GuardState = 'closed' | 'open' | 'half-open';
/** No mail is tried now. */
export class MailHeld extends Error {}
export interface GuardLimits {
  /** How long one mail may take. */
  limitMs: number;
  /** So many failures in a row hold the next. */
  failures: number;
  /** For so long. */
  restMs: number;
}
export const GUARD: GuardLimits = { limitMs: 20_000, failures: 3, restMs: 60_000 };

export interface Guard {
  /** Runs `work`. @throws MailHeld without trying, or what `work` failed with. */
  run(work: () => Promise<void>): Promise<void>;
  state(): GuardState;
  /** Another mail server: what the last one did says nothing. */
  reset(): void;
}

/**
 * The server took the call and refused this one recipient for good: it is in good health, and asking again would change nothing.
 * What nodemailer throws says so by `code` and the server's own answer.
 */
export const isRefusedForGood = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EENVELOPE' && 'responseCode' in error && typeof error.responseCode === 'number' && error.responseCode >= 500;

/** @param now milliseconds; tests have their own. */
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
        if (isRefusedForGood(error)) inRow = 0;
        else failed();
        throw error;
      } finally {
        if (before === 'half-open') trying = false;
      }
    },
  };
}

/** What still runs after its time has nobody who waits for it; its own time limits end it. */
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
