/** How answers and receipts change an act, and when its overlay ends. Pure. */
import { END_OF_REV, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Receipt } from '@egoejo/shared/sync/receipt.ts';
import type { CursorRow, Part } from '../store/cursor-row.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import type { Answer, Verdict } from '../protocol.ts';

/** After this many `unsettled` answers, or this many silences alone, an act is quarantined (S9). */
export const PATIENCE = 5;

/** The stored cursors by scope. */
export type Held = ReadonlyMap<Scope, readonly Part[]>;
export const heldOf = (rows: readonly CursorRow[]): Held => new Map(rows.map((row) => [row.scope, row.parts]));

/**
 * Whether the server said that nothing at or below `rev` is left for this cursor (S16). A page may end inside a rev.
 */
export function hasPassed(part: Part, rev: number): boolean {
  if (part.cursor.from !== undefined) return false;
  return part.cursor.table === END_OF_REV ? part.cursor.rev >= rev : part.cursor.rev > rev;
}
/**
 * Whether every given rev is passed in the scopes that are still stored; cursors not sent at this eco level do not
 * count (S16).
 */
export function allPassed(revs: Readonly<Record<Scope, number>>, cursors: Held): boolean {
  return Object.entries(revs).every(([scope, rev]) =>
    (cursors.get(scope) ?? []).every((part) => part.frozen || (!part.stale && hasPassed(part, rev))),
  );
}
/** Whether the verdict is known and its effects are in the base tables, so that the act leaves the queue (S16). */
export const isFinished = (row: Pick<OutboxRow, 'verdict' | 'revs'>, cursors: Held): boolean =>
  row.verdict !== null && allPassed(row.revs ?? {}, cursors);

const quarantine = (now: number, lastError: string): Partial<OutboxRow> => ({
  held: 'quarantined',
  heldAt: now,
  lastError,
});

/** The changes that one answer makes to its act (S6, S8, S9). */
export function afterAnswer(row: OutboxRow, answer: Answer, now: number): Partial<OutboxRow> {
  if ('keyReused' in answer) return quarantine(now, 'sync.key_reused');
  if ('upgradeRequired' in answer) return { held: 'upgrade', heldAt: now, lastError: 'sync.upgrade_required' };
  if ('busy' in answer) return { lastError: 'sync.busy' };
  if ('recovering' in answer)
    return { lastError: answer.recovering, ...(row.again && { again: { ...row.again, waits: true } }) };
  if ('unsettled' in answer) {
    const unsettled = row.unsettled + 1;
    return {
      unsettled,
      lastError: answer.unsettled,
      ...(unsettled >= PATIENCE ? quarantine(now, answer.unsettled) : {}),
    };
  }
  if (answer.key === row.cancelKey) {
    // The server refused the cancel: the act itself is sent again.
    if (answer.verdict.status === 'rejected') return { cancelKey: null, lastError: answer.verdict.code };
    // A cancel has no verdict of its own: the verdict of the act it names comes beside it under the act's key, or as
    // its receipt.
    return { lastError: null };
  }
  if ('hash' in answer && answer.hash !== row.hash) return quarantine(now, 'sync.key_reused');
  return {
    verdict: answer.verdict,
    revs: answer.revs,
    at: answer.at,
    ...('mac' in answer && { mac: answer.mac }),
    held: null,
    lastError: null,
  };
}

/** The changes that a receipt makes to an act; null unless key and hash match (S6). */
export function afterReceipt(row: OutboxRow, receipt: Receipt): Partial<OutboxRow> | null {
  if (row.verdict !== null || receipt.id !== row.key || receipt.hash !== row.hash) return null;
  return {
    verdict: receipt.verdict,
    revs: receipt.revs,
    at: receipt.at,
    ...(receipt.mac !== undefined && { mac: receipt.mac }),
    // An unreadable act may have lost its name too.
    ...(row.broken !== undefined && { name: receipt.name }),
    held: null,
    lastError: null,
  };
}

/** Whether the member took the act back before it was settled and the server confirmed that: nothing went wrong. */
export const isTakenBack = ({ verdict }: { verdict: Verdict | null }): boolean =>
  verdict?.status === 'rejected' && verdict.code === 'sync.cancelled';

/** The changes to an act that was sent alone and got no answer while an empty exchange did (S9). */
export function afterSilence(row: OutboxRow, now: number): Partial<OutboxRow> {
  const alone = row.alone + 1;
  return {
    alone,
    heard: (row.heard ?? 0) + 1,
    lastError: 'sync.no_answer',
    ...(alone >= PATIENCE ? quarantine(now, 'sync.no_answer') : {}),
  };
}

/**
 * The changes to an act that was refused alone and without any cursor, while a request without acts was answered (S30).
 */
export const afterRefusalAlone = (row: OutboxRow, code: string, now: number): Partial<OutboxRow> => ({
  heard: (row.heard ?? 0) + 1,
  ...quarantine(now, code),
});
