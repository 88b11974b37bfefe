/** Reads chunks inside Dexie's transactions, and keeps what it read: a chunk never changes. */
import { Dexie, type DBCore, type DBCoreTable, type DBCoreTransaction, type PromiseExtended } from 'dexie';
import type { EntityName } from '@egoejo/shared/registry.ts';
import {
  entriesOf,
  locate,
  merged,
  unpack,
  type ChunkKeys,
  type ChunkRows,
  type Entry,
  type StoredRow,
} from './chunk.ts';
import { between } from './key-ranges.ts';

/** The stores of chunks. */
export const CHUNK_STORES = ['chunkKeys', 'chunkRows'] as const;
/** The most characters of rows kept in memory for one entity: two megabytes at most. */
const KEPT_CHARACTERS = 2_000_000;

/** The chunks of one entity at one instant. */
export interface Chunks {
  list: readonly ChunkKeys[];
  /** All ids in them, and maybe some of chunks that came later. */
  ids: ReadonlySet<string>;
}

/**
 * Reads the chunks of one entity in one transaction. It uses `then` instead of `await`, because Dexie finds out which
 * live query is reading by a variable (`PSD`) that only its own promises keep.
 */
export class ChunkReader {
  readonly keysTable: DBCoreTable;
  readonly rowsTable: DBCoreTable;
  readonly #e: EntityName;
  readonly #keys = new Map<string, ChunkKeys>();
  readonly #lines = new Map<string, string[]>();
  #kept = 0;
  #ids = new Set<string>();
  #last: Chunks = { list: [], ids: this.#ids };
  #orders = new Map<string | null, readonly Entry[]>();
  #ofTransaction = new WeakMap<DBCoreTransaction, PromiseExtended<Chunks>>();

  constructor(core: DBCore, e: EntityName) {
    this.#e = e;
    this.keysTable = core.table('chunkKeys');
    this.rowsTable = core.table('chunkRows');
  }

  /** The chunks as this transaction sees them. */
  chunks(trans: DBCoreTransaction): PromiseExtended<Chunks> {
    const known = this.#ofTransaction.get(trans);
    if (known) return known;
    const reading = this.#read(trans);
    this.#ofTransaction.set(trans, reading);
    return reading;
  }
  /** To be called after each write of chunks in a transaction. */
  forget(trans: DBCoreTransaction): void {
    this.#ofTransaction.delete(trans);
  }

  #read(trans: DBCoreTransaction): PromiseExtended<Chunks> {
    const query = { index: this.keysTable.schema.primaryKey, range: between([this.#e], [this.#e, []]) };
    return Dexie.Promise.resolve(this.keysTable.query({ trans, values: false, limit: Infinity, query })).then(
      ({ result }) => {
        const names = (result as [string, string][]).map(([, n]) => n);
        const missing = names.filter((n) => !this.#keys.has(n)).map((n) => [this.#e, n]);
        if (missing.length === 0) return this.#current(names);
        return Dexie.Promise.resolve(this.keysTable.getMany({ trans, keys: missing })).then((rows) => {
          for (const row of rows as ChunkKeys[]) this.#keys.set(row.n, row);
          return this.#current(names);
        });
      },
    );
  }

  #current(names: readonly string[]): Chunks {
    const { list } = this.#last;
    if (list.length === names.length && names.every((n, i) => list[i]?.n === n)) return this.#last;
    const next = names.flatMap((n) => this.#keys.get(n) ?? []);
    const stays = new Set(names);
    const grown = list.every((chunk) => stays.has(chunk.n));
    const fresh = grown ? next.filter((chunk) => !list.includes(chunk)) : next;
    if (!grown) this.#orders.clear();
    for (const [index, order] of this.#orders) this.#orders.set(index, merged(order, entriesOf(fresh, index)));
    // During a first sync chunks only come: what is known grows, instead of being made anew for each page.
    const ids = grown ? this.#ids : new Set<string>();
    for (const chunk of fresh) for (const id of chunk.ids) ids.add(id);
    for (const n of this.#keys.keys()) if (!stays.has(n)) this.#keys.delete(n);
    this.#ids = ids;
    this.#last = { list: next, ids };
    return this.#last;
  }

  /** All entries of an index, in order. */
  entries(chunks: Chunks, index: string | null): readonly Entry[] {
    if (chunks !== this.#last) return entriesOf(chunks.list, index);
    const known = this.#orders.get(index) ?? entriesOf(chunks.list, index);
    this.#orders.set(index, known);
    return known;
  }

  /** The rows of these ids, in their order; undefined where no chunk has the id. */
  rows(trans: DBCoreTransaction, chunks: Chunks, ids: readonly string[]): PromiseExtended<(StoredRow | undefined)[]> {
    const places = ids.map((id) => (chunks.ids.has(id) ? locate(chunks.list, id) : null));
    const needed = new Set(places.flatMap((place) => place?.chunk.n ?? []));
    const known = new Map([...needed].flatMap((n) => [[n, this.#lines.get(n)] as const]));
    const missing = [...needed].filter((n) => !known.get(n));
    const found = (): (StoredRow | undefined)[] =>
      places.map((place) => {
        const line = place && known.get(place.chunk.n)?.[place.at];
        return place && line !== undefined && line !== null ? unpack(place.chunk, line) : undefined;
      });
    if (missing.length === 0) return Dexie.Promise.resolve(found());
    const keys = missing.map((n) => [this.#e, n]);
    return Dexie.Promise.resolve(this.rowsTable.getMany({ trans, keys })).then((records) => {
      for (const record of records as (ChunkRows | undefined)[]) if (record) known.set(record.n, this.#keep(record));
      return found();
    });
  }

  #keep({ n, text }: ChunkRows): string[] {
    const lines = text.split('\n');
    if (this.#kept + text.length > KEPT_CHARACTERS) {
      this.#lines.clear();
      this.#kept = 0;
    }
    this.#lines.set(n, lines);
    this.#kept += text.length;
    return lines;
  }
}
