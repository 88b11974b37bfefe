/**
 * The service worker. It is registered after the first useful screen; a new version waits for the member's consent
 * (S24).
 */
import { create } from 'zustand';
import { toast } from '../ui/toasts.tsx';
import { t } from '../i18n/locale.ts';
import { useShell } from '../platform/shell-store.ts';
import { workerUrl } from '../platform/trusted.ts';

/**
 * `apply` is set while a new version waits for this page; `asked` is true from the member's consent until the page
 * reloads.
 */
export const useUpdate = create<{ apply: (() => void) | null; hidden: boolean; asked: boolean }>(() => ({
  apply: null,
  hidden: false,
  asked: false,
}));

const LOOK_EVERY_MS = 60 * 60_000;
/** By this time, ms, everything under way when the exchanges ended has finished. */
const SETTLE_MS = 300;
/** Longer than Chromium keeps an idle worker alive, ms. */
const PATIENCE_MS = 40_000;

/**
 * Registers /sw.js.
 * @throws in a browser without service workers, or that refuses them: the app then opens online only.
 * @param quiet ends the exchanges of this page. Chromium first stops the active worker; a request that wakes it at that
 * moment keeps the next worker waiting until the active one is idle again (half a minute).
 */
export async function registerServiceWorker(quiet: () => void): Promise<void> {
  // Where nothing is kept, a browser refuses the worker too, and tells so in its console.
  if (!import.meta.env.PROD || useShell.getState().unkept) return;
  if (!('serviceWorker' in navigator)) throw new Error('no service workers');
  const { Workbox } = await import('workbox-window');
  // The server lets /sw.js be cached for ten minutes, so opening the app repeatedly requests it once.
  const workbox = new Workbox(workerUrl('/sw.js'), { updateViaCache: 'all' });
  workbox.addEventListener('waiting', () =>
    useUpdate.setState({
      hidden: false,
      apply() {
        quiet();
        setTimeout(() => workbox.messageSkipWaiting(), SETTLE_MS);
      },
    }),
  );
  workbox.addEventListener('controlling', (e) => {
    if (useUpdate.getState().asked) location.reload();
    // The update was accepted in another tab. This tab may have a form open, so its member is asked separately.
    else if (e.isUpdate) useUpdate.setState({ hidden: false, apply: () => location.reload() });
  });
  workbox.addEventListener('activated', (e) => {
    if (!e.isUpdate && !e.isExternal && !useShell.getState().unkept) toast(t('shell.offlineReady'));
  });
  await workbox.register();
  // Without a network the check fails, and the next one follows in an hour.
  setInterval(() => void workbox.update().catch(() => undefined), LOOK_EVERY_MS);
}

/**
 * Applies the update with the member's consent: the waiting version takes over and this page reloads with it, or with
 * the old version if it cannot take over.
 */
export function applyUpdate(): void {
  useUpdate.setState({ asked: true });
  useUpdate.getState().apply?.();
  setTimeout(() => location.reload(), PATIENCE_MS);
}
