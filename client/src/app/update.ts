/** The service worker: registered after the first useful screen; a new version waits for the member's word (S24). */
import { create } from 'zustand';
import { toast } from '../ui/feedback.tsx';
import { t } from '../i18n/locale.ts';
import { workerUrl } from './trusted.ts';

/** `apply` is there while a new version waits. */
export const useUpdate = create<{ apply: (() => void) | null; hidden: boolean }>(() => ({ apply: null, hidden: false }));

const LOOK_EVERY_MS = 60 * 60_000;

/** Registers /sw.js; in a browser without service workers the app works online only. */
export async function registerServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { Workbox } = await import('workbox-window');
  const workbox = new Workbox(workerUrl('/sw.js'));
  workbox.addEventListener('waiting', () => {
    useUpdate.setState({ hidden: false, apply: () => workbox.messageSkipWaiting() });
  });
  // Only after the member said so: nothing else tells the worker to skip waiting. Other tabs of this member reload
  // when they are asked for the next time; their forms are kept as drafts.
  let asked = false;
  const reload = () => {
    if (asked) location.reload();
  };
  workbox.addEventListener('controlling', reload);
  useUpdate.subscribe((s) => {
    asked ||= s.apply === null && s.hidden;
  });
  workbox.addEventListener('activated', (e) => {
    if (!e.isUpdate && !e.isExternal) toast(t('shell.offlineReady'));
  });
  await workbox.register();
  setInterval(() => void workbox.update().catch(() => undefined), LOOK_EVERY_MS);
}

/** The member's word: the waiting version takes over and this page loads again with it. */
export function applyUpdate(): void {
  const { apply } = useUpdate.getState();
  useUpdate.setState({ apply: null, hidden: true });
  apply?.();
}
