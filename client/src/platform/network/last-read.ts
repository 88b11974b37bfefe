/**
 * Public answers as this device last read them: shown at once and without a network, and requested again when the page
 * that shows them opens. They are stored in the browser's Cache Storage, so nothing personal may come through here.
 */
import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import type * as z from 'zod/mini';

const CACHE = 'egoejo-last-read';
const TIMEOUT_MS = 20_000;

export interface Read<T> {
  /** null: this device never read it; undefined: not checked yet. */
  value: T | null | undefined;
  asking: boolean;
  /** The last try got no answer, or none that can be parsed. */
  failed: boolean;
}

/** Create one for each public address; `schema` describes its answers. */
export function lastRead<T>(path: string, schema: z.ZodMiniType<T>) {
  const store = create<Read<T>>(() => ({ value: undefined, asking: false, failed: false }));
  const understood = async (response: Response | undefined): Promise<T | null> => {
    const parsed = response?.ok ? schema.safeParse(await response.json()) : undefined;
    return parsed?.success ? parsed.data : null;
  };
  const kept = async (): Promise<Response | undefined> => (await caches.open(CACHE)).match(path);
  const keep = async (response: Response): Promise<void> => (await caches.open(CACHE)).put(path, response);
  const load = async (): Promise<void> => {
    if (store.getState().value !== undefined) return;
    const value = await kept()
      .then(understood)
      .catch(() => null);
    if (store.getState().value === undefined) store.setState({ value });
  };
  const ask = async (): Promise<void> => {
    if (store.getState().asking) return;
    store.setState({ asking: true });
    const response = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
    const copy = response?.clone();
    const value = await understood(response).catch(() => null);
    store.setState(value === null ? { asking: false, failed: true } : { value, asking: false, failed: false });
    // If storage is full, the value in memory stays on screen.
    if (value !== null && copy) await keep(copy).catch(() => undefined);
  };
  /**
   * Returns the value read and a function to ask again.
   * @param auto ask when the page opens, and when the network is back
   */
  return function useLastRead(auto: boolean): [Read<T>, () => void] {
    const read = store();
    useEffect(() => {
      void load();
      if (!auto) return undefined;
      const again = (): void => void ask();
      again();
      addEventListener('online', again);
      return () => removeEventListener('online', again);
    }, [auto]);
    return [read, useCallback(() => void ask(), [])];
  };
}
