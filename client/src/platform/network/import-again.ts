/**
 * Imports code again whose first import failed. Browsers keep a failed fetch in their table of modules, so that every
 * later import of that address fails too; another address is fetched anew. bundling/import-again.ts brings every import
 * of lazy code here.
 */
declare global {
  /** Absent before the engine is loaded, and in workers that do not call `importFailuresAgain`. */
  var importAgain: ((failure: unknown) => Promise<unknown>) | undefined;
}

/** What was fetched at another address: a module must run only once. */
const arrived = new Map<string, Promise<unknown>>();
let attempts = 0;

/** Call it once, when the app or a worker with lazy code starts. */
export function importFailuresAgain(): void {
  globalThis.importAgain = (failure) => {
    // Chromium and Firefox name the address in the message and nowhere else.
    const address =
      failure instanceof TypeError ? /https?:\/\/\S+\/assets\/lazy-[\w.-]+\.js/.exec(failure.message)?.[0] : undefined;
    if (address === undefined) return Promise.reject(failure);
    const known = arrived.get(address);
    if (known) return known;
    attempts += 1;
    const next = import(/* @vite-ignore */ `${address}?again=${attempts}`).catch((error: unknown) => {
      arrived.delete(address);
      throw error;
    });
    arrived.set(address, next);
    return next;
  };
}
