/** Writes the head of an answer. */
import { watchAnew } from '../acts/chain-watch.ts';
import { holds, type Fence } from './fence.ts';
import type { HeadLine, ScopeCursor } from '../protocol.ts';
import { offerAgain } from '../acts/reoffer.ts';
import { fresh, reached, sameCursor } from './scopes.ts';
import { writeMeta } from '../store/meta.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { Part } from '../store/cursor-row.ts';

/** The server's clock, ms, until which it takes no acts; 0: it takes them. */
export const closedUntil = (head: HeadLine): number => (head.readOnly === undefined ? 0 : Date.parse(head.readOnly));

/** Whether the server forgot, or may have forgotten, what it had sent to this device (S29). */
export const hasForgotten = (fence: Pick<Fence, 'epoch'>, head: HeadLine): boolean =>
  head.behind === true || (fence.epoch !== null && fence.epoch !== head.epoch);

/**
 * Marks every cursor as a position in a history that the server lost (S29). An answer may bring only some scopes, and
 * the next request must not present the old positions of the others as valid.
 */
const cursorsGoStale = (db: EgoejoDb): Promise<number> =>
  db.cursors.toCollection().modify((row) => {
    row.parts = row.parts.map((part) => ({ ...part, stale: true }));
    delete row.ahead;
  });

/**
 * Stores what the head says: epoch, clock, flags, read-only time. If the server forgot something, the same transaction
 * offers acts again and marks the cursors stale (S29).
 */
export const applyHead = (db: EgoejoDb, fence: Fence, head: HeadLine, offset: number): Promise<boolean> => {
  const forgotten = hasForgotten(fence, head);
  return db.transaction(
    'rw',
    forgotten ? [db.meta, db.outbox, db.sent, db.cursors] : [db.meta, db.outbox],
    async () => {
      if (!(await holds(db, fence))) return false;
      if (forgotten) {
        await watchAnew(db);
        await offerAgain(db, Date.parse(head.now));
        await cursorsGoStale(db);
      }
      await writeMeta(db, 'epoch', head.epoch);
      await writeMeta(db, 'offset', offset);
      await writeMeta(db, 'toldAt', Date.parse(head.now));
      await writeMeta(db, 'flags', head.flags);
      await writeMeta(db, 'readOnlyUntil', closedUntil(head));
      return true;
    },
  );
};

/**
 * Restarts the cursors, as they were sent, that the server cannot use (S14). The rows they had brought are swept when
 * the new pull is done.
 */
export const applySkipped = (db: EgoejoDb, fence: Fence, skipped: readonly ScopeCursor[]): Promise<void> =>
  db.transaction('rw', db.meta, db.cursors, async () => {
    if (!(await holds(db, fence))) return;
    await db.cursors
      .where('scope')
      .anyOf(skipped.map((c) => c.scope))
      .modify((row) => {
        const ahead = row.ahead ?? [];
        const given = (part: Part): boolean => skipped.some((c) => sameCursor(c, reached(part.cursor, ahead)));
        row.parts = row.parts.map((part) => (given(part) ? fresh(row.scope, part.cursor.entities) : part));
        delete row.ahead;
      });
  });
