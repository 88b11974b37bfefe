/**
 * Running downloads of texts, with their progress and a function to stop them. In memory only; finished texts are in
 * sync/api/texts.ts.
 */
import { create } from 'zustand';
import { downloadText } from '../sync/api/texts.ts';

export type Download = { state: 'running'; bytes: number; stop: () => void } | { state: 'failed'; code: string };
const useStore = create<{ all: ReadonlyMap<string, Download> }>(() => ({ all: new Map() }));
const keyOf = (kind: string, id: string): string => `${kind}:${id}`;

function put(key: string, state: Download | null): void {
  useStore.setState(({ all }) => {
    const next = new Map(all);
    if (state) next.set(key, state);
    else next.delete(key);
    return { all: next };
  });
}

/** Starts a download; a second start while one runs does nothing. A stopped download stores nothing. */
export async function download(kind: 'story' | 'item', id: string): Promise<void> {
  const key = keyOf(kind, id);
  if (useStore.getState().all.get(key)?.state === 'running') return;
  const stopper = new AbortController();
  const stop = () => stopper.abort();
  put(key, { state: 'running', bytes: 0, stop });
  const done = await downloadText(kind, id, (bytes) => put(key, { state: 'running', bytes, stop }), stopper.signal);
  put(key, done.ok || stopper.signal.aborted ? null : { state: 'failed', code: done.error.code });
}

/** The download of one text; undefined unless one is running or has failed. */
export const useDownload = (kind: string, id: string): Download | undefined =>
  useStore((s) => s.all.get(keyOf(kind, id)));
