/**
 * The table of one packed entity, as Dexie sees it. Everything above, from the sync to the pages, reads and writes it
 * like any other table.
 */
import type { DBCore, DBCoreTable, DBCoreTransaction } from 'dexie';
import type { EntityName } from '@egoejo/shared/registry.ts';
import { ChunkedReads } from './chunked-reads.ts';
import { ChunkedWrites } from './chunked-writes.ts';
import { listCursor } from './list-cursor.ts';

/** Wraps the table of `e`. `newName`: names a new chunk, never twice the same. */
export function chunkedTable(core: DBCore, e: EntityName, newName: () => string): DBCoreTable {
  const reads = new ChunkedReads(core, e);
  const writes = new ChunkedWrites(e, reads, newName);
  const { alone, reader } = reads;
  /** Asks the table itself as long as no row is in a chunk. */
  const either = <T>(trans: DBCoreTransaction, plain: () => Promise<T>, chunked: () => PromiseLike<T>): Promise<T> =>
    reader.chunks(trans).then(({ list }) => (list.length === 0 ? plain() : chunked()));
  return {
    ...alone,
    get: ({ trans, key }) => reads.getMany(trans, [key as string]).then(([row]) => row),
    getMany: ({ trans, keys }) => reads.getMany(trans, keys as string[]),
    query: (req) =>
      either(
        req.trans,
        () => alone.query(req),
        () => {
          const { direction = 'next', limit = Infinity } = req;
          const asked = { ...req, reverse: direction.startsWith('prev'), unique: direction.endsWith('unique') };
          return reads
            .list(asked, limit)
            .then((entries) => ({ result: entries.map(({ id, row }) => (req.values ? row : id)) }));
        },
      ),
    openCursor: (req) =>
      either(
        req.trans,
        () => alone.openCursor(req),
        () =>
          reads
            .list(req, Infinity)
            .then((entries) => (entries.length === 0 ? null : listCursor(req.trans, entries, req.reverse === true))),
      ),
    count: (req) =>
      either(
        req.trans,
        () => alone.count(req),
        () => reads.list(req, Infinity).then((entries) => entries.length),
      ),
    mutate(req) {
      if (req.type === 'put') return writes.put(req);
      if (req.type === 'delete') return writes.remove(req);
      if (req.type === 'deleteRange') return writes.removeRange(req);
      throw new Error(`${e}: rows of the server are put, not added`);
    },
  };
}
