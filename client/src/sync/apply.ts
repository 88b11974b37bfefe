/**
 * Each part of an answer, committed in one IndexedDB transaction with the cursor and with every overlay it ends (S14,
 * S16). Nothing is written when a later exchange has begun or the epoch moved on (S18): then the answer is void.
 */
import { entities, entityNames, type EntityName } from '@egoejo/shared/registry.ts';
import { memberScope, type Answer, type HeadLine, type PageLine, type Row, type Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Receipt } from '@egoejo/shared/sync/receipt.ts';
import { KEPT_MS, offerAgain, showAgain } from './offer-again.ts';
import { FRESH } from './outbox.ts';
import { afterAnswer, afterReceipt, heldOf, isFinished } from './rebase.ts';
import { mergeParts, sameCursor } from './scopes.ts';
import { inScope, readMeta, writeMeta, type EgoejoDb, type Identity, type OutboxRow, type Part } from './store.ts';

/** What must still be true of the database for an answer to be applied. */
export interface Fence {
  number: number;
  epoch: string | null;
  /** The server's clock in the answer's head, ms: a device clock that jumps by a year must not age what is kept here. */
  told: number;
}
const holds = async (db: EgoejoDb, fence: Fence): Promise<boolean> =>
  (await readMeta(db, 'fence')) === fence.number && ((await readMeta(db, 'epoch')) ?? null) === fence.epoch;

const isEntity = (name: string): name is EntityName => name in entities;

/** Moves every act whose verdict is known and whose revs are passed out of the queue (S16). `told`: the server's clock, ms. */
async function finish(db: EgoejoDb, told: number): Promise<void> {
  const waiting = await db.outbox.filter((row) => row.verdict !== null).toArray();
  if (waiting.length === 0) return;
  const held = heldOf(await db.cursors.toArray());
  for (const row of waiting) {
    if (row.verdict === null || row.at === null || !isFinished(row, held)) continue;
    const { seq, key, name, version, args, madeAt, hash, subject, tries, verdict, at, mac, cancelKey } = row;
    const proof = { ...(mac && { mac }), ...(cancelKey && { cancelKey }), ...(row.again && { again: true }) };
    await db.sent.put({ seq, key, name, version, args, madeAt, hash, subject, tries, verdict, at, ...proof, keptAt: told });
    await db.outbox.delete(seq);
  }
}

/** Until when acts are not taken, the server's clock, ms; 0: they are. */
export const closedUntil = (head: HeadLine): number => (head.readOnly === undefined ? 0 : Date.parse(head.readOnly));

/** The server forgot, or may have forgotten, what it had told this device (S29). */
export const hasForgotten = (fence: Pick<Fence, 'epoch'>, head: HeadLine): boolean =>
  head.behind === true || (fence.epoch !== null && fence.epoch !== head.epoch);

/** S29: positions in a memory the server lost. An answer may bring some scopes alone, the next request must not pass for one that knows the others. */
const cursorsGoStale = (db: EgoejoDb): Promise<number> =>
  db.cursors.toCollection().modify((row) => {
    row.parts = row.parts.map((part) => ({ ...part, stale: true }));
    delete row.ahead;
  });

/** Accepts the head: its epoch, clock, flags, read-only time. Where the server forgot, in the same transaction, acts are offered again and cursors void (S29). */
export const applyHead = (db: EgoejoDb, fence: Fence, head: HeadLine, offset: number): Promise<boolean> => {
  const forgotten = hasForgotten(fence, head);
  return db.transaction('rw', forgotten ? [db.meta, db.outbox, db.sent, db.cursors] : [db.meta, db.outbox], async () => {
    if (!(await holds(db, fence))) return false;
    if (forgotten) {
      await offerAgain(db, Date.parse(head.now));
      await cursorsGoStale(db);
    }
    await writeMeta(db, 'epoch', head.epoch);
    await writeMeta(db, 'offset', offset);
    await writeMeta(db, 'toldAt', Date.parse(head.now));
    await writeMeta(db, 'flags', head.flags);
    await writeMeta(db, 'readOnlyUntil', closedUntil(head));
    return true;
  });
};

/** Writes each answer on its act (S8, S9), and ends the overlays whose revs are passed already. */
export const applyAnswers = (db: EgoejoDb, fence: Fence, answers: readonly Answer[], now: number): Promise<boolean> =>
  db.transaction('rw', db.meta, db.outbox, db.sent, db.cursors, async () => {
    if (!(await holds(db, fence))) return false;
    const rows = await db.outbox.toArray();
    const byKey = new Map(rows.flatMap((row): [string, OutboxRow][] => [[row.key, row], ...(row.cancelKey ? [[row.cancelKey, row] as [string, OutboxRow]] : [])]));
    for (const answer of answers) {
      const row = byKey.get(answer.key);
      if (!row || row.verdict !== null) continue;
      Object.assign(row, afterAnswer(row, answer, now), { heard: (row.heard ?? 0) + 1 });
      await db.outbox.put(row);
    }
    await finish(db, fence.told);
    return true;
  });

/** S29: what a restore made the server forget, and a copy of the queue on another device had it decide anew, stands as it was decided then. */
async function correctSent(db: EgoejoDb, receipts: ReadonlyMap<string, Receipt>): Promise<void> {
  for (const row of await db.sent.bulkGet([...receipts.keys()])) {
    const receipt = row && receipts.get(row.key);
    if (!receipt || receipt.hash !== row.hash || receipt.verdict.status === row.verdict.status) continue;
    await db.sent.put({ ...row, verdict: receipt.verdict, at: receipt.at, mac: receipt.mac ?? null });
  }
}

async function learnReceipts(db: EgoejoDb, receipts: readonly Receipt[]): Promise<void> {
  const byKey = new Map(receipts.map((receipt): [string, Receipt] => [receipt.id, receipt]));
  await correctSent(db, byKey);
  for (const row of await db.outbox.toArray()) {
    const receipt = byKey.get(row.key);
    const known = receipt && afterReceipt(row, receipt);
    if (!known) continue;
    // S29: its receipt outlived the restore before it was offered again: nothing was lost.
    const { again, ...kept } = row;
    await db.outbox.put({ ...kept, ...(again && row.tries > 0 && { again }), ...known });
  }
}

/**
 * After the device's storage was restored from an old copy its counter would give out a `seq` it used before, and a
 * newer reading position would lose against it (S27): the counter jumps past what the server saw of this device.
 */
async function neverRepeatSeq(db: EgoejoDb, rows: readonly Row[], who: Identity): Promise<void> {
  const seen = rows.filter((row) => row.device === who.device).reduce((max, row) => Math.max(max, Number(row.seq)), 0);
  if (seen === 0 || (await db.outbox.get(seen))) return;
  const placeholder = { key: `seq-${seen}` as OutboxRow['key'], name: '', version: 1, args: {}, madeAt: '', hash: '', subject: null };
  await db.outbox.add({ ...placeholder, ...FRESH, seq: seen });
  await db.outbox.delete(seen);
}

/** True when rows of these entities are here under that scope: a whole pull will have to sweep. */
async function anyRows(db: EgoejoDb, scope: Scope, names: readonly EntityName[]): Promise<boolean> {
  for (const e of names) {
    if ((await inScope(db, e, scope).limit(1).count()) > 0) return true;
  }
  return false;
}

async function writeRows(db: EgoejoDb, page: PageLine, mark: number): Promise<void> {
  // Before the rows: one that left the scope and came back has its tombstone in the same page, and the row is the later of both.
  for (const { e, id } of page.gone) {
    if (!isEntity(e)) continue;
    // S14: a row that has moved to another scope meanwhile stays.
    const here = await db.table<Row, string>(e).get(id);
    if (here?._scope === page.scope) await db.table(e).delete(id);
  }
  for (const { e, rows } of page.rows) {
    if (!isEntity(e)) continue;
    for (const row of rows) {
      row._scope = page.scope;
      row._mark = mark;
    }
    await db.table<Row, string>(e).bulkPut(rows);
  }
}

const namesOf = (page: PageLine): EntityName[] => Object.keys(page.cursor.entities).filter(isEntity);

/** Rows, tombstones and cursor of one page; false when its `after` is no cursor of ours any more (S18). */
async function writePage(db: EgoejoDb, fence: Fence, page: PageLine, who: Identity): Promise<boolean> {
  const held = await db.cursors.get(page.scope);
  const part = held?.parts.find((p) => sameCursor(p.cursor, page.after));
  if (!held || !part) return false;
  const names = namesOf(page);
  const wholly = page.whole || page.after.from !== undefined;
  const mark = page.whole ? fence.number : part.mark;
  const sweep = page.whole ? await anyRows(db, page.scope, names) : part.sweep;
  await writeRows(db, page, mark);
  if (page.done && wholly && sweep) {
    for (const e of names) {
      await inScope(db, e, page.scope).filter((row) => row._mark !== mark).delete();
    }
  }
  const { stale, ...known } = part;
  const next: Part = { ...known, ...(stale && !page.whole && { stale }), cursor: page.cursor, done: page.done, mark, sweep: page.done ? false : sweep };
  await db.cursors.put({ scope: page.scope, parts: mergeParts(held.parts.map((p) => (p === part ? next : p))) });
  if (page.scope === (who.member && memberScope(who.member))) {
    for (const { e, rows } of page.rows) {
      if (e === 'receipt') await learnReceipts(db, rows as (Row & Receipt)[]);
      if (e === 'position') await neverRepeatSeq(db, rows, who);
    }
    if (page.done) await showAgain(db);
  }
  return true;
}

/** Tables a transaction over these pages needs; the outbox only when an act waits for their scope, so that a tap never waits. */
function tablesFor(db: EgoejoDb, pages: readonly PageLine[], awaited: ReadonlySet<Scope>): { tables: string[]; acts: boolean } {
  const names = new Set<string>(['cursors', 'meta']);
  for (const page of pages) {
    const touched = page.whole || page.after.from !== undefined ? namesOf(page) : [];
    for (const e of [...touched, ...page.rows.map((r) => r.e), ...page.gone.map((g) => g.e)]) if (isEntity(e)) names.add(e);
  }
  const acts = pages.some((page) => page.scope.startsWith('member:') || awaited.has(page.scope));
  return { tables: acts ? [...names, db.outbox.name, db.sent.name] : [...names], acts };
}

/**
 * Commits pages in their order, each with its cursor, in one transaction (S15). `awaited`: scopes whose revs an act
 * waits for. Gives the rows written, or null when the answer is void.
 */
export function applyPages(db: EgoejoDb, fence: Fence, pages: readonly PageLine[], who: Identity, awaited: ReadonlySet<Scope>): Promise<number | null> {
  const { tables, acts } = tablesFor(db, pages, awaited);
  return db.transaction('rw', tables, async () => {
    if (!(await holds(db, fence))) return null;
    let rows = 0;
    for (const page of pages) {
      if (!(await writePage(db, fence, page, who))) return null;
      rows += page.rows.reduce((sum, { rows: some }) => sum + some.length, 0) + page.gone.length;
    }
    if (acts) await finish(db, fence.told);
    return rows;
  });
}

/**
 * Keeps pages of the own scope unwritten, beside the cursor they go on from. False when the answer is void, or the cursor means nothing
 * any more (S29).
 */
export const keepAhead = (db: EgoejoDb, fence: Fence, scope: Scope, ahead: PageLine[]): Promise<boolean> =>
  db.transaction('rw', db.meta, db.cursors, async () => {
    const row = (await holds(db, fence)) ? await db.cursors.get(scope) : undefined;
    if (!row || row.parts.some((part) => part.stale)) return false;
    await db.cursors.put({ ...row, ahead });
    return true;
  });

/** A scope leaves this device: rows, cursors, the wish to follow it (S14). Acts that waited for its revs wait no more. `told`: the server's clock, ms. */
export const purgeScope = (db: EgoejoDb, scope: Scope, told: number): Promise<void> =>
  db.transaction('rw', db.tables, async () => {
    for (const e of entityNames) await inScope(db, e, scope).delete();
    await db.cursors.delete(scope);
    await db.followed.delete(scope.slice(scope.lastIndexOf(':') + 1));
    await finish(db, told);
  });

/** The same on the server's word, unless the answer is void. */
export const applyPurge = (db: EgoejoDb, fence: Fence, scope: Scope): Promise<boolean> =>
  db.transaction('rw', db.tables, async () => {
    if (!(await holds(db, fence))) return false;
    await purgeScope(db, scope, fence.told);
    return true;
  });

/**
 * The end of an answered exchange: when it ran, and what is older than 35 days by the server's clock goes, refusals not yet dismissed
 * excepted. `acts`: some waited for revs; a receipt that came among the rows may name scopes whose rows came after it.
 */
export const applyEnd = (db: EgoejoDb, startedAt: number, now: number, told: number, acts: boolean): Promise<void> =>
  db.transaction('rw', [db.meta, db.sent, db.dismissed, ...(acts ? [db.outbox, db.cursors] : [])], async () => {
    if (acts) await finish(db, told);
    await writeMeta(db, 'startedAt', startedAt);
    await writeMeta(db, 'endedAt', now);
    const old = await db.sent.where('at').below(new Date(told - KEPT_MS).toISOString()).toArray();
    for (const row of old) {
      const kept = row.keptAt > told - KEPT_MS || (row.verdict.status === 'rejected' && !(await db.dismissed.get(row.key)));
      if (!kept) await db.sent.delete(row.key);
    }
  });
