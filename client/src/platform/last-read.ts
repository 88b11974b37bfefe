/**
 * Public answers as this device last read them: shown at once and without a network, asked anew when the page that shows them opens.
 * Kept in the browser's own cache of answers, so that nothing personal may come here.
 */
import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import type * as z from 'zod/mini';

const CACHE = 'egoejo-last-read';
const TIMEOUT_MS = 20_000;

export interface Read<T> {
  /** null: this device never read it; undefined: not looked yet. */
  value: T | null | undefined;
  asking: boolean;
  /** The last try met no server, or no answer that can be understood. */
  failed: boolean;
}

/** Made once a public address; `schema` is what its answers are. */
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
    const value = await kept().then(understood).catch(() => null);
    if (store.getState().value === undefined) store.setState({ value });
  };
  const ask = async (): Promise<void> => {
    if (store.getState().asking) return;
    store.setState({ asking: true });
    const response = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
    const copy = response?.clone();
    const value = await understood(response).catch(() => null);
    store.setState(value === null ? { asking: false, failed: true } : { value, asking: false, failed: false });
    // A full device keeps showing what it has in memory.
    if (value !== null && copy) await keep(copy).catch(() => undefined);
  };
  /** What was read, and a way to ask again. @param auto asks when the page opens, and when the network is back. */
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
