/**
 * Each part of an answer is committed in one IndexedDB transaction with its cursor and with every overlay that it ends
 * (S14, S16). Nothing is written when a later exchange has begun or the epoch has changed (S18): the answer is then
 * void.
 */
import { isEntity, type EntityName } from '@egoejo/shared/registry.ts';
import { memberScope, type Scope } from '@egoejo/shared/sync/protocol.ts';
import { holds, type Fence } from './fence.ts';
import { finish, finishTables } from './finish.ts';
import { learnFromOwnPage } from './own-rows.ts';
import { anyRows, writeRows } from './page-rows.ts';
import type { PageLine } from '../protocol.ts';
import { mergeParts } from './scopes.ts';
import { standingIn, type Standing } from './standing.ts';
import { readMeta } from '../store/meta.ts';
import { inScope, type EgoejoDb } from '../store/tables.ts';
import type { Identity } from '../identity.ts';
import type { Part } from '../store/cursor-row.ts';

const namesOf = (page: PageLine): EntityName[] => Object.keys(page.cursor.entities).filter(isEntity);

/**
 * Writes the rows, tombstones and cursor of one page (S18). Writes nothing if the device has the whole page already, or
 * if rows before the page may be missing.
 */
async function writePage(db: EgoejoDb, fence: Fence, page: PageLine, who: Identity): Promise<Standing> {
  const held = await db.cursors.get(page.scope);
  const found = standingIn(held?.parts ?? [], page);
  if (!held || !found) return 'unknown';
  const { part, as } = found;
  if (as === 'has') return as;
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
  if (page.scope === (who.member && memberScope(who.member)))
    await learnFromOwnPage(db, page, who, wholly, fence.serverNow);
  return as;
}

const rowsIn = (page: PageLine): number => page.rows.reduce((sum, { rows }) => sum + rows.length, 0) + page.gone.length;

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
  if (acts) for (const { name } of finishTables(db)) names.add(name);
  return { tables: [...names], acts };
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
      const as = await writePage(db, fence, page, who);
      if (as === 'unknown') return null;
      // The live channel has brought these rows in the meantime.
      if (as !== 'has') rows += rowsIn(page);
    }
    if (acts) await finish(db, fence.serverNow);
    return rows;
  });
}

/**
 * Commits a page of the live channel with its cursor and with the overlays that it ends, in one transaction, unless the
 * device has another epoch than when it asked for it.
 * @returns where the page stood; 'has' and 'unknown': nothing was written
 */
export function applyLivePage(
  db: EgoejoDb,
  page: PageLine,
  who: Identity,
  { epoch, serverNow }: Pick<Fence, 'epoch' | 'serverNow'>,
): Promise<Standing> {
  // An act that waits for these revs may get its verdict while this transaction waits for its tables.
  const { tables } = tablesFor(db, [page], new Set([page.scope]));
  return db.transaction('rw', tables, async () => {
    const number = await readMeta(db, 'fence');
    if (number === undefined || !(await holds(db, { number, epoch, serverNow }))) return 'unknown';
    const as = await writePage(db, { number, epoch, serverNow }, page, who);
    if (as === 'follows' || as === 'overlaps') await finish(db, serverNow);
    return as;
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
