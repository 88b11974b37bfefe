/** The service worker: registered after the first useful screen; a new version waits for the member's word (S24). */
import { create } from 'zustand';
import { toast } from '../ui/feedback.tsx';
import { t } from '../i18n/locale.ts';
import { workerUrl } from './trusted.ts';

/** `apply` is there while a new version waits for this page. */
export const useUpdate = create<{ apply: (() => void) | null; hidden: boolean }>(() => ({ apply: null, hidden: false }));

const LOOK_EVERY_MS = 60 * 60_000;
let asked = false;

/** Registers /sw.js; in a browser without service workers the app works online only. */
export async function registerServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { Workbox } = await import('workbox-window');
  // The server lets /sw.js be kept ten minutes: opening the app again and again asks for it once.
  const workbox = new Workbox(workerUrl('/sw.js'), { updateViaCache: 'all' });
  workbox.addEventListener('waiting', () => useUpdate.setState({ hidden: false, apply: () => workbox.messageSkipWaiting() }));
  workbox.addEventListener('controlling', (e) => {
    if (asked) location.reload();
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

/** The member's word: the waiting version takes over and this page loads again with it. */
export function applyUpdate(): void {
  const { apply } = useUpdate.getState();
  asked = true;
  useUpdate.setState({ apply: null, hidden: true });
  apply?.();
}
