/**
 * The events of a run that could also not have happened: members' acts, other things they do, faults, operators. Each
 * has a name, and a run may be limited to some of them: so a failing seed is shrunk (seeds/shrink.ts).
 */
export class Events {
  readonly #only: ReadonlySet<string> | null;
  readonly #counts = new Map<string, number>();
  /** Those that happened, in their order. */
  readonly took: string[] = [];

  /** @param only the names of the events that may happen; null: all of them */
  constructor(only: ReadonlySet<string> | null) {
    this.#only = only;
  }
  /** Whether the next event of this kind happens. */
  takes(kind: string): boolean {
    const n = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, n);
    const name = `${kind}.${n}`;
    if (this.#only && !this.#only.has(name)) return false;
    this.took.push(name);
    return true;
  }
}
/** The kind of a named event. */
export const kindOf = (event: string): string => event.slice(0, event.lastIndexOf('.'));
