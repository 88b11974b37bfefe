/** Checks at each commit of a device what its member is shown: no act disappears or is unshown (S28). */
import type { Receipt } from '@egoejo/shared/sync/receipt.ts';
import type { OutboxRow, SentRow } from '@egoejo/client/sync/engine/store/outbox-row.ts';
import type { Device } from '../device/device.ts';
import type { Shown } from '../device/made.ts';
import { checkTimes } from './clock.ts';
import type { Facts, Fail } from './invariants.ts';

/** No act shown as received disappears, and queued acts stay visible (S28). */
export function checkShown(device: Device, facts: Facts, fail: Fail): void {
  const acts = facts.build.listActs(
    {
      outbox: device.queue(),
      sent: device.rows<SentRow>('sent'),
      receipts: device.rows<Receipt>('receipt'),
      dismissed: new Set(),
      toldAt: device.told('toldAt'),
      offset: device.told('offset'),
    },
    new Set(),
  );
  checkTimes(device, acts, facts, fail);
  const states = new Map(acts.map((act) => [String(act.key), act.state]));
  const again = new Set(
    device
      .rows<OutboxRow>('outbox')
      .filter((row) => row.again)
      .map((row) => String(row.key)),
  );
  for (const [key, before] of device.shown) {
    const state = states.get(key);
    const made = facts.made.get(key);
    const label = made?.label ?? key;
    if (state === undefined && device.leaving.has(key) && made) {
      // An act that an old copy of the queue shows as unsent may have been sent long ago.
      made.taken = !made.copied;
      device.shown.delete(key);
      continue;
    }
    if (state === undefined)
      return fail('every queued act stays visible', `${device.name} no longer shows ${label} (${before})`);
    // After a restore, a received act is shown as offered again or as lost (S29).
    if ((facts.restored || device.epochLost) && (again.has(key) || (state === 'lost' && before === 'received')))
      continue;
    const now: Shown = state === 'received' || state === 'refused' ? state : 'waiting';
    // A verdict does not bind a copy of the act that has not received it: an act copied by a file to another device may
    // be settled again from there after a restore (S29).
    if (facts.restored && made?.copied && now !== 'waiting') {
      device.shown.set(key, now);
      continue;
    }
    if (before !== 'waiting' && now !== before)
      return fail(
        'nothing shown as received is unshown',
        `${device.name} showed ${label} as ${before}, now as ${state}`,
      );
    if (before !== now) {
      device.shown.set(key, now);
      device.sched.note(`${device.name} shows ${label} ${now}`);
    }
  }
  return undefined;
}
