type BrowserOnly =
  | 'localStorage'
  | 'matchMedia'
  | 'document'
  | 'IDBKeyRange'
  | 'IntersectionObserver'
  | 'requestAnimationFrame'
  | 'cancelAnimationFrame';

/** Defines a browser-only global for a test in Node. */
export function defineGlobal(name: BrowserOnly, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
