/** Gives a test in Node a global that only browsers have. */
export function defineGlobal(name: 'localStorage' | 'matchMedia', value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
