/**
 * A browser that blocks the data of sites throws where one of these is read, built or used. Such a thing is made to
 * look missing, before the first of them is used: the app, and its libraries, know how to do without it.
 */
const tries: Record<string, () => unknown> = {
  indexedDB: () => globalThis.indexedDB,
  caches: () => globalThis.caches,
  localStorage: () => globalThis.localStorage.getItem(''),
  sessionStorage: () => globalThis.sessionStorage.getItem(''),
  BroadcastChannel: () => new BroadcastChannel('egoejo.allowed').close(),
};

/** Hides what this browser forbids. */
export function hideForbidden(): void {
  for (const [name, touch] of Object.entries(tries)) {
    try {
      touch();
    } catch {
      Object.defineProperty(globalThis, name, { value: undefined, configurable: true, writable: true });
    }
  }
}
