/** Installing the app: what this browser offers, and what the member answered. */
import { create } from 'zustand';
import { keepLocally } from '../storage/quota-error.ts';
import { local } from '../storage/local.ts';

/** Chromium's event; no standard describes it yet. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}
/** 'prompt': the browser asks when it is told to. 'ios': only by hand, from the share menu. */
export type InstallWay = 'prompt' | 'ios';

const LATER = 'egoejo.install.later';
/** How long *later* is, ms. */
const REST_MS = 30 * 86_400_000;

const installed = (): boolean =>
  matchMedia('(display-mode: standalone)').matches || ('standalone' in navigator && navigator.standalone === true);
/** An iPad says that it is a Macintosh, but no Macintosh has a touch screen. */
const onIos = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

const useInstall = create<{ event: InstallPromptEvent | null; way: InstallWay | null; resting: boolean }>(() => ({
  event: null,
  way: !installed() && onIos() ? 'ios' : null,
  resting: Date.now() - Number(local().getItem(LATER) ?? 0) < REST_MS,
}));

/** Call it once at the start: the browser sends its event only once, maybe before the first page is drawn. */
export function listenForInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    // Otherwise the browser shows its own banner at once, before the member knows why to install the app.
    event.preventDefault();
    useInstall.setState({ event: event as InstallPromptEvent, way: 'prompt' });
  });
  addEventListener('appinstalled', () => useInstall.setState({ event: null, way: null }));
}

/** How the app can be installed here; null: it is installed already, or this browser cannot. */
export const useInstallWay = (): InstallWay | null => useInstall((s) => s.way);
/** Whether the member put it off less than 30 days ago. */
export const useInstallResting = (): boolean => useInstall((s) => s.resting);

/** Puts it off. */
export function installLater(): void {
  keepLocally(LATER, String(Date.now()));
  useInstall.setState({ resting: true });
}

/** Lets the browser ask. It does so once; a refusal counts as *later*. */
export async function install(): Promise<void> {
  const { event } = useInstall.getState();
  if (!event) return;
  useInstall.setState({ event: null, way: null });
  if ((await event.prompt()).outcome === 'dismissed') installLater();
}
