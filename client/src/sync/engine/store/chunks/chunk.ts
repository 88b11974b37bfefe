/**
 * Chunks: a few hundred rows of one entity in one record. Most of the time of a first sync is IndexedDB's work for each
 * record, so an entity with thousands of rows (`packed` in the registry) is kept this way. A chunk is never changed. A
 * row that is stored alone under the same id, in the entity's own table, is newer and hides the one in the chunk.
 *
 * This module knows the format and no database: it is also used where Dexie would load too late.
 */
import type { EntityName } from '@egoejo/shared/registry.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';

/** Sizes, in rows. The simulator makes them small, so that its small worlds have chunks too. */
export const CHUNK = {
  /** The most rows of one chunk. */
  most: 500,
  /** Fewer rows than this, written together, are stored one by one. */
  least: 64,
  /** With more rows than this stored one by one, an idle device folds them into chunks. */
  foldAbove: 256,
};

/** A row as the device stores it. */
export interface StoredRow {
  id: string;
  _scope: Scope;
  _mark: number;
  /** The row in a chunk was deleted: this record only says so. */
  _gone?: true;
  [field: string]: unknown;
}
export type IndexKey = string | number;

/** What is needed to find rows of a chunk without reading them: ids in order, and the values of each index. */
export interface ChunkKeys {
  e: EntityName;
  /** Names one chunk for ever: a reader may keep what it read under this name. */
  n: string;
  _scope: Scope;
  _mark: number;
  /** In ascending order. */
  ids: string[];
  /** By index, the value of each row in the order of `ids`; null: that row is not in the index. */
  keys: Record<string, (IndexKey | null)[]>;
}
/** The rows of a chunk: JSON, one line a row, in the order of `ids`, without `_scope` and `_mark`. */
export interface ChunkRows {
  e: EntityName;
  n: string;
  text: string;
}

const asKey = (value: unknown): IndexKey | null =>
  typeof value === 'string' || typeof value === 'number' ? value : null;
const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Rows with the same of these may share a chunk. */
export const alikeBy = ({ _scope, _mark }: StoredRow): string => `${_mark} ${_scope}`;

/** Packs rows of one scope and one mark into a chunk. `indexes`: the indexed properties. */
export function pack(
  e: EntityName,
  n: string,
  rows: readonly StoredRow[],
  indexes: readonly string[],
): { keys: ChunkKeys; rows: ChunkRows } {
  const sorted = rows.toSorted(byId);
  const [first] = sorted;
  if (!first) throw new Error('a chunk has at least one row');
  const lines = sorted.map(({ _scope, _mark, ...row }) => JSON.stringify(row));
  return {
    keys: {
      e,
      n,
      _scope: first._scope,
      _mark: first._mark,
      ids: sorted.map((row) => row.id),
      keys: Object.fromEntries(indexes.map((index) => [index, sorted.map((row) => asKey(row[index]))])),
    },
    rows: { e, n, text: lines.join('\n') },
  };
}

/** The row of a line. */
export function unpack<R extends { id: string } = StoredRow>({ _scope, _mark }: ChunkKeys, line: string): R {
  const row: R = JSON.parse(line);
  return Object.assign(row, { _scope, _mark });
}
/** All rows of a chunk. */
export const unpackAll = <R extends { id: string } = StoredRow>(keys: ChunkKeys, text: string): R[] =>
  text.split('\n').map((line) => unpack<R>(keys, line));

/** The position of an id in a chunk; -1: it is not there. */
function positionOf({ ids }: ChunkKeys, id: string): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = ids[middle] ?? '';
    if (here === id) return middle;
    if (here < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
/** The chunk that has a row of this id, and its position. An id is in one chunk at most. */
export function locate(chunks: readonly ChunkKeys[], id: string): { chunk: ChunkKeys; at: number } | null {
  for (const chunk of chunks) {
    const at = positionOf(chunk, id);
    if (at >= 0) return { chunk, at };
  }
  return null;
}

/** An entry of an index: its value and the id of the row. */
export interface Entry {
  key: IndexKey;
  id: string;
}
/** Merges two ordered lists. */
export function merged<E extends Entry>(a: readonly E[], b: readonly E[]): readonly E[] {
  if (b.length === 0) return a;
  if (a.length === 0) return b;
  const result: E[] = [];
  let next = 0;
  for (const entry of a) {
    while (next < b.length && inOrder(b[next]!, entry) < 0) result.push(b[next++]!);
    result.push(entry);
  }
  while (next < b.length) result.push(b[next++]!);
  return result;
}
/** The order of IndexedDB for the keys used here: numbers before strings, strings by code unit; then by id. */
const inOrder = (a: Entry, b: Entry): number => compareKeys(a.key, b.key) || byId(a, b);
export function compareKeys(a: IndexKey, b: IndexKey): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** All entries of an index over these chunks, in order. `index`: null means the ids themselves. */
export function entriesOf(chunks: readonly ChunkKeys[], index: string | null): Entry[] {
  const entries: Entry[] = [];
  for (const { ids, keys, _scope } of chunks) {
    const values = index === null ? ids : index === '_scope' ? null : (keys[index] ?? []);
    ids.forEach((id, i) => {
      const key = values === null ? _scope : values[i];
      if (key !== null && key !== undefined) entries.push({ key, id });
    });
  }
  return entries.sort(inOrder);
}
