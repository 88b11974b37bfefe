/** Checks at each commit of a device: what is shown, that each act counts once, and sums (S28). */
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import type { CursorRow } from '@egoejo/client/sync/engine/store/cursor-row.ts';
import type { OutboxRow, SentRow } from '@egoejo/client/sync/engine/store/outbox-row.ts';
import type { Device } from '../device/device.ts';
import { cursorsOf, type Facts, type Fail } from './invariants.ts';
import { checkShown } from './shown.ts';

interface Transfer {
  key: string | null;
  gain: boolean;
  amount: number;
  reason: string;
  project: string | null;
}

const sum = (values: Iterable<number>): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

const complete = (device: Device): boolean => {
  const own = device.rows<CursorRow>('cursors').find((row) => row.scope === memberScope(device.member));
  return (
    own !== undefined &&
    own.parts.every((p) => p.frozen || (p.done && p.cursor.table === '~' && p.cursor.from === undefined))
  );
};

/** An act is visible either by its overlay or by the base rows, never by both and never by neither (S16). */
function checkOnce(device: Device, facts: Facts, fail: Fail): void {
  const transfers = new Map<string, Transfer>();
  for (const t of device.rows<Transfer>('transfer')) if (t.key !== null) transfers.set(t.key, t);
  for (const row of device.rows<OutboxRow>('outbox')) {
    const label = facts.made.get(row.key)?.label ?? row.key;
    const hidden = row.again && (!row.again.shown || row.cancelKey !== null);
    if (transfers.has(row.key) && !hidden)
      return fail(
        'no effect is counted twice',
        `${device.name} replays ${label}, whose transfer is in the base tables; its revs ` +
          `${JSON.stringify(row.revs)}, ` +
          `cursors ${cursorsOf(device)}`,
      );
    if (row.lastError === 'sync.key_reused')
      return fail('a key stands for one request', `${device.name} was told so of ${label}`);
  }
  const positions = new Map(device.rows<{ id: string; seq: number }>('position').map((p) => [p.id, p.seq]));
  for (const row of device.rows<SentRow>('sent')) {
    const label = facts.made.get(row.key)?.label ?? row.key;
    if (row.verdict.status === 'rejected') {
      if (transfers.has(row.key))
        return fail('a refused act leaves nothing', `${device.name} has a transfer of ${label}`);
    } else if (row.name === 'project.boost' && !transfers.has(row.key)) {
      return fail(
        'nothing shown as received is unshown',
        `${device.name} shows ${label} as received without its transfer`,
      );
    } else if (
      row.name === 'reading.progress' &&
      !row.unreadable &&
      (positions.get(`${String(row.args['text'])}:${device.id}`) ?? 0) < row.seq
    ) {
      return fail(
        'nothing shown as received is unshown',
        `${device.name} shows ${label} as received without its position`,
      );
    }
  }
  return undefined;
}

/** When the device has all of the member's own rows, their figures agree. */
function checkSums(device: Device, fail: Fail): void {
  if (!complete(device)) return;
  const transfers = device.rows<Transfer>('transfer');
  const [wallet] = device.rows<{ balance: number }>('wallet');
  const held = sum(transfers.map((t) => (t.gain ? t.amount : -t.amount)));
  if ((wallet?.balance ?? 0) !== held)
    return fail('the wallet shown equals its transfers', `${device.name}: ${wallet?.balance} instead of ${held}`);
  for (const support of device.rows<{ id: string; grains: number }>('support')) {
    const planted = sum(
      transfers.filter((t) => t.reason === 'project_boost' && t.project === support.id).map((t) => t.amount),
    );
    if (planted !== support.grains)
      return fail('the support shown equals its transfers', `${device.name}: ${support.grains} instead of ${planted}`);
  }
  return undefined;
}

/**
 * Pages of the own scope that wait for the rest of an answer continue the position they wait beside. Once the server
 * lost that history, they are rows that never were (S29).
 */
function checkAhead(device: Device, fail: Fail): void {
  for (const { scope, parts, ahead } of device.rows<CursorRow>('cursors')) {
    if (!ahead) continue;
    if (parts.some((part) => part.stale))
      return fail('no page is kept ahead across a restore', `${device.name} ${scope}: ${cursorsOf(device)}`);
  }
  return undefined;
}

/** What a server confirmed stays on the device, so that it can be offered again after a restore (S29). */
function checkKept(device: Device, facts: Facts, fail: Fail): void {
  const sent = device.rows<SentRow>('sent');
  const here = new Set([...sent, ...device.rows<OutboxRow>('outbox')].map(({ key }) => String(key)));
  for (const key of device.kept)
    if (!here.has(key) && !device.ruined.has(key))
      return fail('what was confirmed is kept for 35 days', `${device.name} forgot ${facts.made.get(key)?.label}`);
  for (const { key, verdict } of sent) if (verdict.status === 'applied') device.kept.add(key);
  return undefined;
}

/** The checks at each commit of a device. */
export function checkCommit(device: Device, facts: Facts, fail: Fail): void {
  checkShown(device, facts, fail);
  checkOnce(device, facts, fail);
  checkSums(device, fail);
  checkKept(device, facts, fail);
  checkAhead(device, fail);
}
