/** Drafts of half-filled forms, saved at each change so that they survive a killed tab. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDb, useLive, type EgoejoDb } from '../rows/live.ts';
import { current } from '../session/session.ts';
import { ifRoom } from '../../engine/store/quota.ts';
import { whileOpen } from '../../engine/store/while-open.ts';
import { useSyncStatus } from '../status/status-store.ts';
import { theEnv } from '../../host/the-env.ts';
import { dropUnsaved, keepUnsaved, readUnsaved } from './unsaved-drafts.ts';

/**
 * A form's value, stored under its own name (`proposal`, `ballot:<poll>`). Returns the value, a setter that saves, a
 * `clear` for when the form was sent or discarded, and whether the stored value was read: until then, show nothing
 * editable.
 */
export function useDraft<T>(name: string, initial: T): [T, (next: T) => void, () => Promise<void>, boolean] {
  const db = useDb();
  const [state, setState] = useState<{ name: string; value: T } | null>(null);
  const first = useRef(initial);
  const set = useCallback(
    (next: T) => {
      setState({ name, value: next });
      if (!db) return;
      const written = keepUnsaved(db.name, name, next);
      // If the draft cannot be saved, the form still works, and the status bar says why.
      void whileOpen(db, () =>
        ifRoom(theEnv(), db, () => db.drafts.put({ name, value: next, savedAt: Date.now() })),
      ).then((kept) => {
        if (kept === true) written();
        else if (kept === false) useSyncStatus.setState({ storageFull: true });
      });
    },
    [db, name],
  );
  useEffect(() => {
    let gone = false;
    const read = async (from: EgoejoDb): Promise<void> => {
      const row = await from.drafts.get(name);
      if (gone) return;
      const unsaved = readUnsaved(from.name, name);
      if (unsaved !== undefined) set(unsaved as T);
      else setState({ name, value: row ? (row.value as T) : first.current });
    };
    if (db) void whileOpen(db, () => read(db));
    return () => {
      gone = true;
    };
  }, [db, name, set]);
  const clear = useCallback(async () => {
    setState({ name, value: first.current });
    if (!db) return;
    dropUnsaved(db.name, name);
    await whileOpen(db, () => db.drafts.delete(name));
  }, [db, name]);
  const loaded = state !== null && state.name === name;
  return [loaded ? state.value : initial, set, clear, loaded];
}

interface KeptDraft {
  name: string;
  value: unknown;
  savedAt: number;
}
/** The drafts whose names begin with `prefix`, the newest first; undefined until they are read. */
export const useKeptDrafts = (prefix: string): KeptDraft[] | undefined =>
  useLive(
    async (db) =>
      (await db.drafts.where('name').startsWith(prefix).toArray()).toSorted((a, b) => b.savedAt - a.savedAt),
    [prefix],
  );

/** Gives a draft another name in one step. Returns false when the device is full; nothing has changed then. */
export async function renameDraft(from: string, to: string, value: unknown): Promise<boolean> {
  const db = current()?.store.db;
  if (!db) return false;
  return ifRoom(theEnv(), db, () =>
    db.transaction('rw', db.drafts, async () => {
      await db.drafts.put({ name: to, value, savedAt: Date.now() });
      await db.drafts.delete(from);
    }),
  );
}
export async function dropDraft(name: string): Promise<void> {
  await current()?.store.db.drafts.delete(name);
}

/** What is stored under a name, outside React; undefined: nothing. */
export const readDraft = async (name: string): Promise<unknown> => {
  const db = current()?.store.db;
  return db && (await whileOpen(db, () => db.drafts.get(name)))?.value;
};
/** Stores a value under a name, outside React; a full device does not keep it. */
export async function keepDraft(name: string, value: unknown): Promise<void> {
  const db = current()?.store.db;
  if (db) await whileOpen(db, () => ifRoom(theEnv(), db, () => db.drafts.put({ name, value, savedAt: Date.now() })));
}
