/** Selects the acts that go into an exchange, their order, and the form in which each is sent. Pure. */
import { cancel } from '@egoejo/shared/sync/cancel.ts';
import { refKey, touchesOf } from './definitions.ts';
import { bytesOf, envelopeOf } from './envelope.ts';
import type { Identity } from '../identity.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import type { MutationEnvelope } from '../protocol.ts';

/**
 * An act that waits for an app update is offered again after this time, ms, because the server may have been updated.
 */
const UPGRADE_RETRY = 15 * 60_000;

/** What is sent for an act: the act itself or, once taken back, the cancel with the act's `seq`, never both (S26). */
export function wireForm(row: OutboxRow): MutationEnvelope {
  const act = envelopeOf(row);
  if (row.cancelKey === null) return row.again?.mac ? { ...act, proof: { at: row.again.at, mac: row.again.mac } } : act;
  return {
    ...act,
    key: row.cancelKey,
    name: cancel.name,
    version: cancel.version,
    args: { key: row.key, hash: row.hash, name: row.name },
  };
}

export interface Batch {
  /** The acts of this exchange in `seq` order, each with its wire form. */
  send: { row: OutboxRow; wire: MutationEnvelope }[];
  /** After these acts nothing is left to send on this device (R5): none exceeds the limits, is held or waits. */
  outboxEmpty: boolean;
  /** More acts could be sent but did not fit. */
  left: boolean;
}

/** If the device clock was set back, an 'upgrade' hold ends early instead of lasting until the clock catches up. */
const isHeld = (row: OutboxRow, now: number): boolean =>
  row.broken !== undefined ||
  row.held === 'quarantined' ||
  (row.held === 'upgrade' && Math.abs(now - row.heldAt) < UPGRADE_RETRY);

/**
 * An act offered again is not sent until the own scope has been pulled to its end: only then is it known whether the
 * server forgot the act (S29).
 */
export const isUnseen = (row: Pick<OutboxRow, 'again'>): boolean => row.again?.shown === false;

const waits = (row: OutboxRow): boolean => row.again?.waits === true && row.cancelKey === null;

/**
 * Selects the acts to send, in `seq` order (S9, S10): at most `max` acts and at most `bytes` in all. A held act stays,
 * and with it every later act that touches a row it touches, or a row that one of those touches. An act whose scope was
 * revoked holds back no other: later acts share only the member's own rows with it, and may wait for it for ever. Acts
 * that wait for the end of a recovery (S29) are asked about in the room that is left, the least tried first.
 */
export function pickBatch(
  rows: readonly OutboxRow[],
  who: Identity,
  limit: { max: number; bytes: number; now: number },
): Batch {
  const send: Batch['send'] = [];
  const blocked = new Set<string>();
  let waiting = false;
  let left = false;
  let bytes = 0;
  const size = (wire: MutationEnvelope): number => bytesOf(wire) + 1;
  for (const row of rows) {
    if (row.verdict !== null || waits(row)) continue;
    if (row.held === 'revoked') {
      waiting = true;
      continue;
    }
    const stays = isHeld(row, limit.now) || isUnseen(row);
    const touches = blocked.size > 0 || stays ? touchesOf(row, who).map(refKey) : [];
    if (stays || touches.some((key) => blocked.has(key))) {
      for (const key of touches) blocked.add(key);
      waiting = true;
      continue;
    }
    const wire = wireForm(row);
    if (send.length >= limit.max || (bytes + size(wire) > limit.bytes && send.length > 0)) {
      left = true;
      break;
    }
    bytes += size(wire);
    send.push({ row, wire });
  }
  for (const row of rows.filter((r) => r.verdict === null && waits(r)).sort((a, b) => a.tries - b.tries)) {
    const wire = wireForm(row);
    if (send.length >= limit.max || bytes + size(wire) > limit.bytes) {
      waiting = true;
      break;
    }
    bytes += size(wire);
    send.push({ row, wire });
  }
  send.sort((a, b) => a.row.seq - b.row.seq);
  return { send, outboxEmpty: !waiting && !left, left };
}
