/** Types of benchmarks and of their figures. */
import type { BenchPostgres } from './database/postgres.ts';

export type Group = (typeof GROUPS)[number];
export const GROUPS = ['core', 'economy', 'client', 'reading', 'live'] as const;
/** The server's storage: a real PostgreSQL with durable settings, or the embedded PGlite. */
export type Storage = 'postgres' | 'embedded';
/** A bound on the ratio of value to baseline, or on the value itself if there is no baseline. */
type Goal = { atLeast: number } | { atMost: number };

export interface Bench {
  /** Unique name, used to select the benchmark and to find its line. */
  name: string;
  group: Group;
  /** Null: it is only reported. */
  goal: Goal | null;
  /** Left out: both storages, one line each. */
  on?: readonly Storage[];
  run(context: BenchContext): Promise<Measured>;
}

export interface BenchContext {
  storage: Storage;
  /** How often each side is measured, alternately; the median counts. */
  rounds: number;
  /** How long one measurement of throughput lasts. */
  seconds: number;
  /** A real PostgreSQL with an operator's durable settings, started at the first call. */
  postgres(): Promise<BenchPostgres>;
  /** Progress, on stderr. */
  say(message: string): void;
}

export interface Measured {
  /** Number of acts, rows or requests measured. */
  n: number;
  /** Median over the rounds. */
  value: number;
  unit: string;
  /** Median of the baseline, in the same unit. */
  baseline: number | null;
  /** Median of the rounds' ratios of value to baseline. */
  ratio: number | null;
  /** Additional figures: rows counted afterwards, hash of the baseline's text, requests, bytes. */
  facts?: Record<string, string | number | boolean>;
}

export interface Line extends Measured {
  name: string;
  goal: string | null;
  ok: boolean;
}

/** Minutes after which a benchmark without a result counts as hung: the slowest takes a quarter of that. */
const LIMIT_MINUTES = 20;

/** The benchmark's figures, or an error after the limit, so that a hung benchmark does not block the others. */
export async function withinLimit(
  bench: Pick<Bench, 'name' | 'run'>,
  context: BenchContext,
  limitMs: number = LIMIT_MINUTES * 60_000,
): Promise<Measured> {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${bench.name} has no figure after ${Math.round(limitMs / 1000)} s`)),
      limitMs,
    );
  });
  return Promise.race([bench.run(context), hung]).finally(() => clearTimeout(timer));
}

/** Compares a measurement with its goal; without a goal it is ok. */
export function judge(bench: Pick<Bench, 'name' | 'goal'>, measured: Measured, storage: Storage = 'postgres'): Line {
  const { goal } = bench;
  const figure = measured.ratio ?? measured.value;
  const met = goal === null || ('atLeast' in goal ? figure >= goal.atLeast : figure <= goal.atMost);
  const name = storage === 'postgres' ? bench.name : `${bench.name} (PGlite)`;
  return { name, ...measured, goal: goal === null ? null : inWords(goal), ok: met };
}

const inWords = (goal: Goal): string => ('atLeast' in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`);

/** Selects by names and groups; no words select all. @returns the unknown word if there is one. */
export function choose(all: readonly Bench[], wanted: readonly string[]): Bench[] | { unknown: string } {
  const known = new Set<string>([...GROUPS, ...all.map((b) => b.name)]);
  const unknown = wanted.find((w) => !known.has(w));
  if (unknown !== undefined) return { unknown };
  return wanted.length === 0 ? [...all] : all.filter((b) => wanted.includes(b.name) || wanted.includes(b.group));
}
