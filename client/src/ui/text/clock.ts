/**
 * The time for countdowns: the server's clock as measured at the last exchange. The sync engine supplies the offset
 * when it is loaded; until then the device clock is used. Milliseconds since 1970.
 */
import { useCallback, useSyncExternalStore } from 'react';

let source: () => number = Date.now;
const TICK_MS = 30_000;
let ticks = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
const tell = () => {
  ticks++;
  for (const l of listeners) l();
};

/** Called once by the shell when the sync engine is loaded. */
export function setClock(now: () => number): void {
  source = now;
  tell();
}
export const now = (): number => source();

function listen(l: () => void): () => void {
  listeners.add(l);
  timer ??= setInterval(tell, TICK_MS);
  return () => {
    listeners.delete(l);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}
/** The time, updated every half minute while something on the page shows it. */
export function useNow(): number {
  useSyncExternalStore(listen, () => ticks);
  return source();
}

/** Whole seconds until that time, updated each second; 0 once it has passed, and for null. */
export function useSecondsUntil(at: number | null): number {
  const left = () => (at === null ? 0 : Math.max(0, Math.ceil((at - source()) / 1000)));
  const listenEachSecond = useCallback(
    (l: () => void) => {
      if (at === null || at <= source()) return () => undefined;
      const each = setInterval(l, 1000);
      return () => clearInterval(each);
    },
    [at],
  );
  return useSyncExternalStore(listenEachSecond, left);
}
