/** The service worker: registered after the first useful screen; a new version waits for the member's word (S24). */
import { create } from 'zustand';
import { toast } from '../ui/feedback.tsx';
import { t } from '../i18n/locale.ts';
import { workerUrl } from './trusted.ts';

/** `apply` is there while a new version waits for this page; `asked` from the member's word until the page loads again. */
export const useUpdate = create<{ apply: (() => void) | null; hidden: boolean; asked: boolean }>(() => ({ apply: null, hidden: false, asked: false }));

const LOOK_EVERY_MS = 60 * 60_000;
/** What was under way when the exchanges ended has come to its end by then. */
const SETTLE_MS = 300;
/** Longer than Chromium lets a worker live that has nothing to do. */
const PATIENCE_MS = 40_000;

/**
 * Registers /sw.js; in a browser without service workers the app works online only.
 * @param quiet ends the exchanges of this page. Chromium first ends the worker in office; a request that wakes it in
 * that instant keeps the next one waiting until it has slept (half a minute).
 */
export async function registerServiceWorker(quiet: () => void): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { Workbox } = await import('workbox-window');
  // The server lets /sw.js be kept ten minutes: opening the app again and again asks for it once.
  const workbox = new Workbox(workerUrl('/sw.js'), { updateViaCache: 'all' });
  workbox.addEventListener('waiting', () => useUpdate.setState({
    hidden: false,
    apply() {
      quiet();
      setTimeout(() => workbox.messageSkipWaiting(), SETTLE_MS);
    },
  }));
  workbox.addEventListener('controlling', (e) => {
    if (useUpdate.getState().asked) location.reload();
    // Another tab said yes: this one may have a form open, so it is asked in its turn.
    else if (e.isUpdate) useUpdate.setState({ hidden: false, apply: () => location.reload() });
  });
  workbox.addEventListener('activated', (e) => {
    if (!e.isUpdate && !e.isExternal) toast(t('shell.offlineReady'));
  });
  await workbox.register();
  // Without a link the look fails, and the next one follows in an hour.
  setInterval(() => void workbox.update().catch(() => undefined), LOOK_EVERY_MS);
}

/** The member's word: the waiting version takes over and this page loads again with it; with the old one if it cannot. */
export function applyUpdate(): void {
  useUpdate.setState({ asked: true });
  useUpdate.getState().apply?.();
  setTimeout(() => location.reload(), PATIENCE_MS);
}
