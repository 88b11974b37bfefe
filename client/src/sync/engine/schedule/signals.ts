/** What the live channel tells of people: who is in an open scope, and who writes there. It is kept in memory only. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { LIVE } from '@egoejo/shared/sync/live.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Env } from '../env.ts';

/** The people of one scope. */
export interface Signals {
  typing: readonly MemberId[];
  /** Some of those who have it open, this member too. */
  here: readonly MemberId[];
  /** How many have it open; 0: not known. */
  count: number;
}
export const NO_SIGNALS: Signals = { typing: [], here: [], count: 0 };

export class SignalStore {
  readonly #setTimer: Env['setTimer'];
  readonly #scopes = new Map<Scope, Signals>();
  /** Ends each «writes», by scope and member. */
  readonly #ends = new Map<string, () => void>();
  readonly #listeners = new Set<() => void>();

  constructor(setTimer: Env['setTimer']) {
    this.#setTimer = setTimer;
  }
  /** The same object until something changes. */
  get(scope: Scope): Signals {
    return this.#scopes.get(scope) ?? NO_SIGNALS;
  }
  subscribe(run: () => void): () => void {
    this.#listeners.add(run);
    return () => this.#listeners.delete(run);
  }
  here(scope: Scope, members: readonly MemberId[], count: number): void {
    this.#set(scope, { here: members, count });
  }
  /** The member writes; they are forgotten unless they say so again in time. */
  typing(scope: Scope, member: MemberId): void {
    const { typing } = this.get(scope);
    const key = `${scope} ${member}`;
    this.#ends.get(key)?.();
    const end = (): void => this.typed(scope, member);
    this.#ends.set(key, this.#setTimer(end, 2 * LIVE.typingMs));
    if (!typing.includes(member)) this.#set(scope, { typing: [...typing, member] });
  }
  /** The member has written, or has stopped. */
  typed(scope: Scope, member: string): void {
    const key = `${scope} ${member}`;
    this.#ends.get(key)?.();
    this.#ends.delete(key);
    const { typing } = this.get(scope);
    if (typing.some((m) => m === member)) this.#set(scope, { typing: typing.filter((m) => m !== member) });
  }
  /** The channel is closed: nothing is known of anybody. */
  clear(): void {
    for (const end of this.#ends.values()) end();
    this.#ends.clear();
    if (this.#scopes.size === 0) return;
    this.#scopes.clear();
    this.#tell();
  }

  #set(scope: Scope, change: Partial<Signals>): void {
    this.#scopes.set(scope, { ...this.get(scope), ...change });
    this.#tell();
  }
  #tell(): void {
    for (const run of this.#listeners) run();
  }
}
