/**
 * The pages that are not opened daily: outside the precache (bundling/ahead.ts lists them), fetched after the first
 * screen, and for a new version before that is offered. They are kept where the service worker keeps lazy code.
 */
import { isQuotaError } from '../../platform/storage/quota-error.ts';

const LIST = '/ahead.json';
const CACHE = 'egoejo-lazy';
const OURS = '/assets/lazy-ahead-';
/** Longest wait for an idle moment, ms. */
const IDLE_MS = 2000;

/** What this needs of the browser. */
export interface Around {
  fetch(path: string, init?: RequestInit): Promise<Response>;
  caches: { open(name: string): Promise<Kept> };
}
interface Kept {
  match(path: string): Promise<Response | undefined>;
  put(path: string, answer: Response): Promise<void>;
  keys(): Promise<readonly { url: string }[]>;
  delete(url: string): Promise<boolean>;
}

interface Ahead {
  /** The script of the version's page. */
  page: string;
  files: string[];
}
const read = (list: Response): Promise<Ahead> => list.clone().json() as Promise<Ahead>;

async function fetched(around: Around, path: string, init?: RequestInit): Promise<Response> {
  const answer = await around.fetch(path, init);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}
const fetchList = (around: Around): Promise<Response> => fetched(around, LIST, { cache: 'no-cache' });

/** Where there is no room, a page comes when it is opened. */
const put = (cache: Kept, path: string, answer: Response): Promise<void> =>
  cache.put(path, answer).catch((cause: unknown) => {
    if (!isQuotaError(cause)) throw cause;
  });

async function fetchMissing(around: Around, cache: Kept, { files }: Ahead): Promise<void> {
  for (const file of files) if (!(await cache.match(file))) await put(cache, file, await fetched(around, file));
}

/**
 * Fetches what the running version lacks. The list is stored last, so that its presence says that all came; then what
 * earlier versions left goes.
 * @param page the script of the running page
 */
export async function keepAhead(page: string, around: Around = globalThis): Promise<void> {
  const cache = await around.caches.open(CACHE);
  const kept = await cache.match(LIST);
  const known = kept && (await read(kept));
  if (known?.page === page) return fetchMissing(around, cache, known);
  const list = await fetchList(around);
  const ahead = await read(list);
  // The server has the next version already: its pages come before it is offered.
  if (ahead.page !== page) return;
  await fetchMissing(around, cache, ahead);
  await put(cache, LIST, list);
  for (const { url } of await cache.keys()) {
    const path = new URL(url).pathname;
    if (path.startsWith(OURS) && !ahead.files.includes(path)) await cache.delete(url);
  }
}

/** Fetches the pages of the version that waits. */
export const fetchNextAhead = async (around: Around = globalThis): Promise<void> =>
  fetchMissing(around, await around.caches.open(CACHE), await read(await fetchList(around)));

/** A link that loses answers fires no event when it works again: a page that is shown again tries too. */
const networkMayBeBack = (): Promise<void> =>
  new Promise((go) => {
    const heard = new AbortController();
    const back = (): void => {
      if (document.visibilityState === 'hidden') return;
      heard.abort();
      go();
    };
    addEventListener('online', back, heard);
    document.addEventListener('visibilitychange', back, heard);
  });

/** Tries again whenever the network may be back. */
export const untilDone = (attempt: () => Promise<void>, back: () => Promise<void> = networkMayBeBack): Promise<void> =>
  attempt().catch(async () => {
    await back();
    return untilDone(attempt, back);
  });

/** When the page has nothing else to do. */
export const idle = (): Promise<unknown> =>
  new Promise((go) => {
    // Safari has no such callback.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(go, { timeout: IDLE_MS });
    else setTimeout(go, IDLE_MS);
  });
