/** Whether this is the error that a browser gives when this site may store no more, however a library wrapped it. */
import { local } from './local.ts';

export function isQuotaError(cause: unknown): boolean {
  if (typeof cause !== 'object' || cause === null) return false;
  if ('name' in cause && cause.name === 'QuotaExceededError') return true;
  return 'inner' in cause && isQuotaError(cause.inner);
}

/** Stores a small value in localStorage, or does without it when this site may store no more. */
export function keepLocally(key: string, value: string): void {
  try {
    local().setItem(key, value);
  } catch (cause) {
    if (!isQuotaError(cause)) throw cause;
  }
}
