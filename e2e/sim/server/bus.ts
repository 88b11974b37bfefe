/** How processes of the simulated server hear what moved, as by NOTIFY: late, and now and then in another order. */
import { mayOpen } from '@egoejo/shared/sync/live.ts';
import type { Scope } from '@egoejo/shared/sync/protocol.ts';
import type { Pokes } from '@egoejo/server/sync/pokes/pokes.ts';
import type { Rng } from '../scheduler/rng.ts';
import type { Scheduler } from '../scheduler/scheduler.ts';

/** Most notices of scopes that no page can have open are lost: devices shall find out by themselves. */
const HEARD = 0.1;

/** One for all processes. Nobody is curtailed by a notice: hubs find that out when they read. */
export function createBus(sched: Scheduler, rng: Rng): Pokes {
  const all = new Set<(scopes: readonly Scope[]) => void>();
  const told = new Set<(text: string) => void>();
  const hear = <T>(listeners: Set<T>, listener: T): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const moved = (scopes: readonly Scope[]): void => {
    const heard = rng.chance(HEARD) ? scopes : scopes.filter(mayOpen);
    if (heard.length > 0) sched.after(20 + rng.int(400), () => all.forEach((run) => run(heard)));
  };
  return {
    moved,
    talliesMoved: moved,
    subscribeAll: (run) => hear(all, run),
    onCurtailed: () => () => undefined,
    tell: (text) => void sched.after(20 + rng.int(400), () => told.forEach((run) => run(text))),
    onTold: (run) => hear(told, run),
    onLost: () => () => undefined,
    close: async () => undefined,
  };
}
