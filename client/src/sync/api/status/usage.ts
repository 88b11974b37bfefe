/** The bytes that this device transferred, by kind and month, and the storage it uses. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { readUsage } from '../../engine/store/device.ts';
import { theEnv } from '../../host/the-env.ts';
import { watchTransfers } from '../../host/transfers.ts';
import { kindOf, monthOf, usageCounter } from '../../host/usage-counter.ts';

let version = 0;
const listeners = new Set<() => void>();
const count = usageCounter(theEnv, () => {
  version++;
  for (const run of listeners) run();
});

/** Counts what the sync worker reports. */
export const countBytes = (path: string, bytes: number): void => count(kindOf(path), bytes);

/** Counts every request of this page. What the service worker fetched or had is counted by the worker. */
export function watchUsage(): () => void {
  return watchTransfers((path, bytes, saved) => {
    count(kindOf(path), bytes);
    count('saved', saved);
  });
}

interface Usage {
  month: string;
  bytes: Record<string, number>;
  total: number;
  /** Bytes that a cache of this device served instead of the network. */
  saved: number;
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
    void Promise.all([readUsage(theEnv(), month), theEnv().estimate()]).then(([all, { usage: stored, quota }]) => {
      const { saved = 0, ...bytes } = all;
      const total = Object.values(bytes).reduce((a, b) => a + b, 0);
      if (!gone) setUsage({ month, bytes, total, saved, stored, quota });
    });
    return () => {
      gone = true;
    };
  }, [at]);
  return usage;
}
