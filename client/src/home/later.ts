import { engine } from '../app/start/engine.ts';
import { knownDevice } from '../app/start/known-device.ts';
import { loadDeferred } from '../i18n/locale.ts';
import { afterPreloadedList } from '../projects/preloaded-list.ts';
import { firstListShown } from './first-list.ts';

const AGAIN_MS = 15_000;
const nextChance = () =>
  new Promise<void>((go) => {
    addEventListener('online', () => go(), { once: true });
    setTimeout(go, AGAIN_MS);
  });

/**
 * Loads the real page: on a first visit only once the first list is on the screen, so that nothing competes with it.
 */
export function later<P>(load: () => Promise<P>): Promise<P> {
  const start = (): Promise<P> =>
    Promise.all([load(), engine(), loadDeferred()]).then(
      ([m]) => m,
      // A first visit that lost the network keeps its first screen and continues when the network is back.
      (error: unknown) => (knownDevice() ? Promise.reject(error) : nextChance().then(start)),
    );
  return (knownDevice() ? afterPreloadedList() : firstListShown).then(start);
}
