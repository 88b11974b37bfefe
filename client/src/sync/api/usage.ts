/** The bytes that this device transferred, by kind and month, and the storage it uses. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { addUsage, readUsage } from '../host/device.ts';
import { isQuotaError } from '../../platform/quota-error.ts';
import { theEnv } from '../host/the-env.ts';
import { watchTransfers } from '../host/transfers.ts';

const usageKinds = ['shell', 'sync', 'pages', 'pictures', 'texts', 'audio', 'other'] as const;
type UsageKind = (typeof usageKinds)[number];

const monthOf = (ms: number): string => new Date(ms).toISOString().slice(0, 7);
let version = 0;
const listeners = new Set<() => void>();
const waiting = new Map<UsageKind, number>();

/** Adds bytes of a kind to this month's count. */
export function count(kind: UsageKind, bytes: number): void {
  if (bytes <= 0) return;
  const alone = waiting.size === 0;
  waiting.set(kind, (waiting.get(kind) ?? 0) + bytes);
  if (alone) theEnv().setTimer(() => void store(), STORE_MS);
}

/** Counts made within this time are written together, ms. */
const STORE_MS = 1000;
async function store(): Promise<void> {
  const sums = [...waiting];
  waiting.clear();
  try {
    for (const [kind, bytes] of sums) await addUsage(theEnv(), monthOf(theEnv().now()), kind, bytes);
  } catch (cause) {
    // On a full device the month's count misses the bytes transferred in the meantime.
    if (!isQuotaError(cause)) throw cause;
  }
  version++;
  for (const run of listeners) run();
}

/** The kind of a request by its path. */
export function kindOf(path: string): UsageKind {
  if (path.startsWith('/sync/') || path.startsWith('/api/pokes')) return 'sync';
  if (path.startsWith('/api/') && path.endsWith('/text')) return 'texts';
  if (path.startsWith('/media/audio')) return 'audio';
  if (path.startsWith('/media/')) return 'pictures';
  if (path.startsWith('/api/') || path.startsWith('/trpc')) return 'pages';
  return path.startsWith('/assets/') || path === '/' || path.endsWith('.js') || path.endsWith('.html')
    ? 'shell'
    : 'other';
}

/**
 * Counts every request of this page by the bytes that the browser reports as transferred (0 when served from a cache).
 */
export function watchUsage(): () => void {
  return watchTransfers((path, bytes) => count(kindOf(path), bytes));
}

interface Usage {
  month: string;
  bytes: Record<string, number>;
  total: number;
  /** The bytes that this origin stores on the device, and the browser's limit. */
  stored: number;
  quota: number;
}
/** This month's bytes by kind and the storage used; `undefined` until read. */
export function useUsage(): Usage | undefined {
  const at = useSyncExternalStore(
    (run) => {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    () => version,
  );
  const [usage, setUsage] = useState<Usage>();
  useEffect(() => {
    let gone = false;
    const month = monthOf(theEnv().now());
    void Promise.all([readUsage(theEnv(), month), theEnv().estimate()]).then(([bytes, { usage: stored, quota }]) => {
      if (!gone) setUsage({ month, bytes, total: Object.values(bytes).reduce((a, b) => a + b, 0), stored, quota });
    });
    return () => {
      gone = true;
    };
  }, [at]);
  return usage;
}
