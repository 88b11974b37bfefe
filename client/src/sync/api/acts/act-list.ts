/** The list of the member’s acts, from the queue, the settled acts and the receipts on this device. */
import type { Receipt } from '@egoejo/shared/sync/receipt.ts';
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { KEPT_MS } from '@egoejo/shared/sync/retention.ts';
import type { Snapshot } from '../../engine/view/overlay.ts';
import { isTakenBack } from '../../engine/acts/verdicts.ts';
import { readMeta } from '../../engine/store/meta.ts';
import type { EgoejoDb } from '../../engine/store/tables.ts';
import type { OutboxRow, SentRow } from '../../engine/store/outbox-row.ts';
import { stateOf, verdictState, type Act } from './act-state.ts';

const ofOutbox = (row: OutboxRow, sending: ReadonlySet<string>, offset: number): Act => ({
  key: row.key,
  seq: row.seq,
  name: row.name,
  args: row.args,
  version: row.version,
  // Zero: the time is stored damaged, and the next start sets the act aside.
  madeAt: new Date(Date.parse(row.madeAt) + offset || 0).toISOString(),
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
