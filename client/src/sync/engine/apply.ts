/**
 * Applies an answer part by part. Each part is committed in one IndexedDB transaction with its cursor and with every
 * overlay that it ends (S14, S16). Nothing is written when a later exchange has begun or the epoch has changed (S18):
 * the answer is then void.
 */
import { entities, entityNames, type EntityName } from '@egoejo/shared/registry.ts';
import { memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { KEPT_MS } from '@egoejo/shared/sync/retention.ts';
import type { Receipt } from '@egoejo/shared/sync/receipt.ts';
import { checkLinks, noteLinks, watchAnew } from './chain-watch.ts';
import { asSent, giveUpUnreadable, missedReceipt, offerAgain, showAgain } from './reoffer.ts';
import { FRESH } from './outbox.ts';
import { afterAnswer, afterReceipt, heldOf, isFinished } from './verdicts.ts';
import { fresh, mergeParts, reached, sameCursor } from './scopes.ts';
import { inScope, readMeta, writeMeta, type EgoejoDb, type Identity, type OutboxRow, type Part } from './store.ts';
import type { Answer, HeadLine, PageLine, Row, ScopeCursor } from './protocol.ts';

/** The conditions that the database must still meet for an answer to be applied. */
export interface Fence {
  number: number;
  epoch: string | null;
  /**
   * The server's clock in the head of the answer, ms. It dates the kept rows, so that a device clock that jumps by a
   * year does not age them.
   */
  serverNow: number;
}
const holds = async (db: EgoejoDb, fence: Fence): Promise<boolean> =>
  (await readMeta(db, 'fence')) === fence.number && ((await readMeta(db, 'epoch')) ?? null) === fence.epoch;

const isEntity = (name: string): name is EntityName => name in entities;

/**
 * Moves every act out of the queue whose verdict is known and whose revs are passed (S16), unless the server turns out
 * not to have its receipt (S29). `serverNow`: the server's clock, ms.
 */
async function finish(db: EgoejoDb, serverNow: number): Promise<void> {
  const waiting = await db.outbox.filter((row) => row.verdict !== null).toArray();
  if (waiting.length === 0) return;
  const held = heldOf(await db.cursors.toArray());
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

/** Records each answer on its act (S8, S9), and ends the overlays whose revs are already passed. */
export const applyAnswers = (db: EgoejoDb, fence: Fence, answers: readonly Answer[], now: number): Promise<boolean> =>
  db.transaction('rw', db.meta, db.outbox, db.sent, db.receipt, db.cursors, async () => {
    if (!(await holds(db, fence))) return false;
    const rows = await db.outbox.toArray();
    const byKey = new Map(
      rows.flatMap((row): [string, OutboxRow][] => [
        [row.key, row],
        ...(row.cancelKey ? [[row.cancelKey, row] as [string, OutboxRow]] : []),
      ]),
    );
    await noteLinks(
      db,
      answers.flatMap((answer) => ('hash' in answer ? [answer] : [])),
      fence.serverNow,
    );
    for (const answer of answers) {
      const row = byKey.get(answer.key);
      if (!row || row.verdict !== null) continue;
      Object.assign(row, afterAnswer(row, answer, now), { heard: (row.heard ?? 0) + 1 });
      await db.outbox.put(row);
    }
    await finish(db, fence.serverNow);
    return true;
  });

/**
 * Corrects sent rows from receipts. A restore can make the server forget an act, and a copy of the queue on another
 * device can then have it decided anew; the new verdict is the one that counts (S29).
 */
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
    // If it has not been sent again yet, its receipt survived the restore: nothing was lost (S29).
    const { again, ...kept } = row;
    await db.outbox.put({ ...kept, ...(again && row.tries > 0 && { again }), ...known });
  }
}

/**
 * Moves the `seq` counter past what the server has seen of this device. After the device's storage was restored from an
 * old copy, the counter would repeat a `seq`, and a newer reading position would lose against the older one with that
 * `seq` (S27).
 */
async function neverRepeatSeq(db: EgoejoDb, rows: readonly Row[], who: Identity): Promise<void> {
  const seen = rows.filter((row) => row.device === who.device).reduce((max, row) => Math.max(max, Number(row.seq)), 0);
  if (seen === 0 || (await db.outbox.get(seen))) return;
  const placeholder = {
    key: `seq-${seen}` as OutboxRow['key'],
    name: '',
    version: 1,
    args: {},
    madeAt: '',
    hash: '',
    subject: null,
  };
  await db.outbox.add({ ...placeholder, ...FRESH, seq: seen });
  await db.outbox.delete(seen);
}

/** Whether rows of these entities are stored under that scope, so that a whole pull will have to sweep. */
async function anyRows(db: EgoejoDb, scope: Scope, names: readonly EntityName[]): Promise<boolean> {
  for (const e of names) {
    if ((await inScope(db, e, scope).limit(1).count()) > 0) return true;
  }
  return false;
}

async function writeRows(db: EgoejoDb, page: PageLine, mark: number): Promise<void> {
  // Tombstones are applied before rows: a row that left the scope and came back has its tombstone in the same page, and
  // the row is the later of the two.
  for (const { e, id } of page.gone) {
    if (!isEntity(e)) continue;
    // A row that has moved to another scope in the meantime stays (S14).
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

/**
 * Writes the rows, tombstones and cursor of one page. Returns false when its `after` no longer matches a cursor here
 * (S18).
 */
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
      await inScope(db, e, page.scope)
        .filter((row) => row._mark !== mark)
        .delete();
    }
  }
  const { stale, ...known } = part;
  const next: Part = {
    ...known,
    ...(stale && !page.whole && { stale }),
    cursor: page.cursor,
    done: page.done,
    mark,
    sweep: page.done ? false : sweep,
  };
  await db.cursors.put({ scope: page.scope, parts: mergeParts(held.parts.map((p) => (p === part ? next : p))) });
  if (page.scope === (who.member && memberScope(who.member))) {
    for (const { e, rows } of page.rows) {
      if (e === 'receipt') {
        await learnReceipts(db, rows as (Row & Receipt)[]);
        await noteLinks(
          db,
          (rows as (Row & Receipt)[]).map(({ id, verdict, link }) => ({ key: id, verdict, link })),
          fence.serverNow,
        );
      }
      if (e === 'position') await neverRepeatSeq(db, rows, who);
    }
    if (page.done && names.includes('receipt')) await checkLinks(db, wholly, fence.serverNow);
    if (page.done) await showAgain(db);
    if (page.done && names.includes('receipt')) await giveUpUnreadable(db);
  }
  return true;
}

/**
 * The tables that a transaction over these pages needs. The outbox is included only when an act waits for their scope,
 * so that a tap need not wait for the transaction.
 */
function tablesFor(
  db: EgoejoDb,
  pages: readonly PageLine[],
  awaited: ReadonlySet<Scope>,
): { tables: string[]; acts: boolean } {
  const names = new Set<string>(['cursors', 'meta']);
  for (const page of pages) {
    const touched = page.whole || page.after.from !== undefined ? namesOf(page) : [];
    for (const e of [...touched, ...page.rows.map((r) => r.e), ...page.gone.map((g) => g.e)])
      if (isEntity(e)) names.add(e);
  }
  const acts = pages.some((page) => page.scope.startsWith('member:') || awaited.has(page.scope));
  return { tables: acts ? [...names.add(db.receipt.name), db.outbox.name, db.sent.name] : [...names], acts };
}

/**
 * Commits pages in their order, each with its cursor, in one transaction (S15). `awaited`: scopes whose revs an act
 * waits for.
 * @returns the number of rows written, or null when the answer is void.
 */
export function applyPages(
  db: EgoejoDb,
  fence: Fence,
  pages: readonly PageLine[],
  who: Identity,
  awaited: ReadonlySet<Scope>,
): Promise<number | null> {
  const { tables, acts } = tablesFor(db, pages, awaited);
  return db.transaction('rw', tables, async () => {
    if (!(await holds(db, fence))) return null;
    let rows = 0;
    for (const page of pages) {
      if (!(await writePage(db, fence, page, who))) return null;
      rows += page.rows.reduce((sum, { rows: some }) => sum + some.length, 0) + page.gone.length;
    }
    if (acts) await finish(db, fence.serverNow);
    return rows;
  });
}

/**
 * Stores pages of the member's own scope beside the cursor that they follow, without applying them yet. Returns false
 * when the answer is void, or when the server no longer knows the history of the cursor (S29).
 */
export const keepAhead = (db: EgoejoDb, fence: Fence, scope: Scope, ahead: PageLine[]): Promise<boolean> =>
  db.transaction('rw', db.meta, db.cursors, async () => {
    const row = (await holds(db, fence)) ? await db.cursors.get(scope) : undefined;
    if (!row || row.parts.some((part) => part.stale)) return false;
    await db.cursors.put({ ...row, ahead });
    return true;
  });

/**
 * Removes a scope from this device: its rows, its cursors and the record that it is followed (S14). Acts that waited
 * for its revs wait no more. `serverNow`: the server's clock, ms.
 */
export const purgeScope = (db: EgoejoDb, scope: Scope, serverNow: number): Promise<void> =>
  db.transaction('rw', db.tables, async () => {
    for (const e of entityNames) await inScope(db, e, scope).delete();
    await db.cursors.delete(scope);
    await db.followed.delete(scope.slice(scope.lastIndexOf(':') + 1));
    await finish(db, serverNow);
  });

/** Purges a scope because the server said so, unless the answer is void. */
export const applyPurge = (db: EgoejoDb, fence: Fence, scope: Scope): Promise<boolean> =>
  db.transaction('rw', db.tables, async () => {
    if (!(await holds(db, fence))) return false;
    await purgeScope(db, scope, fence.serverNow);
    return true;
  });

/**
 * Ends an answered exchange: stores when it ran, and deletes sent rows older than 35 days by the server's clock, except
 * refusals not yet dismissed. `acts`: some acts wait for revs, and are checked again, because a receipt among the rows
 * may name scopes whose rows came after it.
 */
export const applyEnd = (
  db: EgoejoDb,
  startedAt: number,
  now: number,
  serverNow: number,
  acts: boolean,
): Promise<void> =>
  db.transaction(
    'rw',
    [db.meta, db.sent, db.dismissed, ...(acts ? [db.outbox, db.receipt, db.cursors] : [])],
    async () => {
      if (acts) await finish(db, serverNow);
      await writeMeta(db, 'startedAt', startedAt);
      await writeMeta(db, 'endedAt', now);
      const old = await db.sent
        .where('at')
        .below(new Date(serverNow - KEPT_MS).toISOString())
        .toArray();
      for (const row of old) {
        const kept =
          row.keptAt > serverNow - KEPT_MS || (row.verdict.status === 'rejected' && !(await db.dismissed.get(row.key)));
        if (!kept) await db.sent.delete(row.key);
      }
    },
  );
