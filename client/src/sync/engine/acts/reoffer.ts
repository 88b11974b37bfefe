/**
 * Offers acts again after the server lost part of its history (a new epoch) or is behind what this device saw (S29).
 * Acts it had confirmed as applied, and acts the member took back, return to the queue in their first order; refused
 * acts stay refused.
 */
import { KEPT_MS } from '@egoejo/shared/sync/retention.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { definitionOf } from './definitions.ts';
import { isUnseen } from './batching.ts';
import { hasPassed, type Held } from './verdicts.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { NewOutboxRow, OutboxRow, SentRow } from '../store/outbox-row.ts';
import { goesAgain, reborn, type Verdicted } from './reborn.ts';

/** A settled act as it is kept once it has left the queue. `serverNow`: the server's clock, ms. */
export function asSent(row: OutboxRow & Verdicted, serverNow: number): SentRow {
  const { seq, key, name, version, args, madeAt, hash, subject, tries, verdict, at, mac, cancelKey } = row;
  return {
    seq,
    key,
    name,
    version,
    args,
    madeAt,
    hash,
    subject,
    tries,
    verdict,
    at,
    ...(mac && { mac }),
    ...(cancelKey && { cancelKey }),
    ...(row.again && { again: true }),
    ...(row.broken !== undefined && { unreadable: true }),
    keptAt: serverNow,
  };
}

/**
 * Moves the settled acts back into the queue. Runs inside the transaction that accepts the head, over outbox and sent.
 * `serverNow`: the server's clock, ms.
 */
export async function offerAgain(db: EgoejoDb, serverNow: number): Promise<void> {
  for (const row of await db.outbox.toArray()) {
    const { verdict, at } = row;
    if (verdict === null || at === null) continue;
    const known = { ...row, verdict, at };
    if (goesAgain(known) && row.broken === undefined) await db.outbox.put({ ...row, ...reborn(known) });
    else {
      await db.sent.put(asSent(known, serverNow));
      await db.outbox.delete(row.seq);
    }
  }
  for (const row of await db.sent
    .filter((s) => goesAgain(s) && !s.forgotten && Date.parse(s.at) >= serverNow - KEPT_MS)
    .toArray()) {
    const { key, seq, name, version, args, madeAt, hash, subject } = row;
    if (row.unreadable) {
      await db.sent.put({ ...row, unsure: true });
      continue;
    }
    const act: NewOutboxRow = {
      key,
      name,
      version,
      args,
      madeAt,
      hash,
      subject,
      ...reborn({ ...row, cancelKey: row.cancelKey ?? null }),
    };
    // It keeps its place in the order, unless a storage restored from an old copy gave the same number out twice.
    const taken = (await db.outbox.get(seq)) !== undefined;
    if ((await db.outbox.where('key').equals(key).count()) === 0) await db.outbox.add(taken ? act : { ...act, seq });
    await db.sent.delete(key);
  }
}

/**
 * Shows and releases the acts that the server does not know, once the own scope has been pulled to its end. Before
 * that, none is shown twice and none is sent that the server still knows.
 */
export const showAgain = (db: EgoejoDb): Promise<number> =>
  db.outbox.filter(isUnseen).modify((row) => {
    if (row.again) row.again.shown = true;
  });

/**
 * Marks as lost every unreadable act that the server has forgotten, since there is nothing left to offer again. The
 * member keeps seeing it, with the reason. Runs inside a transaction over sent and receipt, after the own scope was
 * pulled to its end.
 */
export async function giveUpUnreadable(db: EgoejoDb): Promise<void> {
  for (const { unsure: _unsure, ...row } of await db.sent.filter((s) => s.unsure === true).toArray()) {
    const known = (await db.receipt.get(row.key)) !== undefined;
    await db.sent.put(known ? row : { ...row, verdict: UNREADABLE_LOST });
  }
}
const UNREADABLE_LOST: SentRow['verdict'] = {
  status: 'rejected',
  code: 'sync.lost_in_restore',
  params: { reason: 'sync.unreadable_act' },
};

/** A pull that runs a little later may leave out a receipt this close to the end of the 35 days. */
const MARGIN_MS = 86_400_000;

/**
 * Returns the act to offer again when its verdict is known and its revs are passed but its receipt is not here, else
 * null. The own scope's rev in the verdict is that of the receipt, and the rows of that rev were pulled, so this server
 * does not have it: its disk is an older copy that has moved on since, which no cursor could show. An act that was
 * already offered again is not offered a second time: this server has just confirmed it. Runs inside a transaction over
 * receipt. `serverNow`: the server's clock, ms.
 */
export async function missedReceipt(
  db: EgoejoDb,
  row: OutboxRow & Verdicted,
  own: Scope | undefined,
  held: Held,
  serverNow: number,
): Promise<OutboxRow | null> {
  const def = definitionOf(row.name);
  if (!own || !def || def.convergent || row.again || row.broken !== undefined || !goesAgain(row)) return null;
  if (Date.parse(row.at) < serverNow - KEPT_MS + MARGIN_MS) return null;
  const rev = row.revs?.[own];
  const parts = (held.get(own) ?? []).filter((part) => 'receipt' in part.cursor.entities);
  const pulled =
    rev !== undefined && parts.length > 0 && parts.every((part) => !part.frozen && !part.stale && hasPassed(part, rev));
  if (!pulled || (await db.receipt.get(row.key)) !== undefined) return null;
  return { ...row, ...reborn(row, true) };
}
