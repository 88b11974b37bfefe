/**
 * Every decision of the engine about acts and cursors, as functions over plain data: what goes into an exchange, what
 * an answer makes of an act, when its overlay stops, when to try again. No storage, no clock, no network in here.
 */
import { cancel } from '@egoejo/shared/sync/cancel.ts';
import { END_OF_REV, LIMITS, type Answer, type MutationEnvelope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Receipt } from '@egoejo/shared/sync/receipt.ts';
import { refKey, touchesOf } from './definitions.ts';
import { bytesOf, envelopeOf } from './envelope.ts';
import type { CursorRow, Identity, OutboxRow, Part } from './store.ts';

/** S9: after so many `unsettled`, or so many silences alone, an act is quarantined. */
export const PATIENCE = 5;
/** An act that waits for an update is offered again after this time, ms: servers are updated too. */
export const UPGRADE_RETRY = 15 * 60_000;

/** The cursors held, by scope, as S16 asks about them. */
export type Held = ReadonlyMap<Scope, readonly Part[]>;
export const heldOf = (rows: readonly CursorRow[]): Held => new Map(rows.map((row) => [row.scope, row.parts]));

/** S16: the server said that nothing at or below `rev` is left there. A page may end inside a rev. */
export function hasPassed(part: Part, rev: number): boolean {
  if (part.cursor.from !== undefined) return false;
  return part.cursor.table === END_OF_REV ? part.cursor.rev >= rev : part.cursor.rev > rev;
}
/** S16: every rev named is passed, in the scopes still held; cursors not sent at this eco level do not count. */
export function allPassed(revs: Readonly<Record<Scope, number>>, held: Held): boolean {
  return Object.entries(revs).every(([scope, rev]) => (held.get(scope) ?? []).every((part) => part.frozen || (!part.stale && hasPassed(part, rev))));
}
/** S16: the verdict is known and its effects are in the base tables: the act leaves the queue. */
export const isFinished = (row: Pick<OutboxRow, 'verdict' | 'revs'>, held: Held): boolean =>
  row.verdict !== null && allPassed(row.revs ?? {}, held);

const quarantine = (now: number, lastError: string): Partial<OutboxRow> => ({ held: 'quarantined', heldAt: now, lastError });

/** What one answer makes of its act (S6, S8, S9). */
export function afterAnswer(row: OutboxRow, answer: Answer, now: number): Partial<OutboxRow> {
  if ('keyReused' in answer) return quarantine(now, 'sync.key_reused');
  if ('upgradeRequired' in answer) return { held: 'upgrade', heldAt: now, lastError: 'sync.upgrade_required' };
  if ('busy' in answer) return { lastError: 'sync.busy' };
  if ('recovering' in answer) return { lastError: answer.recovering, ...(row.again && { again: { ...row.again, waits: true } }) };
  if ('unsettled' in answer) {
    const unsettled = row.unsettled + 1;
    return { unsettled, lastError: answer.unsettled, ...(unsettled >= PATIENCE ? quarantine(now, answer.unsettled) : {}) };
  }
  // The cancel itself is always applied; the standing verdict comes beside it under the act's own key, or as its receipt.
  if (answer.key === row.cancelKey) return { lastError: null };
  if ('hash' in answer && answer.hash !== row.hash) return quarantine(now, 'sync.key_reused');
  return { verdict: answer.verdict, revs: answer.revs, at: answer.at, ...('mac' in answer && { mac: answer.mac }), held: null, lastError: null };
}

/** A receipt speaks for an act only by key and hash (S6). */
export function afterReceipt(row: OutboxRow, receipt: Receipt): Partial<OutboxRow> | null {
  if (row.verdict !== null || receipt.id !== row.key || receipt.hash !== row.hash) return null;
  return { verdict: receipt.verdict, revs: receipt.revs, at: receipt.at, ...(receipt.mac !== undefined && { mac: receipt.mac }), held: null, lastError: null };
}

/** What goes over the wire for an act: itself or, once taken back, the cancel in its place and seq, never both (S26). */
export function wireForm(row: OutboxRow): MutationEnvelope {
  const act = envelopeOf(row);
  if (row.cancelKey === null) return row.again?.mac ? { ...act, proof: { at: row.again.at, mac: row.again.mac } } : act;
  return { ...act, key: row.cancelKey, name: cancel.name, version: cancel.version, args: { key: row.key, hash: row.hash, name: row.name } };
}

export interface Batch {
  /** Acts of this exchange with what stands for each on the wire, in `seq` order. */
  send: { row: OutboxRow; wire: MutationEnvelope }[];
  /** After these nothing is left to send on this device (R5): no act over the limits, none held, none waiting. */
  outboxEmpty: boolean;
  /** Acts that could go but did not fit. */
  left: boolean;
}

/** A clock that was set back does not hold an act until it has caught up. */
const isHeld = (row: OutboxRow, now: number): boolean =>
  row.held === 'quarantined' || (row.held === 'upgrade' && Math.abs(now - row.heldAt) < UPGRADE_RETRY);

/** S29: whether the server forgot it will be known when the own scope is what the server says; until then it does not go. */
export const isUnseen = (row: Pick<OutboxRow, 'again'>): boolean => row.again?.shown === false;

const waits = (row: OutboxRow): boolean => row.again?.waits === true && row.cancelKey === null;

/**
 * Which acts go, in `seq` order (S9, S10): at most `max`, at most `bytes` in all. A held act stays, and with it every
 * later one that touches a row it touches, or a row one of those touches. What waits for the end of a recovery (S29) is
 * asked about in the room that is left, the least tried first.
 */
export function pickBatch(rows: readonly OutboxRow[], who: Identity, limit: { max: number; bytes: number; now: number }): Batch {
  const send: Batch['send'] = [];
  const blocked = new Set<string>();
  let waiting = false;
  let left = false;
  let bytes = 0;
  const size = (wire: MutationEnvelope): number => bytesOf(wire) + 1;
  for (const row of rows) {
    if (row.verdict !== null || waits(row)) continue;
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

/** S20: full jitter over an exponential ceiling, 1 s to 5 min, never under `floorMs` (`Retry-After`). `random` in [0, 1). */
export const backoff = (attempt: number, random: number, floorMs: number): number =>
  Math.max(floorMs, Math.floor(random * Math.min(300_000, 1000 * 2 ** Math.min(attempt - 1, 20))));

/** How the syncer goes on: failures in a row, and how many acts the next exchange may carry (S9). */
export interface Rhythm {
  attempt: number;
  cap: number;
}
export const CALM: Rhythm = { attempt: 0, cap: LIMITS.mutationsPerExchange };

/** How one exchange ended. */
export type Outcome =
  /**
   * The server answered. `stopped`: an unsettled, busy or too-new act ended it early. `complete`: to the last line. `closedMs`: acts wait
   * here, and so long the server takes none.
   */
  | { kind: 'answered'; sent: number; closedMs?: number; more: boolean; left: boolean; stopped: boolean; complete: boolean; progressed: boolean }
  /** Nothing usable came. `probe`: what an empty exchange right afterwards met. */
  | { kind: 'no-answer'; sent: number; floorMs: number; probe: 'answered' | 'silent' | 'untried' }
  /** The server takes no acts for a while; without any it answers. */
  | { kind: 'read-only' }
  /** 429, or 503 with `Retry-After`. */
  | { kind: 'told-to-wait'; floorMs: number }
  | { kind: 'paused'; why: 'auth' | 'upgrade' }
  /** Another holder began an exchange meanwhile, or this database was closed: nothing of the rest was applied (S18). */
  | { kind: 'overtaken' }
  /** Someone else did it while this one waited for the lock. */
  | { kind: 'skipped' };

export interface Next {
  rhythm: Rhythm;
  phase: 'idle' | 'waiting' | 'paused-auth' | 'upgrade';
  /** Milliseconds until the next exchange, 0: at once, null: none is due. */
  waitMs: number | null;
}

/** While the server takes no acts it is asked at least so often, ms: it may open early, and reading goes on. */
const READ_ONLY_RETRY = 300_000;
/** Its members ask again, and come back when it opens, spread over this time, ms. */
const READ_ONLY_SPREAD = 20_000;

const waiting = (rhythm: Rhythm, random: number, floorMs: number): Next => {
  const next = { ...rhythm, attempt: rhythm.attempt + 1 };
  return { rhythm: next, phase: 'waiting', waitMs: backoff(next.attempt, random, floorMs) };
};

/** How far those who are told the same second come apart, ms. */
const APART = 1000;
/**
 * S20: a server that names a time is no failure to back off from. It has many to receive and has given each a turn (docs/decisions/07):
 * one that stays away longer leaves its turn empty.
 */
const comingBack = (rhythm: Rhythm, random: number, floorMs: number): Next => ({ rhythm, phase: 'waiting', waitMs: floorMs + Math.floor(random * APART) });

/**
 * What follows an exchange (S9, S20). Half as many acts are sent only after a silence that an empty exchange did not
 * meet too: a link that is down says nothing about the acts, and when it is back all of them go in one request.
 */
export function afterExchange(rhythm: Rhythm, outcome: Outcome, random: number): Next {
  switch (outcome.kind) {
    case 'answered': {
      const cap = outcome.sent > 0 ? Math.min(LIMITS.mutationsPerExchange, rhythm.cap * 2) : rhythm.cap;
      if (outcome.stopped) return waiting({ ...rhythm, cap }, random, 0);
      if (!outcome.complete) return waiting({ cap, attempt: outcome.progressed ? 0 : rhythm.attempt }, random, 0);
      const again = outcome.more || outcome.left;
      if (!again && outcome.closedMs) {
        return { rhythm: { cap, attempt: 0 }, phase: 'waiting', waitMs: Math.min(READ_ONLY_RETRY, outcome.closedMs) + Math.floor(random * READ_ONLY_SPREAD) };
      }
      return { rhythm: { cap, attempt: 0 }, phase: 'idle', waitMs: again ? 0 : null };
    }
    case 'no-answer': {
      const halve = outcome.sent > 0 && outcome.probe === 'answered';
      return waiting(halve ? { ...rhythm, cap: Math.max(1, Math.floor(outcome.sent / 2)) } : rhythm, random, outcome.floorMs);
    }
    case 'read-only':
      return waiting(rhythm, random, 0);
    case 'told-to-wait':
      return outcome.floorMs > 0 ? comingBack(rhythm, random, outcome.floorMs) : waiting(rhythm, random, 0);
    case 'paused':
      return { rhythm: CALM, phase: outcome.why === 'auth' ? 'paused-auth' : 'upgrade', waitMs: null };
    case 'overtaken':
      return waiting({ ...rhythm, attempt: 0 }, random, 0);
    default:
      return { rhythm, phase: 'idle', waitMs: null };
  }
}

/** S9: one act alone got no answer while an empty exchange did. */
export function afterSilence(row: OutboxRow, now: number): Partial<OutboxRow> {
  const alone = row.alone + 1;
  return { alone, heard: (row.heard ?? 0) + 1, lastError: 'sync.no_answer', ...(alone >= PATIENCE ? quarantine(now, 'sync.no_answer') : {}) };
}
