/** The trace of a seed's history, and its digest: the same in every run of the seed. */
import { createHash } from 'node:crypto';

/** Steps of the trace that are printed for a violation. */
const TAIL = 60;

/** Collects the steps of one history. */
export class Trace {
  #tail: string[] = [];
  readonly #digest = createHash('sha256');
  readonly #all: string[] | null;

  /** @param keep whether to keep all steps, not only the last ones */
  constructor(keep: boolean) {
    this.#all = keep ? [] : null;
  }
  add(line: string): void {
    this.#digest.update(line).update('\n');
    this.#all?.push(line);
    this.#tail.push(line);
    if (this.#tail.length > TAIL * 2) this.#tail = this.#tail.slice(-TAIL);
  }
  /** The last steps. */
  tail(): string[] {
    return this.#tail.slice(-TAIL);
  }
  /** All steps, if they are kept. */
  all(): string[] {
    return this.#all ?? [];
  }
  digest(): string {
    return this.#digest.copy().digest('hex');
  }
}
