/**
 * The service worker's part: sends the queue while no page is open (S19), by the very same exchange. It has no access
 * token and uses the refresh cookie (S21).
 */
import { readDevice } from './device.ts';
import type { Env } from './env.ts';
import { openStore } from './store.ts';
import { Syncer } from './syncer.ts';

export { BACKGROUND_TAG } from './browser-env.ts';

/**
 * Sends what the device's current member has queued. Throws when something stays queued that could go, so that the
 * browser fires the event again; the page retries too, since a failed one is not trusted to come back (S20).
 */
export async function flushFromWorker(env: Env): Promise<void> {
  const { current } = await readDevice(env);
  if (!current) return;
  const store = await openStore(env, current.member);
  let token: string | null = null;
  let phase = 'idle';
  const syncer = new Syncer({
    // Long texts are left to the page.
    env, store, who: current, eco: 4,
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
  if (phase === 'waiting') throw new Error('the queue could not be sent now');
}
