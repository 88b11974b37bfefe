/** Downloads that run in this page. What is stored of them is their feature's; here is what lasts as long as the page. */
import { create } from 'zustand';
import { useEcoStore, wifiHold } from '../eco/store.ts';
import { theEnv } from '../sync/api/session/session.ts';
import { DownloadFault, type DownloadFaultCode } from './fault.ts';

/** What is downloaded. */
export interface Job {
  /** Of this member's download: it runs once in a page. */
  key: string;
  /** Of its content: tabs fetch it one after the other. */
  lock: string;
  /** Fetches what is missing; `onBytes` gets the bytes that are here. Throws DownloadFault; what has come stays. */
  run(signal: AbortSignal, onBytes: (bytes: number) => void): Promise<void>;
  /** Notes why it stopped, once waiting does not mend it. */
  failed(code: DownloadFaultCode): Promise<unknown>;
}
/** `wifi`: it waits for Wi-Fi, as the member wants; `network`: it waits for a network. */
interface Running {
  key: string;
  bytes: number;
  waits: 'wifi' | 'network' | null;
}
const useStore = create<{
  all: ReadonlyMap<string, Running>;
  /** Downloads that the member wants over mobile data too, until they end or are stopped. */
  anyway: ReadonlySet<string>;
}>(() => ({ all: new Map(), anyway: new Set() }));

function put(key: string, change: Partial<Running> | null): void {
  useStore.setState(({ all }) => {
    const next = new Map(all);
    const before = next.get(key);
    if (change && before) next.set(key, { ...before, ...change });
    else next.delete(key);
    return { all: next };
  });
}

/** Waits after a failure of the network, ms: the n-th time twice as long as before, up to a minute. */
const patience = (n: number): number => Math.min(60_000, 1000 * 2 ** n);
/** Another tab that downloads the same content is let go on for this long, ms. */
const OTHER_TAB_MS = 10 * 60_000;

/** Resolves when `listen` calls back or the signal aborts. */
const until = (signal: AbortSignal, listen: (done: () => void) => () => void): Promise<void> =>
  new Promise((done) => {
    const end = () => {
      stop();
      signal.removeEventListener('abort', end);
      done();
    };
    const stop = listen(() => end());
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
const held = (key: string): boolean => wifiHold() && !useStore.getState().anyway.has(key);
const free = (signal: AbortSignal, key: string): Promise<void> =>
  until(signal, (done) => {
    const look = (): void => void (held(key) || done());
    const stops = [useEcoStore.subscribe(look), useStore.subscribe(look)];
    return () => stops.forEach((stop) => stop());
  });
const network = (signal: AbortSignal, ms: number): Promise<void> =>
  until(signal, (done) => {
    const stops = [theEnv().setTimer(done, ms), theEnv().on('online', done)];
    return () => stops.forEach((stop) => stop());
  });

/** Another tab took the download over. */
const isAborted = (cause: unknown): boolean => cause instanceof DOMException && cause.name === 'AbortError';

/** Tries until all of it is here, the member stops it, or a fault that waiting does not mend. */
async function carryOn({ key, lock, run, failed }: Job, { signal }: AbortController): Promise<void> {
  const bytes = (): number => useStore.getState().all.get(key)?.bytes ?? 0;
  for (let failures = 0; !signal.aborted;) {
    if (held(key)) {
      put(key, { waits: 'wifi' });
      await free(signal, key);
      continue;
    }
    put(key, { waits: null });
    const before = bytes();
    try {
      await theEnv().locks.hold(lock, OTHER_TAB_MS, (stolen) =>
        run(AbortSignal.any([signal, stolen]), (got) => {
          put(key, { bytes: got });
          // Mobile data came while it ran.
          if (held(key)) throw new DownloadFault('unreachable');
        }),
      );
      return;
    } catch (cause) {
      if (signal.aborted) return;
      const code = cause instanceof DownloadFault ? cause.code : isAborted(cause) ? 'unreachable' : null;
      if (code === null) throw cause;
      if (code !== 'unreachable') {
        await failed(code);
        return;
      }
      failures = bytes() > before ? 0 : failures + 1;
      if (!held(key)) {
        put(key, { waits: 'network' });
        await network(signal, patience(failures));
      }
    }
  }
}

/** Runs that have not ended; one that was stopped may still be writing a piece. */
const runs = new Map<string, { stop: AbortController; ended: Promise<void> }>();

function forbid(key: string): void {
  useStore.setState(({ anyway }) => ({ anyway: new Set([...anyway].filter((k) => k !== key)) }));
}

/** Downloads; ends when it is here, was stopped, or has failed. What runs already goes on. */
export function startDownload(job: Job): Promise<void> {
  const { key } = job;
  const before = runs.get(key);
  if (before) return before.ended;
  const stop = new AbortController();
  useStore.setState(({ all }) => ({ all: new Map(all).set(key, { key, bytes: 0, waits: null }) }));
  const ended = carryOn(job, stop).finally(() => {
    runs.delete(key);
    forbid(key);
    put(key, null);
  });
  runs.set(key, { stop, ended });
  return ended;
}
/** Stops a download; what has come of it stays. */
export async function stopDownload(key: string): Promise<void> {
  const run = runs.get(key);
  run?.stop.abort();
  forbid(key);
  await run?.ended;
}
/** Lets downloads go on over mobile data, those that wait for Wi-Fi and those whose turn comes later. */
export const allowMobileData = (keys: readonly string[]): void =>
  useStore.setState(({ anyway }) => ({ anyway: new Set([...anyway, ...keys]) }));

/** The run of the first of these downloads that runs in this page; undefined: none does. */
export const useRunning = (...keys: readonly string[]): Running | undefined =>
  useStore(({ all }) => keys.map((key) => all.get(key)).find((run) => run !== undefined));
