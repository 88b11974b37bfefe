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
import type { NewOutboxRow, OutboxRow } from '../store/outbox-row.ts';

export type AnyRow = EntityRow<EntityName>;
/** Rows as shown, by entity and id; null: the row does not exist. An entity that is absent has no touched row. */
export interface Snapshot {
  rows: ReadonlyMap<EntityName, ReadonlyMap<string, AnyRow | null>>;
  reserved: number;
  /** The outbox at the same instant, by which a view of a predicted row knows that its act is still on its way. */
  outbox: readonly OutboxRow[];
  /** Those of them that wait in the spare store, where no query finds them (S18). */
  spare: readonly OutboxRow[];
  /** Server clock minus device clock, ms. */
  offset: number;
}
export interface Overlay {
  get(): Snapshot;
  subscribe(run: () => void): () => void;
  /**
   * Shows an act of the spare store at once, although the database cannot be read as a whole now. Its effect follows as
   * soon as the rows that it touches can be read; other tabs show it once it is in the queue.
   */
  show(act: NewOutboxRow): void;
  close(): void;
}
export const EMPTY: Snapshot = { rows: new Map(), reserved: 0, outbox: [], spare: [], offset: 0 };

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

/**
 * Starts the shared overlay of one open database. `answeredOnly`: acts without a verdict are not shown, because they
 * are not stored.
 */
export function createOverlay(db: EgoejoDb, who: Identity, answeredOnly = false): Overlay {
  let snapshot = EMPTY;
  const touched = new Map<string, RowRef>();
  const listeners = new Set<() => void>();
  /** Acts of the spare store, by key, until the database has them. */
  const spare = new Map<string, OutboxRow>();
  const publish = (next: Snapshot): void => {
    snapshot = next;
    for (const run of listeners) run();
  };
  const replayed = async (queue: readonly OutboxRow[], offset: number): Promise<Snapshot> => {
    const aside = [...spare.values()];
    const acts = [...queue, ...aside];
    const { out, base } = await replayFrom(db, acts, who, [...touched.values()]);
    for (const [key, { ref }] of out.changed) touched.set(key, ref);
    const rows = new Map<EntityName, Map<string, AnyRow | null>>();
    for (const [key, ref] of touched) {
      const ofEntity = rows.get(ref.e) ?? new Map<string, AnyRow | null>();
      rows.set(ref.e, ofEntity);
      ofEntity.set(ref.id, out.changed.has(key) ? (out.changed.get(key)?.row ?? null) : (base.get(key) ?? null));
    }
    return { rows, reserved: out.reserved, outbox: acts, spare: aside, offset };
  };
  const compute = async (): Promise<Snapshot> =>
    db.transaction('r', db.tables, async () => {
      const [queue, offset = 0] = await Promise.all([db.outbox.toArray(), readMeta(db, 'offset')]);
      const acts = answeredOnly ? queue.filter((row) => row.verdict !== null) : queue;
      const queued = new Set<string>(acts.map((row) => row.key));
      for (const key of spare.keys())
        if (queued.has(key) || (await db.sent.get(key)) || (await db.receipt.get(key))) spare.delete(key);
      return replayed(acts, offset);
    });
  const onlyWhileOpen = (cause: unknown): void => {
    // A closed database ends its queries; anything else is a bug and must be seen.
    if (db.isOpen()) throw cause;
  };
  /** Adds the effects of the spare store's acts to what is shown, unless that is replaced in the meantime. */
  const effects = async (queue: readonly OutboxRow[], shown: Snapshot): Promise<void> => {
    try {
      const next = await replayed(queue, shown.offset);
      if (snapshot === shown) publish(next);
    } catch (cause) {
      onlyWhileOpen(cause);
    }
  };
  const query = liveQuery(compute).subscribe({ next: publish, error: onlyWhileOpen });
  return {
    get: () => snapshot,
    subscribe(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    show(act) {
      // The late write came first.
      if (snapshot.outbox.some((row) => row.key === act.key)) return;
      const queue = snapshot.outbox.filter((row) => !spare.has(row.key));
      spare.set(act.key, { ...act, seq: Number.MAX_SAFE_INTEGER });
      const shown = { ...snapshot, outbox: [...queue, ...spare.values()], spare: [...spare.values()] };
      publish(shown);
      // Each table is read on its own, since the frozen tab may hold only some of them. What was read from the whole
      // database in the meantime is newer.
      void effects(queue, shown);
    },
    close: () => query.unsubscribe(),
  };
}
