/** Acts whose effects have arrived leave the queue (S16). */
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import { asSent, missedReceipt } from '../acts/reoffer.ts';
import type { EgoejoDb } from '../store/tables.ts';
import { heldOf, isFinished, type Held } from '../acts/verdicts.ts';
import { fresh, openingTables, readOpenedScopes } from './scopes.ts';

/** The tables that a transaction needs which calls `finish`. */
export const finishTables = (db: EgoejoDb) => [db.outbox, db.sent, db.receipt, db.cursors, ...openingTables(db)];

/**
 * The cursors by scope. A scope that a row has just opened counts as held, though no exchange asked for it yet: who
 * begins a conversation gets the row that opens its scope first, and the conversation itself afterwards.
 */
async function readHeld(db: EgoejoDb, without: Scope | null): Promise<Held> {
  const wanted = (await readOpenedScopes(db)).filter((scope) => scope !== without);
  const opened = wanted.map((scope) => ({ scope, parts: [fresh(scope, {})] }));
  return heldOf([...opened, ...(await db.cursors.toArray())]);
}

/**
 * Moves every act out of the queue whose verdict is known and whose revs are passed (S16), unless the server turns out
 * not to have its receipt (S29). Runs inside a transaction over `finishTables`. `serverNow`: the server's clock, ms.
 * `without`: a scope that the server just denied, though a row may still open it: nothing waits for it.
 */
export async function finish(db: EgoejoDb, serverNow: number, without: Scope | null = null): Promise<void> {
  const waiting = await db.outbox.filter((row) => row.verdict !== null).toArray();
  if (waiting.length === 0) return;
  const held = await readHeld(db, without);
  const own = [...held.keys()].find((scope) => scope.startsWith('member:'));
  for (const row of waiting) {
    if (row.verdict === null || row.at === null || !isFinished(row, held)) continue;
    const known = { ...row, verdict: row.verdict, at: row.at };
    const missed = await missedReceipt(db, known, own, held, serverNow);
    if (missed) {
      await db.outbox.put(missed);
      continue;
    }
    await db.sent.put(asSent(known, serverNow));
    await db.outbox.delete(row.seq);
  }
}
