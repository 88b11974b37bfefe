/** What became of every act (S26): queued, sending, received, refused and why. */
import { useMemo } from 'react';
import type { RowRef } from '@egoejo/shared/sync/mutation.ts';
import type { Receipt } from '@egoejo/shared/sync/receipt.ts';
import type { MutationKey, Verdict } from '@egoejo/shared/sync/protocol.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import { fail } from '@egoejo/shared/platform/result.ts';
import { refKey, touchesOf } from './definitions.ts';
import { useLive, useOverlay } from './live.ts';
import { retryIn, takeBackFrom } from './outbox.ts';
import type { Snapshot } from './overlay.ts';
import { importActs, exportActs, type ImportError } from './portable.ts';
import { current, useMember } from './session.ts';
import { useSyncStatus } from './status-store.ts';
import { readMeta, type EgoejoDb, type OutboxRow, type SentRow } from './store.ts';

/** `again`: it was received, the server forgot it in a restore, and it is offered again; `lost`: that could not be done (S29). */
export type ActState = 'queued' | 'sending' | 'received' | 'refused' | 'quarantined' | 'cancelling' | 'waiting-upgrade' | 'again' | 'lost';
export interface Act {
  key: MutationKey;
  /** Place in this device's queue; 0 for an act another device made. */
  seq: number;
  name: string;
  /** Empty for an act another device made. */
  args: Record<string, unknown>;
  version: number;
  /** The server's clock as the device knows it, ISO 8601: what the act itself carries is the device's, which may be a year off. */
  madeAt: string;
  /** How often the server answered about it, or was silent about it alone. */
  tries: number;
  lastError: string | null;
  state: ActState;
  verdict: Verdict | null;
  /** Server's time of the verdict, ISO 8601. */
  at: string | null;
  subject: string | null;
  /** A refusal the member has put away; what they took back themselves needs no such thing. */
  dismissed: boolean;
  /** When it was received before a restore of the server, ISO 8601 (S29). */
  before: string | null;
  /** This device made it. */
  here: boolean;
}

/** Days an act with a verdict stays in the list; a refusal stays until dismissed. */
export const KEPT_DAYS = 35;
const KEPT_MS = KEPT_DAYS * 86_400_000;

/** The state of a queued act, as a word. */
export function stateOf(row: OutboxRow, sending: ReadonlySet<string>): ActState {
  if (row.verdict) return verdictState(row.verdict, row.again !== undefined);
  if (row.held === 'quarantined') return 'quarantined';
  if (row.held === 'upgrade') return 'waiting-upgrade';
  if (row.cancelKey !== null) return 'cancelling';
  if (row.again) return 'again';
  return sending.has(row.key) ? 'sending' : 'queued';
}

/** The server's answer to the member's own taking back: nothing went wrong. */
export const isTakenBack = ({ verdict }: { verdict: Verdict | null }): boolean => verdict?.status === 'rejected' && verdict.code === 'sync.cancelled';

/** What was received once and cannot be again is lost; what the member took back stays so. */
function verdictState(verdict: Verdict, again: boolean): ActState {
  if (verdict.status === 'applied') return 'received';
  return verdict.code === 'sync.lost_in_restore' || (again && !isTakenBack({ verdict })) ? 'lost' : 'refused';
}

const ofOutbox = (row: OutboxRow, sending: ReadonlySet<string>, offset: number): Act => ({
  key: row.key, seq: row.seq, name: row.name, args: row.args, version: row.version, madeAt: new Date(Date.parse(row.madeAt) + offset).toISOString(), tries: row.heard ?? 0, lastError: row.lastError,
  state: stateOf(row, sending), verdict: row.verdict, at: row.at, subject: row.subject, dismissed: isTakenBack(row), before: row.again?.at ?? null, here: true,
});
const ofSent = (row: SentRow, dismissed: boolean): Act => ({
  key: row.key, seq: row.seq, name: row.name, args: row.args, version: row.version, madeAt: row.madeAt, tries: row.tries, lastError: null,
  state: verdictState(row.verdict, row.again === true), verdict: row.verdict, at: row.at, subject: row.subject, dismissed: dismissed || isTakenBack(row), before: row.again ? row.at : null, here: true,
});
const ofReceipt = (row: Receipt, dismissed: boolean): Act => ({
  key: row.id as MutationKey, seq: 0, name: row.name, args: {}, version: 1, madeAt: row.at, tries: 1, lastError: null,
  state: verdictState(row.verdict, false), verdict: row.verdict, at: row.at, subject: null, dismissed: dismissed || isTakenBack(row), before: null, here: false,
});

export interface ActSources {
  outbox: OutboxRow[];
  sent: SentRow[];
  receipts: Receipt[];
  dismissed: ReadonlySet<string>;
  /** The server's clock when it last spoke, ms: the device's own may jump by a year and would age what is shown as received. */
  toldAt: number;
  /** Server clock minus device clock, ms. */
  offset: number;
}
export const readActs = (db: EgoejoDb): Promise<ActSources> =>
  db.transaction('r', db.outbox, db.sent, db.receipt, db.dismissed, db.meta, async () => {
    const [outbox, sent, receipts, dismissed, offset = 0, toldAt = 0] = await Promise.all([
      db.outbox.toArray(), db.sent.toArray(), db.receipt.toArray(), db.dismissed.toCollection().primaryKeys(), readMeta(db, 'offset'),
      readMeta(db, 'toldAt'),
    ]);
    return { outbox, sent, receipts, dismissed: new Set(dismissed), toldAt, offset };
  });

/**
 * Every act to show: the queue, the last queued first, then 35 days of verdicts and refusals until dismissed, by the server's time of them.
 * No device clock has a say in the order.
 */
export function listActs(from: ActSources, sending: ReadonlySet<string>): Act[] {
  const acts = new Map<string, Act>();
  for (const row of from.receipts) acts.set(row.id, ofReceipt(row, from.dismissed.has(row.id)));
  for (const row of from.sent) acts.set(row.key, ofSent(row, from.dismissed.has(row.key)));
  for (const row of from.outbox) acts.set(row.key, ofOutbox(row, sending, from.offset));
  const recent = (act: Act): boolean =>
    act.at === null || from.toldAt - Date.parse(act.at) <= KEPT_MS || ((act.state === 'refused' || act.state === 'lost') && !act.dismissed);
  const settledAt = (act: Act): number => (act.verdict === null || act.at === null ? Infinity : Date.parse(act.at));
  return [...acts.values()].filter(recent).sort((a, b) => {
    const [left, right] = [settledAt(a), settledAt(b)];
    return left === right ? b.seq - a.seq : right - left;
  });
}

/**
 * What was read of the acts, and those of the overlay's instant it does not have yet: a row an act predicts is never on
 * the screen before its act, or it would pass for the server's. `read` says of an act what it knows: it may be the later one.
 */
export function withShown(read: ActSources | undefined, { outbox, offset }: Pick<Snapshot, 'outbox' | 'offset'>): ActSources {
  if (!read) return { outbox: [...outbox], sent: [], receipts: [], dismissed: new Set(), toldAt: 0, offset };
  const known = new Set<string>([...read.outbox, ...read.sent].map((row) => row.key));
  for (const receipt of read.receipts) known.add(receipt.id);
  return { ...read, outbox: [...read.outbox, ...outbox.filter((row) => !known.has(row.key))] };
}

/** Acts, newest first; with `touches`, only this device's acts on that row. Until read, the queued ones alone. */
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

/** Acts without a verdict: the badge. */
export function usePendingCount(): number {
  return useLive((db) => db.outbox.filter((row) => row.verdict === null).count(), []) ?? 0;
}

/** S26: takes an act back; see `takeBackFrom` for what the answer means. */
export async function takeBack(key: string): Promise<'taken' | 'cancelling' | 'too-late'> {
  const engine = current();
  if (!engine) return 'too-late';
  const done = await takeBackFrom(engine.env, engine.store, key);
  if (done === 'cancelling') engine.syncer.trigger('mutation');
  return done;
}
/** Puts a refusal away. */
export async function dismiss(key: string): Promise<void> {
  const engine = current();
  await engine?.store.db.dismissed.put({ key, at: engine.env.now() });
}
/** Lets a quarantined or waiting act go again, at once. */
export async function retry(key: string): Promise<void> {
  const engine = current();
  if (!engine) return;
  await retryIn(engine.env, engine.store, key);
  engine.syncer.trigger('tap');
}
/** S22: all acts without a verdict as a JSON file. */
export async function exportQueue(): Promise<Blob> {
  const engine = current();
  const text = engine ? await exportActs(engine.env, engine.store.db, engine.who) : '{}';
  return new Blob([text], { type: 'application/json' });
}
/** S22: adds the acts of an export of the same member; those known here already change nothing. */
export async function importQueue(file: Blob): Promise<Result<{ added: number; known: number }, ImportError>> {
  const engine = current();
  if (!engine) return fail('account.not_signed_in');
  const done = await importActs(engine.store, engine.who, await file.text());
  if (done.ok) engine.syncer.trigger('mutation');
  return done;
}
