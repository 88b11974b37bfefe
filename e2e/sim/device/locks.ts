/** The Web Locks of one device, shared by its tabs: a holder, a queue, and stealing. */
import type { SyncLocks } from '@egoejo/client/sync/engine/env.ts';

/** What the locks need of a tab. */
interface Claimant {
  hears(event: () => void): void;
  /** @returns cancels it */
  setTimer(run: () => void, ms: number): () => void;
}
interface Claim {
  tab: Claimant;
  /** Tells the holder that it has lost the lock. */
  robbed(): void;
  granted(): void;
}
export class DeviceLocks {
  readonly #held = new Map<string, Claim>();
  readonly #queues = new Map<string, Claim[]>();
  /** Called each time a lock is stolen. */
  onTheft: () => void = () => undefined;

  /** The locks as one tab sees them. */
  of(tab: Claimant): SyncLocks {
    return { hold: (name, patienceMs, work) => this.#hold(tab, name, patienceMs, work) };
  }
  /** Removes a dead tab from holders and queues. */
  forget(tab: Claimant): void {
    for (const [name, queue] of this.#queues)
      this.#queues.set(
        name,
        queue.filter((c) => c.tab !== tab),
      );
    for (const [name, claim] of this.#held) if (claim.tab === tab) this.#release(name, claim);
  }

  #release(name: string, claim: Claim): void {
    if (this.#held.get(name) !== claim) return;
    this.#held.delete(name);
    const next = this.#queues.get(name)?.shift();
    if (next) this.#grant(name, next);
  }
  #grant(name: string, claim: Claim): void {
    this.#held.set(name, claim);
    claim.granted();
  }

  async #hold<T>(
    tab: Claimant,
    name: string,
    patienceMs: number,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const stolen = new AbortController();
    let rob: (cause: Error) => void = () => undefined;
    const theft = new Promise<never>((_, reject) => {
      rob = reject;
    });
    theft.catch(() => undefined);
    let grant = (): void => undefined;
    const turn = new Promise<void>((done) => {
      grant = done;
    });
    const claim: Claim = {
      tab,
      granted: () => tab.hears(grant),
      robbed: () =>
        tab.hears(() => {
          stolen.abort();
          rob(new DOMException('stolen', 'AbortError'));
        }),
    };
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    const cancel = tab.setTimer(() => this.#steal(name, claim), patienceMs);
    if (this.#held.has(name)) queue.push(claim);
    else this.#grant(name, claim);
    await turn;
    cancel();
    try {
      return await Promise.race([work(stolen.signal), theft]);
    } finally {
      this.#release(name, claim);
    }
  }
  #steal(name: string, claim: Claim): void {
    const queue = this.#queues.get(name) ?? [];
    if (!queue.includes(claim)) return;
    this.#queues.set(
      name,
      queue.filter((c) => c !== claim),
    );
    const holder = this.#held.get(name);
    this.onTheft();
    this.#grant(name, claim);
    holder?.robbed();
  }
}
