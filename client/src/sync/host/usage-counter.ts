/** Counts the bytes that this device transfers, by month and kind. Page, sync worker and service worker use it. */
import { isQuotaError } from '../../platform/storage/quota-error.ts';
import type { Env } from '../engine/env.ts';
import { addUsage } from '../engine/store/device.ts';

/** `saved`: bytes that a cache of the device served instead of the network; they are part of no sum. */
type UsageKind = 'shell' | 'sync' | 'pages' | 'pictures' | 'books' | 'texts' | 'audio' | 'other' | 'saved';

/** The month of a time by the device's clock, `YYYY-MM`. */
export const monthOf = (ms: number): string => new Date(ms).toISOString().slice(0, 7);

/** The kind of a request by its path. */
export function kindOf(path: string): UsageKind {
  if (path.startsWith('/sync/') || path === '/api/live') return 'sync';
  if (path.startsWith('/api/') && path.endsWith('/text')) return 'texts';
  if (path.startsWith('/media/sound/')) return 'audio';
  if (path.startsWith('/media/books/')) return 'books';
  if (path.startsWith('/media/')) return 'pictures';
  if (path.startsWith('/api/') || path.startsWith('/trpc')) return 'pages';
  return path.startsWith('/assets/') || path === '/' || path.endsWith('.js') || path.endsWith('.html')
    ? 'shell'
    : 'other';
}

/** Counts made within this time are written together, ms. */
const STORE_MS = 1000;

/** @param stored runs after each write. @returns adds bytes of a kind to this month's count. */
export function usageCounter(env: () => Env, stored: () => void = () => undefined) {
  const waiting = new Map<UsageKind, number>();
  async function store(): Promise<void> {
    const sums = [...waiting];
    waiting.clear();
    try {
      for (const [kind, bytes] of sums) await addUsage(env(), monthOf(env().now()), kind, bytes);
    } catch (cause) {
      // On a full device the month's count misses the bytes transferred in the meantime.
      if (!isQuotaError(cause)) throw cause;
    }
    stored();
  }
  return (kind: UsageKind, bytes: number): void => {
    if (bytes <= 0) return;
    const alone = waiting.size === 0;
    waiting.set(kind, (waiting.get(kind) ?? 0) + bytes);
    if (alone) env().setTimer(() => void store(), STORE_MS);
  };
}
