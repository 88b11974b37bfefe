/** The search of the list: one worker for the page, asked as the member types. */
import { useEffect, useState } from 'react';
import { workerUrl } from '../app/trusted.ts';
import { useDb, useLive } from '../sync/live.ts';
import type { SearchAnswer, SearchAsk } from './search-messages.ts';

let worker: Promise<Worker> | null = null;
/** Made with the first search: a member who never searches never pays for it. */
function theWorker(): Promise<Worker> {
  worker ??= import('./search.worker.ts?worker&url').then((script) => new Worker(workerUrl(script.default), { type: 'module' }));
  return worker;
}
const ask = async (message: SearchAsk): Promise<void> => (await theWorker()).postMessage(message, []);

/** Ids that match, best first; null for an empty query, undefined until a first answer. Older answers stay while a new one is made. */
export function useProjectSearch(query: string): readonly string[] | null | undefined {
  const database = useDb()?.name;
  const wanted = query.trim();
  const active = wanted !== '' && database !== undefined;
  const [answer, setAnswer] = useState<SearchAnswer | null>(null);
  // A new object whenever a project or a community changes: the worker then reads again.
  const version = useLive(async (db) => (active ? { n: (await db.project.count()) + (await db.community.count()) } : null), [active]);
  useEffect(() => {
    if (!active) return undefined;
    const stop = new AbortController();
    void theWorker().then((w) => w.addEventListener('message', (event: MessageEvent<SearchAnswer>) => setAnswer(event.data), { signal: stop.signal }));
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
