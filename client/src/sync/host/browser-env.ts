/** The browser as the engine's environment, in a page or in the service worker. */
import { newId } from '@egoejo/shared/platform/ids.ts';
import { packedFetch } from './packed-fetch.ts';
import type { Env, LiveHears, LiveLine, SyncLocks } from '../engine/env.ts';

const TAG = 'egoejo-flush';
/** Background Sync is missing from the DOM types, because only some browsers have it. */
interface BackgroundSync {
  register(tag: string): Promise<void>;
}
const isBackgroundSync = (v: unknown): v is BackgroundSync => typeof v === 'object' && v !== null && 'register' in v;
export const BACKGROUND_TAG = TAG;

/** Web Locks; a lock is stolen when its holder has not let go after `patienceMs` (S18). */
export const webLocks: SyncLocks = {
  hold<T>(name: string, patienceMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stolen = new AbortController();
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), patienceMs);
    let failed = false;
    const run = (): Promise<T> => {
      clearTimeout(timer);
      return work(stolen.signal).catch((cause: unknown) => {
        failed = true;
        throw cause;
      });
    };
    const noteTheft = (cause: unknown): never => {
      if (!failed) stolen.abort();
      throw cause;
    };
    return navigator.locks.request(name, { signal: patience.signal }, run).catch((cause: unknown) => {
      if (!patience.signal.aborted) return noteTheft(cause);
      return navigator.locks.request(name, { steal: true }, run).catch(noteTheft);
    });
  },
};

/** Locks within one thread, for a page that shares nothing with others: a browser without storage has no Web Locks. */
export function threadLocks(): SyncLocks {
  const last = new Map<string, Promise<unknown>>();
  return {
    hold<T>(name: string, _patienceMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const done = (last.get(name) ?? Promise.resolve()).then(() => work(new AbortController().signal));
      last.set(
        name,
        done.catch(() => undefined),
      );
      return done;
    },
  };
}

function openLive(path: string, protocol: string, hears: LiveHears): LiveLine {
  // Browsers of before 2024 take no other form of address.
  const socket = new WebSocket(new URL(path, location.href).href.replace(/^http/, 'ws'), protocol);
  const closing = new AbortController();
  const { signal } = closing;
  socket.addEventListener('open', () => hears.opened(), { signal });
  socket.addEventListener('message', ({ data }) => typeof data === 'string' && hears.message(data), { signal });
  socket.addEventListener('close', ({ code }) => hears.closed(code), { signal });
  return {
    send: (text) => socket.send(text),
    close() {
      closing.abort();
      // Browsers report a socket that is closed before it is open as an error.
      if (socket.readyState === WebSocket.CONNECTING) socket.addEventListener('open', () => socket.close());
      else socket.close();
    },
  };
}

async function register(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration && 'sync' in registration && isBackgroundSync(registration.sync))
    await registration.sync.register(TAG);
}

/** What `read` returns, or undefined in a browser that lacks or forbids it: reading the property may throw. */
function reach<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * The environment built from the globals of a page or a service worker. Nothing happens until a method is called.
 * @param build the version of this client
 */
export function browserEnv(build?: string): Env {
  const page = typeof document === 'undefined' ? null : document;
  const env: Env = {
    build,
    now: () => Date.now(),
    random: () => Math.random(),
    newKey: () => newId(),
    setTimer(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    fetch: packedFetch(() => env),
    locks: webLocks,
    // Where they are missing, `findStorage` replaces them before they are used.
    indexedDB: reach(() => indexedDB) as IDBFactory,
    keyRange: reach(() => IDBKeyRange) as typeof IDBKeyRange,
    online: () => navigator.onLine,
    visible: () => page === null || page.visibilityState === 'visible',
    on(event, run) {
      if (event === 'online') {
        addEventListener('online', run);
        return () => removeEventListener('online', run);
      }
      const listen = (): void => {
        if ((page?.visibilityState === 'visible') === (event === 'visible')) run();
      };
      page?.addEventListener('visibilitychange', listen);
      return () => page?.removeEventListener('visibilitychange', listen);
    },
    returned: () => void dispatchEvent(new Event('online')),
    openLive: typeof WebSocket === 'undefined' ? null : openLive,
    persist: async () => (await navigator.storage?.persist?.()) ?? false,
    async estimate() {
      const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      return { usage, quota };
    },
    caches: reach(() => caches) ?? null,
    askBackgroundSync() {
      // Registration fails without permission or while the worker installs; the page retries anyway (S20).
      register().catch(() => undefined);
    },
  };
  return env;
}
