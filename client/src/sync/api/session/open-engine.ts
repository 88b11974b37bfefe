/** The engine of the open database. */
import type { Engine } from '../../host/engine.ts';

let engine: Engine | null = null;
const listeners = new Set<() => void>();

/** The open engine, or null before the first `openMember` or `openVisitor`. */
export const current = (): Engine | null => engine;
export function setEngine(next: Engine | null): void {
  engine = next;
}

/** Calls `run` whenever another database opens or closes. */
export function onSession(run: () => void): () => void {
  listeners.add(run);
  return () => listeners.delete(run);
}

/** Tells those who asked that another database is open now, or none. */
export function announceSession(): void {
  for (const run of listeners) run();
}
