/**
 * Rate limits of this process (docs/limits.md): a number of requests for each key and minute; more are refused until
 * the minute is over.
 */
import { createActsADay, type ActsADay } from './acts-a-day.ts';
import { addressKey } from './address.ts';
import { AppError } from '../http/app-error.ts';
import type { ErrorCode } from '@egoejo/shared/errors.ts';

interface Limiter {
  /**
   * Counts one request. @param most requests a minute that this key has, if not the default. @throws AppError 429 when
   * the limit is exceeded.
   */
  take(key: string, most?: number): void;
  /**
   * Counts one request before the limited work, so that parallel requests cannot exceed the limit. @returns a function
   * that uncounts it.
   */
  reserve(key: string): () => void;
}
export interface Limits {
  /** By address; only failures are counted, since mobile carriers share addresses among members. */
  signIn: Limiter;
  /** By address: requests that need no account. */
  public: Limiter;
  /**
   * By address: `/health` and `/ready`, counted separately from `public`, so that a flood of reads never makes a server
   * look dead.
   */
  watch: Limiter;
  /** By address: previews of shared pages. Beyond the limit the page is sent without a preview. */
  previews: Limiter;
  /** By member: exchanges. */
  exchange: Limiter;
  /** By member: requests of uploads. */
  uploads: Limiter;
  /** By address: pictures and books, counted separately from `public`, since a page shows dozens of pictures. */
  media: Limiter;
  /** By member: links to the archive of all their data, and exports of rooms. */
  exports: Limiter;
  /** By member: archives that such links open. */
  archives: Limiter;
  /** By member: acts within a day. */
  acts: ActsADay;
}

/** A limiter whose keys are addresses: all IPv6 addresses of one network count as one (`addressKey`). */
const byAddress = (limiter: Limiter): Limiter => ({
  take: (address, most) => limiter.take(addressKey(address), most),
  reserve: (address) => limiter.reserve(addressKey(address)),
});

/** Most keys at once; the oldest windows are dropped, so that memory stays bounded. */
const MOST_KEYS = 100_000;

/** @param now the clock, in milliseconds; tests pass their own. */
export function createLimiter(perMinute: number, code: ErrorCode, now: () => number = Date.now): Limiter {
  const windows = new Map<string, { n: number; ends: number }>();
  const windowOf = (key: string) => {
    const open = windows.get(key);
    if (open && open.ends > now()) return open;
    // Delete first: a Map keeps insertion order, so the oldest entries come first.
    windows.delete(key);
    const fresh = { n: 0, ends: now() + 60_000 };
    windows.set(key, fresh);
    if (windows.size > MOST_KEYS)
      for (const [old] of windows) {
        windows.delete(old);
        break;
      }
    return fresh;
  };
  const refuse = (ends: number): never => {
    throw new AppError(code, { seconds: Math.max(1, Math.ceil((ends - now()) / 1000)) });
  };
  const countIn = (key: string, most: number) => {
    const w = windowOf(key);
    if (w.n >= most) refuse(w.ends);
    w.n++;
    return w;
  };
  return {
    take: (key, most = perMinute) => void countIn(key, most),
    reserve(key) {
      const w = countIn(key, perMinute);
      let counted = true;
      return () => {
        if (counted) w.n--;
        counted = false;
      };
    },
  };
}

/**
 * Runs `work` under a limit that counts only failures. One failure is counted before the work starts and is uncounted
 * when the work succeeds, or when it fails through no fault of the caller (a status of 500 or more, or an error of
 * ours).
 */
export async function limitFailures<T>(limiter: Limiter, key: string, work: () => Promise<T>): Promise<T> {
  const takeBack = limiter.reserve(key);
  try {
    const value = await work();
    takeBack();
    return value;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) takeBack();
    throw error;
  }
}

export const createLimits = (now?: () => number): Limits => ({
  signIn: byAddress(createLimiter(100, 'account.rate_limited', now)),
  public: byAddress(createLimiter(1000, 'sync.rate_limited', now)),
  watch: byAddress(createLimiter(1000, 'sync.rate_limited', now)),
  previews: byAddress(createLimiter(300, 'sync.rate_limited', now)),
  exchange: createLimiter(500, 'sync.rate_limited', now),
  uploads: createLimiter(600, 'sync.rate_limited', now),
  media: byAddress(createLimiter(3000, 'sync.rate_limited', now)),
  exports: createLimiter(5, 'account.rate_limited', now),
  archives: createLimiter(5, 'account.rate_limited', now),
  acts: createActsADay(undefined, now),
});

/** Runs `take`. @returns null, or the seconds to wait when the limit is exceeded. */
export function overLimit(take: () => void): { retryAfter: number } | null {
  try {
    take();
    return null;
  } catch (error) {
    if (error instanceof AppError && error.status === 429) return { retryAfter: Number(error.retryAfter) };
    throw error;
  }
}
