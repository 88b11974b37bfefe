/** Rate limits of this process (7-quality): so many a minute and key, then refused until the minute is over. */
import { AppError } from './app-error.ts';
import type { ErrorCode } from '@egoejo/shared/errors.ts';

export interface Limiter {
  /** Counts one. @param most how many a minute this key has, when not as many as others. @throws AppError 429 when it is one too many. */
  take(key: string, most?: number): void;
  /** Refuses like `take`, counts nothing. */
  check(key: string): void;
  /** Counts one, refuses nothing. */
  count(key: string): void;
}
export interface Limits {
  /** By address; only failures are counted, since mobile carriers share addresses. */
  signIn: Limiter;
  /** By address: what needs no account. */
  public: Limiter;
  /** By member. */
  exchange: Limiter;
}

/** More keys than this at once: the oldest windows go, so that memory stays bounded. */
const MOST_KEYS = 100_000;

/** @param now milliseconds; tests have their own. */
export function createLimiter(perMinute: number, code: ErrorCode, now: () => number = Date.now): Limiter {
  const windows = new Map<string, { n: number; ends: number }>();
  const windowOf = (key: string) => {
    const open = windows.get(key);
    if (open && open.ends > now()) return open;
    // Deleted first: a Map keeps its order, so the oldest stand in front.
    windows.delete(key);
    const fresh = { n: 0, ends: now() + 60_000 };
    windows.set(key, fresh);
    if (windows.size > MOST_KEYS) for (const [old] of windows) { windows.delete(old); break; }
    return fresh;
  };
  const refuse = (ends: number): never => {
    throw new AppError(code, { seconds: Math.max(1, Math.ceil((ends - now()) / 1000)) });
  };
  return {
    take(key, most = perMinute) {
      const w = windowOf(key);
      if (w.n >= most) refuse(w.ends);
      w.n++;
    },
    check(key) {
      const w = windows.get(key);
      if (w && w.ends > now() && w.n >= perMinute) refuse(w.ends);
    },
    count(key) {
      windowOf(key).n++;
    },
  };
}

export const createLimits = (now?: () => number): Limits => ({
  signIn: createLimiter(100, 'account.rate_limited', now),
  public: createLimiter(1000, 'sync.rate_limited', now),
  exchange: createLimiter(500, 'sync.rate_limited', now),
});
