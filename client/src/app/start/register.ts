/**
 * The service worker. It is registered after the first useful screen; a new version waits for the member's consent
 * (S24).
 */
import { toast } from '../../ui/layers/toasts.tsx';
import { t } from '../../i18n/locale.ts';
import { useShell } from '../../platform/page/shell-store.ts';
import { workerUrl } from '../../platform/page/trusted.ts';
import { fetchNextAhead, idle, keepAhead, untilDone } from './ahead.ts';
import { useUpdate } from './update.ts';

/** Its name differs from version to version. */
const pageScript = (): string => {
  const script = document.querySelector<HTMLScriptElement>('script[type=module]');
  return script ? new URL(script.src).pathname : '';
};

const LOOK_EVERY_MS = 60 * 60_000;
/** By this time, ms, everything under way when the exchanges ended has finished. */
const SETTLE_MS = 300;
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
  const offer = (): void =>
    useUpdate.setState({
      hidden: false,
      apply() {
        quiet();
        setTimeout(() => workbox.messageSkipWaiting(), SETTLE_MS);
      },
    });
  // Offered once all of it is here: its pages would not open without a network.
  workbox.addEventListener('waiting', () => void untilDone(() => fetchNextAhead()).then(offer));
  workbox.addEventListener('controlling', (e) => {
    if (useUpdate.getState().asked) location.reload();
    // The update was accepted in another tab. This tab may have a form open, so its member is asked separately.
    else if (e.isUpdate) useUpdate.setState({ hidden: false, apply: () => location.reload() });
  });
  workbox.addEventListener('activated', (e) => {
    // Not over a form: the message could cover its button.
    const told = e.isUpdate || e.isExternal || useShell.getState().unkept || document.forms.length > 0;
    if (!told) toast(t('shell.offlineReady'));
  });
  await workbox.register();
  void navigator.serviceWorker.ready.then(idle).then(() => untilDone(() => keepAhead(pageScript())));
  // Without a network the check fails, and the next one follows in an hour.
  setInterval(() => void workbox.update().catch(() => undefined), LOOK_EVERY_MS);
}
