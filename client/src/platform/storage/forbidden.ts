/**
 * A browser that blocks the data of sites throws an error as soon as code reads or uses one of these. The app and its
 * libraries can work without them, but do not expect the error. So each one that throws is removed at the start.
 */
const tries: Record<string, () => unknown> = {
  indexedDB: () => globalThis.indexedDB,
  caches: () => globalThis.caches,
  localStorage: () => globalThis.localStorage.getItem(''),
  sessionStorage: () => globalThis.sessionStorage.getItem(''),
  BroadcastChannel: () => new BroadcastChannel('egoejo.allowed').close(),
};

/** Makes what this browser forbids look missing. */
export function hideForbidden(): void {
  for (const [name, touch] of Object.entries(tries)) {
    try {
      touch();
    } catch {
      Object.defineProperty(globalThis, name, { value: undefined, configurable: true, writable: true });
    }
  }
}
