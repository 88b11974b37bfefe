/**
 * Running downloads of texts, with their progress and a function to stop them. In memory only; finished texts are in
 * sync/api/kept/texts.ts.
 */
import { create } from 'zustand';
import { downloadText } from '../sync/api/kept/texts.ts';

export type Download =
  | { state: 'running'; bytes: number; stop: () => void; asked: boolean }
  | { state: 'failed'; code: string };
const useStore = create<{ all: ReadonlyMap<string, Download> }>(() => ({ all: new Map() }));
/** The key of a text in maps and sets of texts. */
export const keyOf = (kind: string, id: string): string => `${kind}:${id}`;

function put(key: string, state: Download | null): void {
  useStore.setState(({ all }) => {
    const next = new Map(all);
    if (state) next.set(key, state);
    else next.delete(key);
    return { all: next };
  });
}
const runningOf = (key: string) => {
  const now = useStore.getState().all.get(key);
  return now?.state === 'running' ? now : undefined;
};

/**
 * Starts a download. If it already runs and `asked` is true, it counts as asked for from then on. A stopped download
 * stores nothing. If nobody asked for it, a failure is not shown. Returns the code of the failure, or null.
 */
export async function download(kind: 'story' | 'item', id: string, asked = true): Promise<string | null> {
  const key = keyOf(kind, id);
  const running = runningOf(key);
  if (running) {
    if (asked) put(key, { ...running, asked });
    return null;
  }
  const stopper = new AbortController();
  const stop = () => stopper.abort();
  const wanted = () => runningOf(key)?.asked ?? asked;
  const show = (bytes: number) => put(key, { state: 'running', bytes, stop, asked: wanted() });
  show(0);
  const done = await downloadText(kind, id, show, stopper.signal, wanted);
  const code = done.ok ? null : done.error.code;
  put(key, code === null || stopper.signal.aborted || !wanted() ? null : { state: 'failed', code });
  return code;
}

/** The download of one text; undefined unless one is running or has failed. */
export const useDownload = (kind: string, id: string): Download | undefined =>
  useStore((s) => s.all.get(keyOf(kind, id)));
