/**
 * The service worker's part: sends the queue while no page is open (S19), using the same exchange. It has no access
 * token and uses the refresh cookie (S21).
 */
import { readDevice } from '../engine/store/device.ts';
import type { Env } from '../engine/env.ts';
import { afterSignOut, deliverSignOut } from './sign-out.ts';
import { forgetPictures } from '../engine/store/pictures.ts';
import { openStore } from '../engine/repair/open-store.ts';
import { Syncer } from '../engine/schedule/syncer.ts';

export { BACKGROUND_TAG } from './browser-env.ts';

/**
 * Delivers a pending sign-out, then sends the queue of the device's current member. Throws when acts that could be sent
 * stay queued, so that the browser fires the event again; the page retries too, since the browser may not repeat a
 * failed event (S20).
 */
export async function flushFromWorker(browser: Env): Promise<void> {
  if (!(await deliverSignOut(browser))) throw new Error('the server did not take the sign-out now');
  const env = afterSignOut(browser);
  const { current } = await readDevice(env);
  if (!current) return;
  const store = await openStore(env, current.member);
  let token: string | null = null;
  let phase = 'idle';
  const syncer = new Syncer({
    // This eco level leaves long texts to the page.
    env,
    store,
    who: current,
    eco: 4,
    token: { get: () => token, set: (next) => (token = next) },
    report: (patch) => (phase = patch.phase ?? phase),
  });
  try {
    syncer.trigger('background');
    await syncer.idle();
  } finally {
    syncer.stop();
    store.close();
  }
  if (phase === 'paused-auth') await forgetPictures(env, current.member);
  if (phase === 'waiting' || phase === 'refused') throw new Error('the queue could not be sent now');
}
