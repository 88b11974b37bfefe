/**
 * Loads the sync engine with everything it brings (Dexie, zod, tRPC): at once on a device that was used before, and
 * after the first useful screen on a first visit, which may load at most 130 KB.
 */
import { useShell } from '../../platform/page/shell-store.ts';

let opening: Promise<void> | null = null;

async function start(): Promise<void> {
  const { pauseSync, registerServiceWorker, startEngine } = await import('./start-engine.tsx');
  await startEngine();
  useShell.setState({ engine: 'ready' });
  // The service worker fetches the whole shell, so it starts only now, after everything that the first screen needs.
  void registerServiceWorker(pauseSync).catch(() => useShell.setState({ onlineOnly: true }));
}

/** Resolves when the member's (or the visitor's) database is open. A failed load can be retried. */
export function engine(): Promise<void> {
  opening ??= start().catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}
