/** Runs one seed: a world of members and devices with all kinds of faults, which then comes to rest and is checked. */
import { PAGE } from '@egoejo/shared/sync/protocol.ts';
import type { Backend } from '../server/backend.ts';
import type { Builds } from '../builds/builds.ts';
import { simulatedNames } from '../mutations/acts.ts';
import { Events } from '../scheduler/events.ts';
import { faultNames, Faults, type Counts, type FaultName } from '../scheduler/faults.ts';
import { isCrowded, tourOf, tourShareOf, type Size } from './plan.ts';
import { rngOf } from '../scheduler/rng.ts';
import { Scheduler } from '../scheduler/scheduler.ts';
import { halfOf, isSwarm } from '../scheduler/swarm.ts';
import { Violation } from '../scheduler/violation.ts';
import { inhabit } from '../scheduler/virtual.ts';
import type { World } from '../world/world.ts';
import { makeWorld } from '../world/make-world.ts';
import { live } from '../world/rounds.ts';

export interface Outcome {
  seed: number;
  counts: Counts;
  /** Number of queued acts by name. */
  acts: Record<string, number>;
  /** Names of the mutations that a device was told are applied. */
  applied: string[];
  steps: number;
  /** The names of the events that happened (scheduler/events.ts). */
  events: string[];
  /** CPU time, ms. */
  ms: number;
  digest: string;
  violation: { invariant: string; message: string; tail: string[] } | null;
  trace: string[];
}

/** The time at which every world begins. */
const START = Date.parse('2026-03-02T09:00:00Z');

let current: Scheduler | null = null;
/** The last steps of the running seed, to diagnose one that hangs. */
export const lastSteps = (): string[] => current?.tail() ?? [];
/** How many steps the running seed has made. */
export const stepsSoFar = (): number => current?.steps ?? 0;

/**
 * Runs one seed to its end, or to the first violated invariant.
 * @param only the events that may happen; null: all of them
 */
export async function runSeed(
  seed: number,
  backend: Backend,
  builds: Builds,
  size: Size,
  keepTrace: boolean,
  only: ReadonlySet<string> | null = null,
): Promise<Outcome> {
  const started = process.cpuUsage();
  const rng = rngOf(seed);
  const sched = new Scheduler(rng, START, keepTrace);
  current = sched;
  sched.blocked = backend.blocked;
  // pg's pools close idle connections after this time.
  sched.ignoredTimer = 10_000;
  const swarm = isSwarm(seed) ? rng.fork('swarm') : null;
  const events = new Events(only);
  const faults = new Faults(rng.fork('faults'), events, swarm ? halfOf(faultNames, swarm) : new Set<FaultName>());
  const tour = {
    mutations: tourOf(seed, swarm ? [...halfOf(simulatedNames, swarm)] : simulatedNames),
    tourShare: tourShareOf(seed),
  };
  const { rows, bytes, answerBytes } = PAGE;
  const pages = rng.fork('pages');
  const cutPages = (at: { rows: number; bytes: number; answerBytes: number }): void => {
    for (const build of Object.values(builds.server)) Object.assign(build.PAGE, at);
  };
  // Small pages, so that answers have many and end inside a rev; small answers, so that a scope needs several.
  cutPages({
    rows: pages.pick([12, 500, 500, 500]),
    bytes: pages.pick([200, 600, 2000, bytes]),
    answerBytes: pages.pick([400, 4000, answerBytes, answerBytes]),
  });
  // Small chunks, so that this small world has some.
  const chunks = rng.fork('chunks');
  const sizes = {
    most: chunks.pick([3, 6, 500]),
    least: chunks.pick([1, 1, 2, 64]),
    foldAbove: chunks.pick([0, 0, 2, 256]),
  };
  for (const build of Object.values(builds.client)) Object.assign(build.CHUNK, sizes);
  const crash = (cause: unknown): void =>
    sched.fail('no bug is thrown', cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  process.on('unhandledRejection', crash);
  process.on('uncaughtException', crash);
  let violation: Outcome['violation'] = null;
  let world: World | null = null;
  inhabit(sched);
  try {
    await backend.reset();
    await backend.setClock?.(sched.now());
    world = await makeWorld(sched, faults, events, tour, backend, builds, size, isCrowded(seed));
    await live(world, size);
  } catch (cause) {
    if (!(cause instanceof Violation)) throw cause;
    violation = { invariant: cause.invariant, message: cause.message, tail: sched.tail() };
  } finally {
    world?.cluster.down();
    for (const device of world?.devices ?? []) device.killAll();
    if (world) await sched.drain();
    process.off('unhandledRejection', crash);
    process.off('uncaughtException', crash);
    cutPages({ rows, bytes, answerBytes });
    inhabit(null);
  }
  const cpu = process.cpuUsage(started);
  return {
    seed,
    counts: faults.counts,
    acts: world?.acts ?? {},
    applied: [...(world?.applied ?? [])],
    steps: sched.steps,
    events: events.took,
    ms: Math.round((cpu.user + cpu.system) / 1000),
    digest: sched.digest(),
    violation,
    trace: sched.trace(),
  };
}
