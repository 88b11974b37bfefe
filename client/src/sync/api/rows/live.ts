/**
 * React hooks over IndexedDB and the overlay. `undefined`: not loaded yet. Base rows come from live queries; rows
 * touched by a queued act come from the overlay's snapshot, which is consistent at one instant.
 */
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { EntityName, EntityRow } from '@egoejo/shared/registry.ts';
import { observe } from './observe.ts';
import { EMPTY, type AnyRow, type Snapshot } from '../../engine/view/overlay.ts';
import { current, onSession } from '../session/session.ts';
import type { EgoejoDb } from '../../engine/store/tables.ts';

export type { EgoejoDb } from '../../engine/store/tables.ts';

const none = (): (() => void) => () => undefined;

/** The open database; null before one is open. */
export function useDb(): EgoejoDb | null {
  return useSyncExternalStore(onSession, () => current()?.store.db ?? null);
}

/**
 * Runs a feature's own query over base tables, and again whenever the rows it read change. It only reads, and ignores
 * the overlay.
 */
export function useLive<T>(query: (db: EgoejoDb) => Promise<T>, deps: readonly unknown[]): T | undefined {
  const db = useDb();
  // The query is a new closure at each render; `deps` tell when its meaning changes.
  const [asked, setAsked] = useState({ query, deps });
  if (deps.length !== asked.deps.length || deps.some((dep, i) => !Object.is(dep, asked.deps[i])))
    setAsked({ query, deps });
  const [state, setState] = useState<{ of: EgoejoDb; asked: unknown; value: T } | null>(null);
  const [failed, setFailed] = useState<{ cause: unknown } | null>(null);
  useEffect(() => {
    if (!db) return undefined;
    return observe(
      () => asked.query(db),
      (value) => setState({ of: db, asked, value }),
      (cause) => {
        // A closed database ends its queries; anything else is a bug and goes to the error boundary.
        if (db.isOpen()) setFailed({ cause });
      },
    );
  }, [db, asked]);
  if (failed) throw failed.cause;
  return state && state.of === db && state.asked === asked ? state.value : undefined;
}

/**
 * The last value that was known, while another one is read: what is shown does not vanish from under the fingers of who
 * uses it. Only for a query whose older answer is still true of what is shown.
 */
export function useLast<T>(value: T | undefined): T | undefined {
  const db = useDb();
  const [last, setLast] = useState({ of: db, value });
  // What another member of this device saw is forgotten.
  if (last.of !== db || (value !== undefined && value !== last.value)) setLast({ of: db, value });
  return value ?? (last.of === db ? last.value : undefined);
}

/** The overlay's snapshot, with the outbox of the same instant. */
export function useOverlay(): Snapshot {
  const overlay = useSyncExternalStore(onSession, () => current()?.overlay ?? null);
  return useSyncExternalStore(overlay?.subscribe ?? none, overlay?.get ?? (() => EMPTY));
}

/** True once rows show the effects of the queued acts. Just after the start they do not yet. */
export function useQueueShown(): boolean {
  return useOverlay() !== EMPTY;
}

/** One row as shown. `null`: it does not exist. */
export function useRow<E extends EntityName>(e: E, id: string | null | undefined): EntityRow<E> | null | undefined {
  const overlay = useOverlay();
  const base = useLive(
    async (db) => (id ? ((await db.table<EntityRow<E>, string>(e).get(id)) ?? null) : null),
    [e, id],
  );
  const over = id ? overlay.rows.get(e)?.get(id) : undefined;
  return over === undefined ? base : (over as EntityRow<E> | null);
}

/**
 * One row as shown. While an act of this name moves it to other readers, and its rows have left the old scope but not
 * yet come with the new one, it stays as it was last (S16).
 */
export function useMovingRow<E extends EntityName>(e: E, id: string, act: string): EntityRow<E> | null | undefined {
  const over = useOverlay().rows.get(e)?.get(id) as EntityRow<E> | null | undefined;
  const base = useLive(
    (db) =>
      db.transaction('r', [e, db.outbox.name], async () => {
        const row = (await db.table<EntityRow<E>, string>(e).get(id)) ?? null;
        const about = db.outbox.filter(({ name, args }) => name === act && args[e] === id);
        return { row, moving: row === null && (await about.count()) > 0 };
      }),
    [e, id, act],
  );
  const row = over === undefined ? base?.row : over;
  const [last, setLast] = useState<EntityRow<E> | null>(null);
  if (row && row !== last) setLast(row);
  return row === null && base?.moving && last?.id === id ? last : row;
}

/** All rows of a small entity as shown, in order of id. */
export function useRows<E extends EntityName>(e: E): EntityRow<E>[] | undefined {
  const overlay = useOverlay();
  const base = useLive((db) => db.table<EntityRow<E>, string>(e).toArray(), [e]);
  const over = overlay.rows.get(e);
  return useMemo(() => base && mergeRows(base, over), [base, over]);
}

/** The rows of these ids as shown, for windowed lists; ids without a row are left out. */
export function useRowsByIds<E extends EntityName>(
  e: E,
  ids: readonly string[],
): ReadonlyMap<string, EntityRow<E>> | undefined {
  const overlay = useOverlay();
  const wanted = ids.join();
  const base = useLive((db) => db.table<EntityRow<E>, string>(e).bulkGet([...ids]), [e, wanted]);
  const over = overlay.rows.get(e);
  return useMemo(() => {
    if (!base) return undefined;
    const rows = new Map<string, EntityRow<E>>();
    for (const row of base) if (row) rows.set(row.id, row);
    for (const id of wanted === '' ? [] : wanted.split(',')) {
      const shown = over?.get(id);
      if (shown) rows.set(id, shown as EntityRow<E>);
      else if (shown === null) rows.delete(id);
    }
    return rows;
  }, [base, over, wanted]);
}

/** Grains that the queued acts reserve: their declared costs, in order (S4). */
export function useReserved(): number {
  return useOverlay().reserved;
}

/** Base rows with the overlay's rows replaced, added or hidden. */
export function mergeRows<E extends EntityName>(
  base: readonly EntityRow<E>[],
  over: ReadonlyMap<string, AnyRow | null> | undefined,
): EntityRow<E>[] {
  if (!over || over.size === 0) return [...base];
  const shown = base.filter((row) => !over.has(row.id));
  for (const row of over.values()) if (row) shown.push(row as EntityRow<E>);
  return shown.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
