/** Checks of a device's clock: it may be off by a year, yet every time shown is the true one (S28). */
import type { Act } from '@egoejo/client/sync/api/acts/act-state.ts';
import type { Device } from '../device/device.ts';
import type { Facts, Fail } from './invariants.ts';

/** In ms: within this time an act is in the queue or in the spare store. A wrong clock is off by hours at least. */
const QUEUED_MS = 300_000;

/** How far the device's clock, corrected as its member sees it, is from the true one, ms. */
const offBy = (device: Device): number => Math.abs(device.told('offset') + device.skew);

/**
 * After an exchange the clock shown is the server's, within the time that the exchange took. At rest every device has
 * just had one. `most`: the longest time of such an exchange, and how far the server's clock may be off, ms.
 */
export function checkClock(device: Device, most: number, fail: Fail): void {
  if (offBy(device) > most)
    fail(
      'the clock shown is the true one',
      `${device.name}: ${device.told('offset')} ms from a clock that is ${device.skew} ms ahead`,
    );
}

/** A queued act is shown with the true time at which it was made, as long as the clock has not been set since. */
export function checkTimes(device: Device, acts: readonly Act[], { made }: Facts, fail: Fail): void {
  if (offBy(device) > QUEUED_MS) return;
  for (const { key, madeAt, verdict } of acts) {
    const known = made.get(key);
    if (!known || known.copied || verdict !== null || madeAt === null || known.skew !== device.skew) continue;
    if (Math.abs(Date.parse(madeAt) - known.at) > QUEUED_MS)
      return fail('the time shown of an act is the true one', `${device.name} shows ${known.label} at ${madeAt}`);
  }
  return undefined;
}
