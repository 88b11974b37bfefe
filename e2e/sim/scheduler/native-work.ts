/** Work on a real external database, inside simulated time. */
import { macrotask, realPause } from './virtual.ts';

interface Native {
  id: number;
  go: () => void;
}

/** Pieces of work in progress, and those whose results are to be delivered. */
export class NativeWork {
  #pending = 0;
  #begun = 0;
  #done: Native[] = [];

  /** True while work is in progress, or a result waits for its delivery. */
  busy(): boolean {
    return this.#pending > 0 || this.#done.length > 0;
  }
  /**
   * Runs work on an external database. Results are delivered in the order in which the work was begun, once no
   * remaining work can proceed, so that real timing does not affect the history.
   */
  run<T>(work: () => Promise<T>): Promise<T> {
    const id = ++this.#begun;
    this.#pending++;
    return new Promise<T>((resolve, reject) => {
      const end = (go: () => void) => {
        this.#pending--;
        this.#done.push({ id, go });
      };
      work().then(
        (value) => end(() => resolve(value)),
        (cause: unknown) => end(() => reject(cause)),
      );
    });
  }
  /** @returns true when all remaining work waits for locks, so that other work must proceed first. */
  async settle(blocked: ((pending: number) => Promise<boolean>) | null): Promise<boolean> {
    let waiting = false;
    for (let turn = 0; this.#pending > 0 && !waiting; turn++) {
      await macrotask();
      if (this.#pending > 0 && turn > 20 && blocked) waiting = await blocked(this.#pending);
      if (turn > 1000) await realPause(1);
    }
    const done = this.#done.sort((a, b) => a.id - b.id);
    this.#done = [];
    for (const { go } of done) go();
    if (done.length > 0) await macrotask();
    return waiting && done.length === 0;
  }
}
