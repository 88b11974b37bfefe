/**
 * Corrupt rows in a device's storage that no correct app would write, as left by a disk error, an old bug or a bad link
 * (S30).
 */
import type { CursorRow } from '@egoejo/client/sync/engine/store/cursor-row.ts';
import type { OutboxRow } from '@egoejo/client/sync/engine/store/outbox-row.ts';
import type { Device } from '../device/device.ts';
import type { World } from './world.ts';

/** Corrupt delivery state of an act; the act itself is intact. */
const LIVES: readonly object[] = [
  { tries: 'x' },
  { held: 'quarantined?', heldAt: null },
  { verdict: { status: 'perhaps' }, revs: null, at: 7 },
  { unsettled: null, alone: -1 },
  { lastError: {}, subject: 9 },
];
/** Corrupt content: the act itself is lost. */
const REMAINS: readonly object[] = [
  { args: { project: 'nope' } },
  { args: null },
  { name: 7 },
  { version: 0 },
  { madeAt: 'soon' },
];
const META: readonly object[] = [
  { k: 'epoch', v: 12 },
  { k: 'fence', v: 'x' },
  { k: 'offset', v: null },
  { k: 'flags', v: 3 },
  { k: 'startedAt', v: 'noon' },
  { k: 'readOnlyUntil', v: [] },
];

/** Corrupts some rows of this device. Its tabs are gone, as after switching off a phone. */
export function corrupt(world: World, device: Device): void {
  const { sched, rng } = world;
  if (!device.storage.has(device.database)) return;
  device.killAll();
  const what = rng.pick(['followed', 'cursor', 'position', 'meta', 'life', 'act'] as const);
  sched.note(`${device.name} storage corrupted: ${what}`);
  const put = (table: string, key: unknown, value: unknown): void =>
    device.storage.put(device.database, table, key, structuredClone(value));
  if (what === 'followed') put('followed', 'nope', { community: 'nope' });
  if (what === 'meta') {
    const value = rng.pick(META) as { k: string };
    put('meta', value.k, value);
    if (value.k === 'epoch') device.epochLost = true;
  }
  if (what === 'cursor' || what === 'position') corruptCursor(device, what, put);
  if (what === 'life' || what === 'act') corruptAct(world, device, what, put);
}
type Put = (table: string, key: unknown, value: unknown) => void;

/** Writes an invalid cursor row, or one that the device cannot recognise as wrong; then the server detects it. */
function corruptCursor(device: Device, what: 'cursor' | 'position', put: Put): void {
  const rows = device.rows<CursorRow>('cursors');
  if (rows.length === 0) return;
  const row = device.rng.pick(rows);
  const wrong =
    what === 'position'
      ? { table: 'project', id: 'nope' }
      : device.rng.pick([{ rev: 'x' }, { rev: -1 }, { entities: null }, { scope: 'community:nope' }]);
  put('cursors', row.scope, {
    ...row,
    parts: row.parts.map((part, i) => (i === 0 ? { ...part, cursor: { ...part.cursor, ...wrong } } : part)),
  });
}

function corruptAct({ made }: World, device: Device, what: 'life' | 'act', put: Put): void {
  const rows = device.rows<OutboxRow>('outbox').filter((row) => row.broken === undefined);
  if (rows.length === 0) return;
  const row = device.rng.pick(rows);
  put('outbox', row.seq, { ...row, ...device.rng.pick(what === 'life' ? LIVES : REMAINS) });
  // The device no longer knows the act's status until the server sends it again.
  device.shown.set(row.key, 'waiting');
  if (what === 'life') return;
  device.ruined.add(row.key);
  const known = made.get(row.key);
  if (known) known.copied = true;
}
