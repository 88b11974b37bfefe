/** The search worker: one for the page, asked as the member types. */
import type { FoundKind } from '@egoejo/shared/search/model.ts';
import { useEffect, useState } from 'react';
import { whenLeft } from '../platform/page/left-page.ts';
import { workerUrl } from '../platform/page/trusted.ts';
import { useDb, useLive } from '../sync/api/rows/live.ts';
import { theEnv } from '../sync/api/session/session.ts';
import type { SearchAnswer, SearchAsk, SearchFound, SearchIds } from './messages.ts';

let worker: Promise<Worker | MessagePort> | null = null;
/** Databases in the memory of this thread are read in this thread. */
async function inThisThread(): Promise<MessagePort> {
  const { startSearch } = await import('./answers.ts');
  const { port1, port2 } = new MessageChannel();
  const respond = startSearch(theEnv().indexedDB, (answer) => port2.postMessage(answer));
  port2.addEventListener('message', (event: MessageEvent<SearchAsk>) => void respond(event.data));
  port1.start();
  port2.start();
  return port1;
}
/** Created at the first search, so that a member who never searches does not pay for it. */
function theWorker(): Promise<Worker | MessagePort> {
  if (theEnv().inMemory) return (worker ??= inThisThread());
  worker ??= import('./search.worker.ts?worker&url').then((script) => {
    const started = new Worker(workerUrl(script.default), { type: 'module' });
    whenLeft(() => started.terminate());
    return started;
  });
  return worker;
}
const tell = async (message: SearchAsk): Promise<void> => (await theWorker()).postMessage(message, []);

/** The tables that the worker reads; when one changes, it reads again. */
const TABLES = [
  'project',
  'projectText',
  'community',
  'poll',
  'story',
  'readingItem',
  'work',
  'texts',
  'room',
  'roomMember',
  'blockedMember',
  'message',
] as const;

/**
 * The last answer of one kind; null until the first. An older answer stays until the next one is ready.
 * @param ask null: nothing is searched. A new object at each render is fine: it is compared by value.
 */
function useAnswers<K extends SearchAnswer['kind']>(
  kind: K,
  ask: Exclude<SearchAsk, { kind: 'changed' }> | null,
): Extract<SearchAnswer, { kind: K }> | null {
  const active = ask !== null;
  const database = ask?.database;
  const [answer, setAnswer] = useState<Extract<SearchAnswer, { kind: K }> | null>(null);
  // A new object whenever something changes, so that the worker reads again.
  const version = useLive(
    async (db) => (active ? { n: await Promise.all(TABLES.map((table) => db.table(table).count())) } : null),
    [active],
  );
  useEffect(() => {
    if (!active) return undefined;
    const stop = new AbortController();
    const isOurs = (a: SearchAnswer): a is Extract<SearchAnswer, { kind: K }> => a.kind === kind;
    void theWorker().then((w) =>
      (w as EventTarget).addEventListener(
        'message',
        (event) => {
          const { data } = event as MessageEvent<SearchAnswer>;
          if (isOurs(data)) setAnswer(data);
        },
        { signal: stop.signal },
      ),
    );
    return () => {
      stop.abort();
      setAnswer(null);
    };
  }, [active, kind]);
  useEffect(() => {
    if (database !== undefined) void tell({ kind: 'changed', database });
  }, [database, version]);
  const message = ask && JSON.stringify(ask);
  useEffect(() => {
    if (message !== null) void tell(JSON.parse(message) as SearchAsk);
  }, [message, version]);
  return answer;
}

/**
 * Ids of matching rows of a kind, best first; null for an empty query, undefined until the first answer. An older
 * answer stays until the next one is ready.
 */
export function useMatching(only: FoundKind, query: string): readonly string[] | null | undefined {
  const database = useDb()?.name;
  const wanted = query.trim();
  const ask =
    wanted !== '' && database !== undefined ? ({ kind: 'ids', database, query: wanted, only } as const) : null;
  const answer: SearchIds | null = useAnswers('ids', ask);
  return wanted === '' ? null : answer?.ids;
}

/**
 * What this device has that matches, the `most` best in full; null for an empty query and until the first answer.
 * `room`: among its messages alone.
 */
export function useDeviceSearch(
  query: string,
  { room, only, most }: { room: string | null; only: FoundKind | null; most: number },
): SearchFound | null {
  const database = useDb()?.name;
  const ask =
    query !== '' && database !== undefined ? ({ kind: 'find', database, query, room, only, most } as const) : null;
  return useAnswers('found', ask);
}
