/** The state of every act, for the member (S26): queued, sending, received, or refused and why. */
import { useMemo } from 'react';
import type { RowRef } from '@egoejo/shared/sync/mutation.ts';
import type { Receipt } from '@egoejo/shared/sync/receipt.ts';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import { fail } from '@egoejo/shared/platform/result.ts';
import { KEPT_MS } from '@egoejo/shared/sync/retention.ts';
import { refKey, touchesOf } from '../engine/definitions.ts';
import { useLive, useOverlay } from './live.ts';
import { retryIn, takeBackFrom } from '../engine/outbox.ts';
import type { Snapshot } from '../engine/overlay.ts';
import { exportActs, importActs, previewActs, type ActInFile, type ImportError } from './portable.ts';
import { FULL, ifRoom, withReserve, withRoom } from '../engine/quota.ts';
import { isTakenBack } from '../engine/verdicts.ts';
import { current, useMember } from './session.ts';
import { useSyncStatus } from './status-store.ts';
import { readMeta, type EgoejoDb, type OutboxRow, type SentRow } from '../engine/store.ts';
import type { Verdict } from '../engine/protocol.ts';

export { isTakenBack };

/**
 * `again`: the act was received, a restore made the server forget it, and it is offered again. `lost`: offering it
 * again failed (S29).
 */
export type ActState =
  | 'queued'
  | 'sending'
  | 'received'
  | 'refused'
  | 'quarantined'
  | 'cancelling'
  | 'waiting-upgrade'
  | 'again'
  | 'lost';
export interface Act {
  key: MutationKey;
  /** Position in this device's queue; 0 for an act made on another device. */
  seq: number;
  name: string;
  /** Empty for an act made on another device. */
  args: Record<string, unknown>;
  version: number;
  /**
   * When the act was made, by the server's clock as the device knows it, ISO 8601. The act itself carries the device
   * clock, which may be a year off.
   */
  madeAt: string;
  /** How often the server answered about the act, or stayed silent when it was sent alone. */
  tries: number;
  lastError: string | null;
  state: ActState;
  verdict: Verdict | null;
  /** Server's time of the verdict, ISO 8601. */
  at: string | null;
  subject: string | null;
  /** The member has dismissed this refusal; acts that they took back themselves count as dismissed. */
  dismissed: boolean;
  /** When the act was received before a restore of the server, ISO 8601 (S29). */
  before: string | null;
  /** The act was made on this device. */
  here: boolean;
}

/** The state of a queued act. */
export function stateOf(row: OutboxRow, sending: ReadonlySet<string>): ActState {
  if (row.verdict) return verdictState(row.verdict, row.again !== undefined);
  if (row.held === 'quarantined') return 'quarantined';
  if (row.held === 'upgrade') return 'waiting-upgrade';
  if (row.cancelKey !== null) return 'cancelling';
  if (row.again) return 'again';
  return sending.has(row.key) ? 'sending' : 'queued';
}

/**
 * An act that the server once confirmed but cannot settle again is shown as lost; one that the member took back stays
 * refused.
 */
function verdictState(verdict: Verdict, again: boolean): ActState {
  if (verdict.status === 'applied') return 'received';
  return verdict.code === 'sync.lost_in_restore' || (again && !isTakenBack({ verdict })) ? 'lost' : 'refused';
}

const ofOutbox = (row: OutboxRow, sending: ReadonlySet<string>, offset: number): Act => ({
  key: row.key,
  seq: row.seq,
  name: row.name,
  args: row.args,
  version: row.version,
  madeAt: new Date(Date.parse(row.madeAt) + offset).toISOString(),
  tries: row.heard ?? 0,
  lastError: row.lastError,
  state: stateOf(row, sending),
  verdict: row.verdict,
  at: row.at,
  subject: row.subject,
  dismissed: isTakenBack(row),
  before: row.again?.at ?? null,
  here: true,
});
const ofSent = (row: SentRow, dismissed: boolean): Act => ({
  key: row.key,
  seq: row.seq,
  name: row.name,
  args: row.args,
  version: row.version,
  madeAt: row.madeAt,
  tries: row.tries,
  lastError: null,
  state: verdictState(row.verdict, row.again === true),
  verdict: row.verdict,
  at: row.at,
  subject: row.subject,
  dismissed: dismissed || isTakenBack(row),
  before: row.again ? row.at : null,
  here: true,
});
const ofReceipt = (row: Receipt, dismissed: boolean): Act => ({
  key: row.id as MutationKey,
  seq: 0,
  name: row.name,
  args: {},
  version: 1,
  madeAt: row.at,
  tries: 1,
  lastError: null,
  state: verdictState(row.verdict, false),
  verdict: row.verdict,
  at: row.at,
  subject: null,
  dismissed: dismissed || isTakenBack(row),
  before: null,
  here: false,
});

export interface ActSources {
  outbox: OutboxRow[];
  sent: SentRow[];
  receipts: Receipt[];
  dismissed: ReadonlySet<string>;
  /**
   * The server's clock at its last answer, ms. The device clock may jump by a year and would age the received acts
   * shown.
   */
  toldAt: number;
  /** Server clock minus device clock, ms. */
  offset: number;
}
export const readActs = (db: EgoejoDb): Promise<ActSources> =>
  db.transaction('r', db.outbox, db.sent, db.receipt, db.dismissed, db.meta, async () => {
    const [outbox, sent, receipts, dismissed, offset = 0, toldAt = 0] = await Promise.all([
      db.outbox.toArray(),
      db.sent.toArray(),
      db.receipt.toArray(),
      db.dismissed.toCollection().primaryKeys(),
      readMeta(db, 'offset'),
      readMeta(db, 'toldAt'),
    ]);
    return { outbox, sent, receipts, dismissed: new Set(dismissed), toldAt, offset };
  });

/**
 * Every act to show: first the queue, the last queued first, then verdicts by the server's time: those of the last 35
 * days, and refusals until dismissed. The order never depends on a device clock.
 */
export function listActs(from: ActSources, sending: ReadonlySet<string>): Act[] {
  const acts = new Map<string, Act>();
  for (const row of from.receipts) acts.set(row.id, ofReceipt(row, from.dismissed.has(row.id)));
  for (const row of from.sent) acts.set(row.key, ofSent(row, from.dismissed.has(row.key)));
  for (const row of from.outbox) acts.set(row.key, ofOutbox(row, sending, from.offset));
  const recent = (act: Act): boolean =>
    act.at === null ||
    from.toldAt - Date.parse(act.at) <= KEPT_MS ||
    ((act.state === 'refused' || act.state === 'lost') && !act.dismissed);
  const settledAt = (act: Act): number => (act.verdict === null || act.at === null ? Infinity : Date.parse(act.at));
  return [...acts.values()].filter(recent).sort((a, b) => {
    const [left, right] = [settledAt(a), settledAt(b)];
    return left === right ? b.seq - a.seq : right - left;
  });
}

/**
 * The acts as read, plus those in the overlay's snapshot that the read does not contain yet. A row predicted by an act
 * is thus never on the screen without its act, which would make it pass for a confirmed row. Where both have an act,
 * `read` wins, since it may be the newer one.
 */
export function withShown(
  read: ActSources | undefined,
  { outbox, offset }: Pick<Snapshot, 'outbox' | 'offset'>,
): ActSources {
  if (!read) return { outbox: [...outbox], sent: [], receipts: [], dismissed: new Set(), toldAt: 0, offset };
  const known = new Set<string>([...read.outbox, ...read.sent].map((row) => row.key));
  for (const receipt of read.receipts) known.add(receipt.id);
  return { ...read, outbox: [...read.outbox, ...outbox.filter((row) => !known.has(row.key))] };
}

/**
 * Acts, newest first; with `touches`, only this device's acts on that row. Until the first read, only the queued ones.
 */
export function useActs(filter?: { touches?: RowRef }): Act[] {
  const read = useLive(readActs, []);
  const shown = useOverlay();
  const sending = useSyncStatus((s) => s.sending);
  const who = useMember();
  const wanted = filter?.touches ? refKey(filter.touches) : null;
  return useMemo(() => {
    const acts = listActs(withShown(read, shown), sending);
    if (wanted === null || who === null) return acts;
    return acts.filter((act) => act.here && touchesOf(act, who).some((ref) => refKey(ref) === wanted));
  }, [read, shown, sending, wanted, who]);
}

/** The number of acts without a verdict, for the badge. */
export function usePendingCount(): number {
  return useLive((db) => db.outbox.filter((row) => row.verdict === null).count(), []) ?? 0;
}

/** Whether the server's history no longer matches what this device received (chain-watch.ts). */
export const useChainBroken = (): boolean =>
  useLive(async (db) => (await readMeta(db, 'chainBroken')) !== undefined, []) ?? false;

/**
 * Takes an act back; `takeBackFrom` explains the results (S26). 'full': storage has no room for the cancel, and nothing
 * changed.
 */
export async function takeBack(key: string): Promise<'taken' | 'cancelling' | 'too-late' | 'full'> {
  const engine = current();
  if (!engine) return 'too-late';
  const done = await withReserve(engine.env, engine.store.db, () => takeBackFrom(engine.env, engine.store, key));
  if (done === FULL) return 'full';
  if (done === 'cancelling') engine.syncer.trigger('mutation');
  return done;
}
/** Dismisses a refusal. */
export async function dismiss(key: string): Promise<void> {
  const engine = current();
  if (engine)
    await ifRoom(engine.env, engine.store.db, () => engine.store.db.dismissed.put({ key, at: engine.env.now() }));
}
/** Sends a quarantined or waiting act again at once. */
export async function retry(key: string): Promise<void> {
  const engine = current();
  if (!engine) return;
  if ((await withReserve(engine.env, engine.store.db, () => retryIn(engine.env, engine.store, key))) === FULL) return;
  engine.syncer.trigger('tap');
}
/** All acts without a verdict as a JSON file (S22). */
export async function exportQueue(): Promise<Blob> {
  const engine = current();
  const text = engine ? await exportActs(engine.env, engine.store.db, engine.who) : '{}';
  return new Blob([text], { type: 'application/json' });
}
/** Lists the acts in a file before any of them is queued (S22). */
export async function previewQueue(file: Blob): Promise<Result<ActInFile[], ImportError>> {
  const engine = current();
  return engine ? previewActs(engine.store.db, engine.who, await file.text()) : fail('account.not_signed_in');
}
/** Adds the acts of an export of the same member; acts already known here are skipped (S22). */
export async function importQueue(
  file: Blob,
): Promise<Result<{ added: number; known: number }, ImportError | 'sync.storage_full'>> {
  const engine = current();
  if (!engine) return fail('account.not_signed_in');
  const text = await file.text();
  const done = await withRoom(engine.env, engine.store.db, file.size, () => importActs(engine.store, engine.who, text));
  if (done === FULL) return fail('sync.storage_full');
  if (done.ok) engine.syncer.trigger('mutation');
  return done;
}
