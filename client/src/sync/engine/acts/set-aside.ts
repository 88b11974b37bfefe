/**
 * Acts whose scope the member may no longer see (S14). They are set aside with their words before the rows go: visible,
 * exportable, and sent again when the member asks for it or the scope is back.
 */
import { opening } from '@egoejo/shared/registry.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Identity } from '../identity.ts';
import type { Part } from '../store/cursor-row.ts';
import type { OutboxRow } from '../store/outbox-row.ts';
import type { EgoejoDb } from '../store/tables.ts';
import { touchesOf } from './definitions.ts';
import { namedBy, subjectOf } from './subject.ts';

/** The acts without a verdict that touch, or are about, a row stored under this scope. */
async function actsOn(db: EgoejoDb, scope: Scope, who: Identity): Promise<OutboxRow[]> {
  const waiting = await db.outbox.filter((row) => row.verdict === null).toArray();
  const found: OutboxRow[] = [];
  for (const row of waiting) {
    for (const { e, id } of [...touchesOf(row, who), ...namedBy(row.args)]) {
      const here = await db.table<{ _scope: Scope }, string>(e).get(id);
      if (here?._scope !== scope) continue;
      found.push(row);
      break;
    }
  }
  return found;
}

/**
 * Gives the acts that touch a scope the title that its rows still hold. Runs in the transaction that purges the scope,
 * before its rows are deleted.
 */
export async function keepWords(db: EgoejoDb, scope: Scope, who: Identity): Promise<OutboxRow[]> {
  const acts = await actsOn(db, scope, who);
  for (const row of acts) {
    if (row.subject !== null) continue;
    row.subject = await subjectOf(db, row.args);
    await db.outbox.put(row);
  }
  return acts;
}

/**
 * Sets aside the acts that touch a scope which the member may no longer see. Runs in the transaction that purges the
 * scope. Three kinds of acts continue: joining and leaving, which decide themselves what the member may see; those
 * being taken back, since a cancel touches no row; those received before a restore of the server, which has lost
 * memberships that are also offered again (S29).
 */
export async function setAside(db: EgoejoDb, scope: Scope, who: Identity, now: number): Promise<void> {
  for (const row of await keepWords(db, scope, who)) {
    const joins = touchesOf(row, who).some(({ e }) => e in opening);
    if (row.held === 'quarantined' || row.cancelKey !== null || row.again || joins) continue;
    await db.outbox.put({ ...row, held: 'revoked', revoked: scope, heldAt: now, lastError: 'sync.scope_revoked' });
  }
}

const isThere = (parts: readonly Part[]): boolean => parts.some((part) => part.done || part.cursor.rev > 0);

/**
 * Releases the acts whose scope has come back: the member was readmitted, or joined again. Runs inside a transaction
 * over outbox and cursors.
 */
export async function releaseReturned(db: EgoejoDb): Promise<void> {
  const aside = await db.outbox.filter((row) => row.held === 'revoked').toArray();
  if (aside.length === 0) return;
  const back = new Set((await db.cursors.toArray()).filter(({ parts }) => isThere(parts)).map(({ scope }) => scope));
  for (const { revoked, ...row } of aside) {
    if (revoked !== undefined && back.has(revoked)) await db.outbox.put({ ...row, held: null, lastError: null });
  }
}
