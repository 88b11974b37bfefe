/** The rows of one page, written to the base tables. */
import { isEntity, type EntityName } from '@egoejo/shared/registry.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { PageLine, Row } from '../protocol.ts';
import { inScope, type EgoejoDb } from '../store/tables.ts';

/** Whether rows of these entities are stored under that scope, so that a whole pull will have to sweep. */
export async function anyRows(db: EgoejoDb, scope: Scope, names: readonly EntityName[]): Promise<boolean> {
  for (const e of names) {
    if ((await inScope(db, e, scope).limit(1).count()) > 0) return true;
  }
  return false;
}

/** Applies the tombstones and rows of a page; rows get the number of the whole pull as their mark. */
export async function writeRows(db: EgoejoDb, page: PageLine, mark: number): Promise<void> {
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
