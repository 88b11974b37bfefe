/** Keeps the rows of packed entities in chunks, below everything that uses the database. */
import type { DBCore, DBCoreTable, DBCoreTransaction } from 'dexie';
import { isEntity, isPacked } from '@egoejo/shared/registry.ts';
import { CHUNK_STORES } from './chunk-reader.ts';
import { chunkedTable } from './chunked-table.ts';
import { foldAll } from './fold.ts';
import { everything } from './key-ranges.ts';
import type { EgoejoDb } from '../tables.ts';

const packed = (name: string): boolean => isEntity(name) && isPacked(name);

/** Empties the table `ready` in each transaction that changes the rows it was made of. */
function emptyingReady(core: DBCore, table: DBCoreTable): DBCoreTable {
  const ready = core.table('ready');
  const emptied = new WeakSet<DBCoreTransaction>();
  return {
    ...table,
    mutate(req) {
      if (emptied.has(req.trans)) return table.mutate(req);
      emptied.add(req.trans);
      return ready.mutate({ type: 'deleteRange', trans: req.trans, range: everything }).then(() => table.mutate(req));
    },
  };
}

/**
 * Makes the tables of packed entities keep their rows in chunks. To be called before the database is opened. `newName`:
 * names a new chunk, never twice the same.
 * @returns what folds rows stored one by one into chunks, for an idle device.
 */
export function keepChunks(db: EgoejoDb, newName: () => string): () => Promise<void> {
  let below: DBCore | null = null;
  db.use({
    stack: 'dbcore',
    name: 'chunks',
    // Above Dexie's observation of changes (0), so that a live query observes the chunks that it reads.
    level: 0.5,
    create(core) {
      // While Dexie upgrades an older database, the stores of chunks do not exist yet.
      if (!core.schema.tables.some(({ name }) => name === 'chunkKeys')) return {};
      below = core;
      return {
        transaction(stores, mode, options) {
          if (!stores.some(packed)) return core.transaction(stores, mode, options);
          const also = mode === 'readwrite' ? [...CHUNK_STORES, 'ready'] : CHUNK_STORES;
          return core.transaction([...new Set([...stores, ...also])], mode, options);
        },
        table: (name) =>
          isEntity(name) && packed(name) ? emptyingReady(core, chunkedTable(core, name, newName)) : core.table(name),
      };
    },
  });
  return async () => {
    if (below) await foldAll(db, below, newName);
  };
}
