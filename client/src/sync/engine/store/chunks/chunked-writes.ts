/** Writes the rows of a packed entity. */
import {
  Dexie,
  type DBCoreDeleteRangeRequest,
  type DBCoreDeleteRequest,
  type DBCoreMutateResponse,
  type DBCorePutRequest,
  type DBCoreTable,
  type DBCoreTransaction,
  type PromiseExtended,
} from 'dexie';
import type { EntityName } from '@egoejo/shared/registry.ts';
import { alikeBy, CHUNK, pack, type ChunkKeys, type StoredRow } from './chunk.ts';
import type { Chunks } from './chunk-reader.ts';
import type { ChunkedReads } from './chunked-reads.ts';
import { isEverything } from './key-ranges.ts';

const written = (results: unknown[]): DBCoreMutateResponse => ({
  numFailures: 0,
  failures: {},
  results,
  lastResult: results.at(-1),
});

/** The indexed properties that chunks keep the values of. All rows of a chunk have one scope. */
const indexesOf = (table: DBCoreTable): string[] =>
  table.schema.indexes.map(({ name }) => name ?? '').filter((name) => name !== '_scope');

/**
 * Divides the rows of a pull. `groups`: rows that become chunks together. `alone`: rows that are stored as single
 * records, because they are too few for a chunk, or because the device has an older version of the row.
 */
export function divided(
  rows: readonly StoredRow[],
  isHere: (id: string) => boolean,
): { groups: StoredRow[][]; alone: StoredRow[] } {
  const groups = new Map<string, StoredRow[]>();
  const alone: StoredRow[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const alike = groups.get(alikeBy(row));
    if (isHere(row.id) || seen.has(row.id)) alone.push(row);
    else if (alike) alike.push(row);
    else groups.set(alikeBy(row), [row]);
    seen.add(row.id);
  }
  const large = [...groups.values()].filter((group) => group.length >= CHUNK.least);
  const small = [...groups.values()].filter((group) => group.length < CHUNK.least);
  return { groups: large, alone: [...small.flat(), ...alone] };
}

export class ChunkedWrites {
  readonly #e: EntityName;
  readonly #reads: ChunkedReads;
  readonly #newName: () => string;

  /** `newName`: names a new chunk, never twice the same. */
  constructor(e: EntityName, reads: ChunkedReads, newName: () => string) {
    this.#e = e;
    this.#reads = reads;
    this.#newName = newName;
  }

  /** Writes rows of one scope and one mark as chunks. */
  pack(trans: DBCoreTransaction, rows: readonly StoredRow[]): PromiseExtended<DBCoreMutateResponse[]> {
    const { alone, reader } = this.#reads;
    const packed: ReturnType<typeof pack>[] = [];
    for (let from = 0; from < rows.length; from += CHUNK.most)
      packed.push(pack(this.#e, this.#newName(), rows.slice(from, from + CHUNK.most), indexesOf(alone)));
    reader.forget(trans);
    return Dexie.Promise.all([
      reader.keysTable.mutate({ type: 'put', trans, values: packed.map((chunk) => chunk.keys) }),
      reader.rowsTable.mutate({ type: 'put', trans, values: packed.map((chunk) => chunk.rows) }),
    ]);
  }

  /** Stores rows: many new ones as chunks, others alone. */
  put(req: DBCorePutRequest): Promise<DBCoreMutateResponse> {
    const { trans } = req;
    const { alone, reader } = this.#reads;
    const values = req.values as readonly StoredRow[];
    if (values.length < CHUNK.least) return alone.mutate(req);
    return Dexie.Promise.all([reader.chunks(trans), this.#reads.idsAlone(trans)]).then(
      ([chunks, single]: [Chunks, Set<string>]) => {
        const split = divided(values, (id) => chunks.ids.has(id) || single.has(id));
        if (split.groups.length === 0) return alone.mutate(req);
        return Dexie.Promise.all([
          alone.mutate({ type: 'put', trans, values: split.alone }),
          ...split.groups.map((group) => this.pack(trans, group).then((all) => all.find(failed) ?? written([]))),
        ]).then((all) => all.find(failed) ?? written(values.map(({ id }) => id)));
      },
    );
  }

  /** Deletes whole chunks. */
  erase(trans: DBCoreTransaction, gone: readonly ChunkKeys[]): PromiseExtended<unknown> {
    const { reader } = this.#reads;
    const keys = gone.map(({ n }) => [this.#e, n]);
    reader.forget(trans);
    return Dexie.Promise.all([
      reader.keysTable.mutate({ type: 'delete', trans, keys }),
      reader.rowsTable.mutate({ type: 'delete', trans, keys }),
    ]);
  }

  /** Deletes whole chunks and the records that hide rows of theirs. */
  #drop(trans: DBCoreTransaction, gone: readonly ChunkKeys[]): PromiseExtended<unknown> {
    if (gone.length === 0) return Dexie.Promise.resolve();
    const { alone } = this.#reads;
    const ids = new Set(gone.flatMap((chunk) => chunk.ids));
    return this.#reads.idsAlone(trans).then((single) => {
      const over = [...single].filter((id) => ids.has(id));
      return Dexie.Promise.resolve(alone.getMany({ trans, keys: over })).then((rows: StoredRow[]) =>
        Dexie.Promise.all([
          alone.mutate({ type: 'delete', trans, keys: over.filter((_, i) => rows[i]?._gone) }),
          this.erase(trans, gone),
        ]),
      );
    });
  }

  /** Deletes rows. A record hides a deleted row of a chunk; a scope that is deleted as a whole takes its chunks along. */
  remove(req: DBCoreDeleteRequest): Promise<DBCoreMutateResponse> {
    const { trans, criteria } = req;
    const { alone, reader } = this.#reads;
    const keys = req.keys as string[];
    const one = criteria?.index === '_scope' && criteria.range.lower === criteria.range.upper;
    return reader
      .chunks(trans)
      .then(({ list }) => this.#drop(trans, one ? list.filter(({ _scope }) => _scope === criteria.range.lower) : []))
      .then(() => Dexie.Promise.all([reader.chunks(trans), this.#reads.idsAlone(trans)]))
      .then(([chunks, single]: [Chunks, Set<string>]) => {
        const values = keys.filter((id) => chunks.ids.has(id)).map((id) => ({ id, _gone: true }));
        const rest = keys.filter((id) => single.has(id) && !chunks.ids.has(id));
        return Dexie.Promise.all([
          alone.mutate({ type: 'put', trans, values }),
          alone.mutate({ type: 'delete', trans, keys: rest }),
        ]);
      })
      .then((all) => all.find(failed) ?? written(keys));
  }

  removeRange(req: DBCoreDeleteRangeRequest): Promise<DBCoreMutateResponse> {
    const { trans, range } = req;
    const { alone, reader } = this.#reads;
    if (isEverything(range))
      return reader
        .chunks(trans)
        .then(({ list }) => this.#drop(trans, list))
        .then(() => alone.mutate(req));
    const query = { index: alone.schema.primaryKey, range };
    return this.#reads
      .list({ trans, query }, Infinity)
      .then((entries) => this.remove({ type: 'delete', trans, keys: entries.map(({ id }) => id) }));
  }
}
const failed = ({ numFailures }: DBCoreMutateResponse): boolean => numFailures > 0;
