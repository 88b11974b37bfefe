/**
 * The browser's two small stores. A browser may forbid them (blocked cookies, some private windows): reading the
 * property then throws. They are replaced by one in memory, which ends with the page.
 */
class MemoryStorage implements Storage {
  readonly #values = new Map<string, string>();
  get length(): number {
    return this.#values.size;
  }
  key = (n: number): string | null => [...this.#values.keys()][n] ?? null;
  getItem = (key: string): string | null => this.#values.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.#values.set(key, value);
  removeItem = (key: string): void => void this.#values.delete(key);
  clear = (): void => this.#values.clear();
}
const memory = { localStorage: new MemoryStorage(), sessionStorage: new MemoryStorage() };

function reach(name: 'localStorage' | 'sessionStorage'): Storage {
  try {
    return globalThis[name] ?? memory[name];
  } catch {
    return memory[name];
  }
}
/** `localStorage` where the browser allows it. */
export const local = (): Storage => reach('localStorage');
/** `sessionStorage` where the browser allows it. */
export const session = (): Storage => reach('sessionStorage');
