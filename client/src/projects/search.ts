/** The search of the list: one worker for the page, queried as the member types. */
import { useEffect, useState } from 'react';
import { workerUrl } from '../platform/trusted.ts';
import { useDb, useLive } from '../sync/api/live.ts';
import type { SearchAnswer, SearchAsk } from './search-messages.ts';

let worker: Promise<Worker> | null = null;
/** Created at the first search, so that a member who never searches does not pay for it. */
function theWorker(): Promise<Worker> {
  worker ??= import('./search.worker.ts?worker&url').then(
    (script) => new Worker(workerUrl(script.default), { type: 'module' }),
  );
  return worker;
}
const ask = async (message: SearchAsk): Promise<void> => (await theWorker()).postMessage(message, []);

/**
 * Matching ids, best first; null for an empty query, undefined until the first answer. An older answer stays until the
 * next one is ready.
 */
export function useProjectSearch(query: string): readonly string[] | null | undefined {
  const database = useDb()?.name;
  const wanted = query.trim();
  const active = wanted !== '' && database !== undefined;
  const [answer, setAnswer] = useState<SearchAnswer | null>(null);
  // A new object whenever a project or a community changes, so that the worker reads again.
  const version = useLive(
    async (db) => (active ? { n: (await db.project.count()) + (await db.community.count()) } : null),
    [active],
  );
  useEffect(() => {
    if (!active) return undefined;
    const stop = new AbortController();
    void theWorker().then((w) =>
      w.addEventListener('message', (event: MessageEvent<SearchAnswer>) => setAnswer(event.data), {
        signal: stop.signal,
      }),
    );
    return () => {
      stop.abort();
      setAnswer(null);
    };
  }, [active]);
  useEffect(() => {
    if (active) void ask({ kind: 'changed', database });
  }, [active, database, version]);
  useEffect(() => {
    if (active) void ask({ kind: 'find', database, query: wanted });
  }, [active, database, wanted, version]);
  return wanted === '' ? null : answer?.ids;
}
