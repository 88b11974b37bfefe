/** Half-filled forms: saved at each change, so that they survive a killed tab. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDb } from './live.ts';

/**
 * A form's value under a name of its own (`proposal`, `ballot:<poll>`). Gives the value, a setter that saves, a `clear`
 * for when the form was sent or thrown away, and whether the stored one was read: until then show nothing editable.
 */
export function useDraft<T>(name: string, initial: T): [T, (next: T) => void, () => Promise<void>, boolean] {
  const db = useDb();
  const [state, setState] = useState<{ name: string; value: T } | null>(null);
  const first = useRef(initial);
  useEffect(() => {
    let gone = false;
    void db?.drafts.get(name).then((row) => {
      if (!gone) setState({ name, value: row ? (row.value as T) : first.current });
    });
    return () => {
      gone = true;
    };
  }, [db, name]);
  const set = useCallback(
    (next: T) => {
      setState({ name, value: next });
      void db?.drafts.put({ name, value: next, savedAt: Date.now() });
    },
    [db, name],
  );
  const clear = useCallback(async () => {
    setState({ name, value: first.current });
    await db?.drafts.delete(name);
  }, [db, name]);
  const loaded = state !== null && state.name === name;
  return [loaded ? state.value : initial, set, clear, loaded];
}
