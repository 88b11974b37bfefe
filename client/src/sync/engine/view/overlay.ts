/**
 * The overlay over the base tables: one snapshot for all views, read in one transaction whenever the outbox or a row it
 * touches changes. A row once touched stays in the snapshot with its base value, so a view never mixes an old base row
 * with a new overlay: there is no flicker and no double count when a verdict arrives (S16).
 */
import { liveQuery } from 'dexie';
import type { EntityName, EntityRow } from '@egoejo/shared/registry.ts';
import type { RowRef } from '@egoejo/shared/sync/mutation.ts';
import { refKey, touchesOf } from '../acts/definitions.ts';
import { replay, type Replayed } from './replay.ts';
import { readMeta } from '../store/meta.ts';
import type { EgoejoDb } from '../store/tables.ts';
import type { Identity } from '../identity.ts';
import type { OutboxRow } from '../store/outbox-row.ts';

export type AnyRow = EntityRow<EntityName>;
/** Rows as shown, by entity and id; null: the row does not exist. An entity that is absent has no touched row. */
export interface Snapshot {
  rows: ReadonlyMap<EntityName, ReadonlyMap<string, AnyRow | null>>;
  reserved: number;
  /** The outbox at the same instant, by which a view of a predicted row knows that its act is still on its way. */
  outbox: readonly OutboxRow[];
  /** Server clock minus device clock, ms. */
  offset: number;
}
export interface Overlay {
  get(): Snapshot;
  subscribe(run: () => void): () => void;
  close(): void;
}
export const EMPTY: Snapshot = { rows: new Map(), reserved: 0, outbox: [], offset: 0 };

async function load(db: EgoejoDb, refs: readonly RowRef[], into: Map<string, AnyRow | undefined>): Promise<void> {
  const byEntity = new Map<EntityName, string[]>();
  for (const { e, id } of refs) {
    if (into.has(refKey({ e, id }))) continue;
    const ids = byEntity.get(e);
    if (ids) ids.push(id);
    else byEntity.set(e, [id]);
  }
  await Promise.all(
    [...byEntity].map(async ([e, ids]) => {
      const rows: (AnyRow | undefined)[] = await db.table<AnyRow, string>(e).bulkGet(ids);
      ids.forEach((id, i) => into.set(refKey({ e, id }), rows[i]));
    }),
  );
}

/**
 * Replays the outbox in the caller's transaction (or each read on its own), loading the rows that mutation bodies ask
 * for.
 */
export async function replayFrom(
  db: EgoejoDb,
  acts: readonly OutboxRow[],
  who: Identity,
  also: readonly RowRef[] = [],
): Promise<{ out: Replayed; base: Map<string, AnyRow | undefined> }> {
  const base = new Map<string, AnyRow | undefined>();
  await load(db, [...also, ...acts.flatMap((a) => touchesOf(a, who))], base);
  let out = replay(acts, base, who);
  while (out.missing.length > 0) {
    await load(db, out.missing, base);
    out = replay(acts, base, who);
  }
  return { out, base };
}

/** Starts the shared overlay of one open database. */
export function createOverlay(db: EgoejoDb, who: Identity): Overlay {
  let snapshot = EMPTY;
  const touched = new Map<string, RowRef>();
  const listeners = new Set<() => void>();
  const compute = async (): Promise<Snapshot> =>
    db.transaction('r', db.tables, async () => {
      const [acts, offset = 0] = await Promise.all([db.outbox.toArray(), readMeta(db, 'offset')]);
      const { out, base } = await replayFrom(db, acts, who, [...touched.values()]);
      for (const [key, { ref }] of out.changed) touched.set(key, ref);
      const rows = new Map<EntityName, Map<string, AnyRow | null>>();
      for (const [key, ref] of touched) {
        const ofEntity = rows.get(ref.e) ?? new Map<string, AnyRow | null>();
        rows.set(ref.e, ofEntity);
        ofEntity.set(ref.id, out.changed.has(key) ? (out.changed.get(key)?.row ?? null) : (base.get(key) ?? null));
      }
      return { rows, reserved: out.reserved, outbox: acts, offset };
    });
  const query = liveQuery(compute).subscribe({
    next(value) {
      snapshot = value;
      for (const run of listeners) run();
    },
    error(cause: unknown) {
      // A closed database ends its queries; anything else is a bug and must be seen.
      if (db.isOpen()) throw cause;
    },
  });
  return {
    get: () => snapshot,
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    close: () => query.unsubscribe(),
  };
}
