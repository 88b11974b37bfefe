/**
 * The last value of each draft until its write to the database has finished. A browser that reloads or kills a tab
 * drops the writes it has not finished; session storage is written at once and belongs to the tab.
 */
import { session } from '../../../platform/storage/local.ts';

const keyOf = (store: string, name: string) => `egoejo.draft.${store}.${name}`;

/** Keeps a value that is about to be written. Returns a function to call once it is written: newer values stay. */
export function keepUnsaved(store: string, name: string, value: unknown): () => void {
  const key = keyOf(store, name);
  const text = JSON.stringify(value);
  try {
    session().setItem(key, text);
  } catch {
    // Session storage is full or forbidden: the write to the database is what counts.
    return () => undefined;
  }
  return () => {
    if (session().getItem(key) === text) session().removeItem(key);
  };
}

/** The value whose write did not finish before the tab was closed, or undefined. */
export function readUnsaved(store: string, name: string): unknown {
  const text = session().getItem(keyOf(store, name));
  return text === null ? undefined : JSON.parse(text);
}

/** Forgets the value of a form that was sent or discarded. */
export const dropUnsaved = (store: string, name: string): void => session().removeItem(keyOf(store, name));
