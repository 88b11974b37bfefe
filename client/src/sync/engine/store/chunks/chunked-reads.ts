/** Reads the rows of a packed entity: those stored alone over those in chunks. */
import {
  Dexie,
  type DBCore,
  type DBCoreKeyRange,
  type DBCoreTable,
  type DBCoreTransaction,
  type PromiseExtended,
} from 'dexie';
import type { EntityName } from '@egoejo/shared/registry.ts';
import { compareKeys, merged, type Entry, type IndexKey, type StoredRow } from './chunk.ts';
import { ChunkReader, type Chunks } from './chunk-reader.ts';
import { everything, isNothing } from './key-ranges.ts';
import type { Listed } from './list-cursor.ts';

/** The first position in `entries` from which `after` holds. */
function firstWhere(entries: readonly Entry[], after: (entry: Entry) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (after(entries[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
/** Dexie also writes "from the least key" as -Infinity and "to the greatest" as an array; neither is a key here. */
const keyOrNone = (bound: unknown): IndexKey | undefined =>
  typeof bound === 'string' || (typeof bound === 'number' && bound !== -Infinity) ? bound : undefined;
function within(entries: readonly Entry[], range: DBCoreKeyRange): readonly Entry[] {
  if (isNothing(range)) return [];
  const from = keyOrNone(range.lower);
  const to = keyOrNone(range.upper);
  const least = range.lowerOpen ? 1 : 0;
  const most = range.upperOpen ? -1 : 0;
  const start = from === undefined ? 0 : firstWhere(entries, ({ key }) => compareKeys(key, from) >= least);
  const end = to === undefined ? entries.length : firstWhere(entries, ({ key }) => compareKeys(key, to) > most);
  return start === 0 && end === entries.length ? entries : entries.slice(start, end);
}
const shown = (row: StoredRow | undefined): StoredRow | undefined => (row?._gone ? undefined : row);

/** What to list; as Dexie asks for it. */
type Asked = Pick<Parameters<DBCoreTable['openCursor']>[0], 'trans' | 'query' | 'values' | 'reverse' | 'unique'>;

export class ChunkedReads {
  readonly alone: DBCoreTable;
  readonly reader: ChunkReader;

  constructor(core: DBCore, e: EntityName) {
    this.alone = core.table(e);
    this.reader = new ChunkReader(core, e);
  }

  /** The ids of rows stored alone. */
  idsAlone(trans: DBCoreTransaction): PromiseExtended<Set<string>> {
    const query = { index: this.alone.schema.primaryKey, range: everything };
    return Dexie.Promise.resolve(this.alone.query({ trans, values: false, limit: Infinity, query })).then(
      ({ result }) => new Set(result as string[]),
    );
  }

  /** Rows by id, in that order; undefined where there is none. */
  getMany(trans: DBCoreTransaction, ids: readonly string[]): PromiseExtended<(StoredRow | undefined)[]> {
    return Dexie.Promise.all([this.alone.getMany({ trans, keys: [...ids] }), this.reader.chunks(trans)]).then(
      ([found, chunks]: [(StoredRow | undefined)[], Chunks]) => {
        const packed = ids.filter((id, i) => found[i] === undefined && chunks.ids.has(id));
        if (packed.length === 0) return found.map(shown);
        return this.reader.rows(trans, chunks, packed).then((rows) => {
          const byId = new Map(packed.map((id, i) => [id, rows[i]]));
          return found.map((row, i) => shown(row ?? byId.get(ids[i] ?? '')));
        });
      },
    );
  }

  /** At most `limit` entries of a query in its order, with their rows if `values`. */
  list(asked: Asked, limit: number): PromiseExtended<readonly Listed[]> {
    const { trans, query, values } = asked;
    const { index } = query;
    const name = index.isPrimaryKey ? null : index.name;
    const found = this.alone.query({ trans, values: true, limit: Infinity, query });
    return Dexie.Promise.all([found, this.idsAlone(trans), this.reader.chunks(trans)]).then(
      ([{ result }, hiding, chunks]: [{ result: StoredRow[] }, Set<string>, Chunks]) => {
        const keyOf = (row: StoredRow): IndexKey => (name === null ? row.id : (index.extractKey?.(row) as IndexKey));
        const single = result.filter((row) => !row._gone).map((row): Listed => ({ key: keyOf(row), id: row.id, row }));
        const packed = within(this.reader.entries(chunks, name), query.range);
        const free = hiding.size === 0 ? packed : packed.filter(({ id }) => !hiding.has(id));
        let entries: readonly Listed[] = merged<Listed>(free, single);
        if (asked.reverse) entries = entries.toReversed();
        if (asked.unique) entries = entries.filter(({ key }, i) => i === 0 || key !== entries[i - 1]?.key);
        if (limit < entries.length) entries = entries.slice(0, limit);
        return values ? this.#withRows(trans, chunks, entries) : entries;
      },
    );
  }

  #withRows(trans: DBCoreTransaction, chunks: Chunks, entries: readonly Listed[]): PromiseExtended<Listed[]> {
    const missing = entries.flatMap((entry) => (entry.row === undefined ? [entry.id] : []));
    return this.reader.rows(trans, chunks, missing).then((rows) => {
      const byId = new Map(missing.map((id, i) => [id, rows[i]]));
      return entries.map((entry) => ({ ...entry, row: entry.row ?? byId.get(entry.id) }));
    });
  }
}
