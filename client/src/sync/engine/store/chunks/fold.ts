/**
 * Folds rows stored alone into chunks while the device is idle. What readers see does not change: each step is one
 * short transaction that writes a chunk and deletes the rows and the older chunk that it replaces.
 */
import type { DBCore, DBCoreTransaction } from 'dexie';
import { entityNames, isPacked, type EntityName } from '@egoejo/shared/registry.ts';
import { CHUNK, type StoredRow } from './chunk.ts';
import { ChunkedReads } from './chunked-reads.ts';
import { ChunkedWrites, divided } from './chunked-writes.ts';
import { after, everything } from './key-ranges.ts';
import type { EgoejoDb } from '../tables.ts';

/** Rows read in one step. */
const STEP = 1000;

class Folding {
  readonly #reads: ChunkedReads;
  readonly #writes: ChunkedWrites;

  constructor(core: DBCore, e: EntityName, newName: () => string) {
    this.#reads = new ChunkedReads(core, e);
    this.#writes = new ChunkedWrites(e, this.#reads, newName);
  }

  async due(trans: DBCoreTransaction): Promise<boolean> {
    const { alone } = this.#reads;
    const query = { index: alone.schema.primaryKey, range: everything };
    return (await alone.count({ trans, query })) > CHUNK.foldAbove;
  }

  /** Rewrites the chunk of which most rows are hidden. Returns false when no row of any chunk is. */
  async rewriteOne(trans: DBCoreTransaction): Promise<boolean> {
    const { alone, reader } = this.#reads;
    const single = await this.#reads.idsAlone(trans);
    const chunks = await reader.chunks(trans);
    const [worst] = chunks.list
      .map((chunk) => ({ chunk, ids: chunk.ids.filter((id) => single.has(id)) }))
      .toSorted((a, b) => b.ids.length - a.ids.length);
    if (!worst || worst.ids.length === 0) return false;
    const { chunk, ids } = worst;
    const packed = await reader.rows(trans, chunks, chunk.ids);
    const newer = (await alone.getMany({ trans, keys: ids })) as StoredRow[];
    const over = new Map(newer.map((row) => [row.id, row]));
    // A row of another scope or another whole pull stays alone: these are the same for all rows of a chunk (S14).
    const fits = (row: StoredRow): boolean => row._scope === chunk._scope && row._mark === chunk._mark;
    const kept = packed.flatMap((row) => {
      const now = row && (over.get(row.id) ?? row);
      return now && !now._gone && fits(now) ? [now] : [];
    });
    await this.#writes.erase(trans, [chunk]);
    if (kept.length > 0) await this.#writes.pack(trans, kept);
    const folded = newer.filter((row) => row._gone || fits(row)).map(({ id }) => id);
    await alone.mutate({ type: 'delete', trans, keys: folded });
    return true;
  }

  /**
   * Packs the next rows after the id `from` that no chunk has.
   * @returns the last id read; null at the end.
   */
  async packNext(trans: DBCoreTransaction, from: string): Promise<string | null> {
    const { alone, reader } = this.#reads;
    const query = { index: alone.schema.primaryKey, range: after(from) };
    const rows: StoredRow[] = (await alone.query({ trans, values: true, limit: STEP, query })).result;
    const chunks = await reader.chunks(trans);
    const { groups } = divided(
      rows.filter((row) => !row._gone),
      (id) => chunks.ids.has(id),
    );
    for (const group of groups) {
      await this.#writes.pack(trans, group);
      await alone.mutate({ type: 'delete', trans, keys: group.map(({ id }) => id) });
    }
    return rows.length < STEP ? null : (rows.at(-1)?.id ?? null);
  }
}

/** Folds every packed entity that has too many rows outside its chunks. */
export async function foldAll(db: EgoejoDb, core: DBCore, newName: () => string): Promise<void> {
  for (const e of entityNames.filter(isPacked)) {
    const folding = new Folding(core, e, newName);
    const step = <T>(work: (trans: DBCoreTransaction) => Promise<T>): Promise<T> =>
      db.transaction('rw', e, (tx) => work(tx.idbtrans));
    if (!(await db.transaction('r', e, (tx) => folding.due(tx.idbtrans)))) continue;
    while (await step((trans) => folding.rewriteOne(trans)));
    for (let last: string | null = ''; last !== null;) {
      const from: string = last;
      last = await step((trans) => folding.packNext(trans, from));
    }
  }
}
