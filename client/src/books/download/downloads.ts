/**
 * Downloads of books that run in this page: started, paused, resumed, cancelled. What is stored is in rows.ts; here
 * is only what lasts as long as the page.
 */
import { useEffect } from 'react';
import { create } from 'zustand';
import { useEcoStore, wifiHold } from '../../eco/store.ts';
import { theEnv } from '../../sync/api/session/session.ts';
import { BookFault } from '../errors.ts';
import type { Downloadable, DownloadRow } from '../kept.ts';
import { warmReader } from '../reader-code.ts';
import { changeDownload, downloadRows, dropDownload, want } from './rows.ts';
import { runDownload } from './run.ts';

/** `wifi`: it waits for Wi-Fi, as the member wants; `network`: it waits for a network. */
interface Running {
  bytes: number;
  waits: 'wifi' | 'network' | null;
}
const useStore = create<{ all: ReadonlyMap<string, Running> }>(() => ({ all: new Map() }));
const keyOf = ({ member, work }: Pick<DownloadRow, 'member' | 'work'>): string => `${member} ${work}`;

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
/** Another tab that downloads the same file is let go on for this long, ms. */
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
const wifi = (signal: AbortSignal): Promise<void> =>
  until(signal, (done) => useEcoStore.subscribe(() => (wifiHold() ? undefined : done())));
const network = (signal: AbortSignal, ms: number): Promise<void> =>
  until(signal, (done) => {
    const stops = [theEnv().setTimer(done, ms), theEnv().on('online', done)];
    return () => stops.forEach((stop) => stop());
  });

/** Another tab took the download over. */
const isAborted = (cause: unknown): boolean => cause instanceof DOMException && cause.name === 'AbortError';

/** Downloads that the member wants over mobile data too, until they end or are stopped. */
const anyway = new Set<string>();
const held = (key: string): boolean => wifiHold() && !anyway.has(key);

/** Tries until the book is here, the member stops it, or a fault that waiting does not mend. */
async function carryOn(row: DownloadRow, key: string, stop: AbortController): Promise<void> {
  const { signal } = stop;
  for (let failures = 0; !signal.aborted;) {
    if (held(key)) {
      put(key, { waits: 'wifi' });
      await wifi(signal);
      continue;
    }
    put(key, { waits: null });
    const before = useStore.getState().all.get(key)?.bytes ?? 0;
    try {
      await theEnv().locks.hold(`egoejo-book-${row.file}`, OTHER_TAB_MS, (stolen) =>
        runDownload(row, AbortSignal.any([signal, stolen]), (bytes) => {
          put(key, { bytes });
          // Mobile data came while it ran.
          if (held(key)) throw new BookFault('unreachable');
        }),
      );
      return;
    } catch (cause) {
      if (signal.aborted) return;
      const code = cause instanceof BookFault ? cause.code : isAborted(cause) ? 'unreachable' : null;
      if (code === null) throw cause;
      if (code !== 'unreachable') {
        await changeDownload(row, { state: 'paused', fault: code });
        return;
      }
      failures = (useStore.getState().all.get(key)?.bytes ?? 0) > before ? 0 : failures + 1;
      if (!held(key)) {
        put(key, { waits: 'network' });
        await network(signal, patience(failures));
      }
    }
  }
}

/** Runs that have not ended; one that was stopped may still be writing a piece. */
const runs = new Map<string, { stop: AbortController; ended: Promise<void> }>();

async function start(row: DownloadRow): Promise<void> {
  const key = keyOf(row);
  if (runs.has(key)) return;
  warmReader();
  const stop = new AbortController();
  useStore.setState(({ all }) => ({ all: new Map(all).set(key, { bytes: 0, waits: null }) }));
  const ended = carryOn(row, key, stop).finally(() => {
    runs.delete(key);
    anyway.delete(key);
    put(key, null);
  });
  runs.set(key, { stop, ended });
  await ended;
}
async function stopRunning(row: DownloadRow): Promise<void> {
  const run = runs.get(keyOf(row));
  run?.stop.abort();
  await run?.ended;
}

/** Downloads a book. Ends when it is here, paused or has failed. */
export const download = async (what: Downloadable): Promise<void> => start(await want(what));
/** Stops a download; what has come of it stays. */
export async function pauseDownload(row: DownloadRow): Promise<void> {
  await stopRunning(row);
  await changeDownload(row, { state: 'paused' });
}
export async function resumeDownload(row: DownloadRow): Promise<void> {
  await changeDownload(row, { state: 'going', fault: null });
  await start({ ...row, state: 'going', fault: null });
}
/** Lets a download that waits for Wi-Fi go on over mobile data. */
export async function downloadAnyway(row: DownloadRow): Promise<void> {
  await stopRunning(row);
  anyway.add(keyOf(row));
  await start(row);
}
/** Gives a download up, with what has come of it. */
export async function cancelDownload(row: DownloadRow): Promise<void> {
  await stopRunning(row);
  await dropDownload(row);
}

/** Goes on with what a closed page left unfinished. For each page that shows books. */
export function useUnfinishedDownloads(): void {
  useEffect(() => {
    void downloadRows().then((rows) => rows.filter((r) => r.state === 'going').forEach((row) => void start(row)));
  }, []);
}

/** The run of a download in this page; undefined: it does not run here. */
export const useRunning = (row: Pick<DownloadRow, 'member' | 'work'>): Running | undefined =>
  useStore((s) => s.all.get(keyOf(row)));
