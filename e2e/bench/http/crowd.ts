/** Devices that come back in the same second over HTTP, each with queued acts; they wait and retry as the app does. */
import { setTimeout as wait } from 'node:timers/promises';
import type { MutationEnvelope } from '@egoejo/shared/sync/protocol.ts';
import { afterExchange } from '@egoejo/client/sync/engine/schedule/retry-policy.ts';
import { CALM, type Rhythm } from '@egoejo/client/sync/engine/schedule/rhythm.ts';
import type { Away } from '../database/communities.ts';
import { asking, attempt, type Returned } from './crowd-attempt.ts';

/** The longest that a device is waited for, in milliseconds. */
const PATIENCE_MS = 180_000;

/**
 * All `devices` come within one second, each with the acts of `actsOf` in one queue.
 * @throws when a device does not get an applied verdict for every act in time.
 */
export async function comeBack(
  url: string,
  devices: readonly Away[],
  actsOf: (device: Away) => MutationEnvelope[],
): Promise<Returned> {
  // Retries send the same text until there are verdicts, so it is serialized once, in advance.
  const queues = devices.map((device) => {
    const acts = actsOf(device);
    return { device, acts, first: asking(device, acts), at: Math.random() * 1000 };
  });
  const found: Returned = { seconds: 0, accepted: [], refused: [], broken: 0, waited: [], mostTries: 0 };
  const start = performance.now();
  await Promise.all(
    queues.map(async ({ device, acts, first, at }) => {
      await wait(at);
      const came = performance.now();
      let rhythm: Rhythm = CALM;
      for (let tries = 1, waitMs: number | null = 0; waitMs !== null; tries++) {
        if (performance.now() - came > PATIENCE_MS)
          throw new Error(`member ${device.i} waits for verdicts since ${PATIENCE_MS} ms`);
        if (waitMs > 0) await wait(waitMs);
        const outcome = await attempt(url, device, acts, acts.length > 0 ? first : asking(device, []), found);
        // The first answer with acts contains all their verdicts; later ones contain rows.
        if (acts.length > 0 && outcome.kind === 'answered') {
          const now = performance.now();
          found.waited.push(now - came);
          found.seconds = Math.max(found.seconds, (now - start) / 1000);
          acts = [];
        }
        found.mostTries = Math.max(found.mostTries, tries);
        const next = afterExchange(rhythm, outcome, Math.random());
        rhythm = next.rhythm;
        waitMs = next.waitMs;
      }
    }),
  );
  return found;
}
