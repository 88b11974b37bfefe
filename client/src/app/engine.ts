/**
 * When the sync engine (Dexie, zod, tRPC and all) comes in: at once on a device that was here before, after the first
 * useful screen on a first visit (6-client, budget of 130 KB).
 */
import { registerServiceWorker } from './update.ts';
import { useShell } from './shell-store.ts';

let opening: Promise<void> | null = null;

async function start(): Promise<void> {
  const { pauseSync, startEngine } = await import('./start-engine.tsx');
  await startEngine();
  useShell.setState({ engine: 'ready' });
  // The worker fetches the whole shell: only now, behind everything the first screen needs.
  void registerServiceWorker(pauseSync);
}

/** Resolves when the member's (or the visitor's) database is open. A failed load may be tried again. */
export function engine(): Promise<void> {
  opening ??= start().catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}
