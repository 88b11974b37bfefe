/** Defines a browser-only global for a test in Node. */
export function defineGlobal(name: 'localStorage' | 'matchMedia', value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
