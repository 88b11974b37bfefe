import { hideForbidden } from './forbidden.ts';

// Every page needs this module, and none of them a library that stores, before this ran.
hideForbidden();

/**
 * The browser's two small stores. Where the browser forbids them (blocked cookies, some private windows) they are
 * replaced by one in memory, which ends with the page.
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

const reach = (name: keyof typeof memory): Storage => globalThis[name] ?? memory[name];
/** `localStorage` where the browser allows it. */
export const local = (): Storage => reach('localStorage');
/** `sessionStorage` where the browser allows it. */
export const session = (): Storage => reach('sessionStorage');
