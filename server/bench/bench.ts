/** What a benchmark is, and what its figures mean. */
import type { BenchPostgres } from './postgres.ts';

export type Group = 'core' | 'economy' | 'client';
/** What the server keeps its data in: a real PostgreSQL with durable settings, or the embedded PGlite. */
export type Storage = 'postgres' | 'embedded';
/** A bound on the ratio of value to baseline; on the value itself where there is no baseline. */
export type Goal = { atLeast: number } | { atMost: number };

export interface Bench {
  /** Unique; how it is chosen and how its line is found. */
  name: string;
  group: Group;
  /** null: reported only. */
  goal: Goal | null;
  /** Left out: both, one line each. */
  on?: readonly Storage[];
  run(context: BenchContext): Promise<Measured>;
}

export interface BenchContext {
  storage: Storage;
  /** How often each side is measured, in turn; the median counts. */
  rounds: number;
  /** How long a slice of throughput lasts. */
  seconds: number;
  /** A real PostgreSQL with an operator's durable settings, started at the first call. */
  postgres(): Promise<BenchPostgres>;
  /** Progress, on stderr. */
  say(message: string): void;
}

export interface Measured {
  /** Acts, rows or requests measured in all. */
  n: number;
  /** Median over the rounds. */
  value: number;
  unit: string;
  /** Median of what it is compared with, in the same unit. */
  baseline: number | null;
  /** Median of the rounds' ratios of value to baseline. */
  ratio: number | null;
  /** Further figures: rows counted afterwards, hash of the baseline's text, requests, bytes. */
  facts?: Record<string, string | number | boolean>;
}

export interface Line extends Measured {
  name: string;
  goal: string | null;
  ok: boolean;
}

/** The middle value; of an even number the mean of the two middle ones. Throws on none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)];
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  if (high === undefined || low === undefined) throw new Error('no values');
  return (high + low) / 2;
}

/** The value that so large a share of all does not exceed; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Median of value, baseline and of their ratio round by round: what both sides suffer alike falls out. */
export function compared(rounds: readonly { value: number; baseline: number }[]): { value: number; baseline: number; ratio: number } {
  return {
    value: median(rounds.map((r) => r.value)),
    baseline: median(rounds.map((r) => r.baseline)),
    ratio: median(rounds.map((r) => r.value / r.baseline)),
  };
}

/** Judges a measurement; one without a goal is fine. */
export function judge(bench: Pick<Bench, 'name' | 'goal'>, measured: Measured, storage: Storage = 'postgres'): Line {
  const { goal } = bench;
  const figure = measured.ratio ?? measured.value;
  const met = goal === null || ('atLeast' in goal ? figure >= goal.atLeast : figure <= goal.atMost);
  const name = storage === 'postgres' ? bench.name : `${bench.name} (PGlite)`;
  return { name, ...measured, goal: goal === null ? null : inWords(goal), ok: met };
}

const inWords = (goal: Goal): string => ('atLeast' in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`);

/** Chooses by names and groups; none means all. @returns the unknown word when there is one. */
export function choose(all: readonly Bench[], wanted: readonly string[]): Bench[] | { unknown: string } {
  const known = new Set<string>(['core', 'economy', 'client', ...all.map((b) => b.name)]);
  const unknown = wanted.find((w) => !known.has(w));
  if (unknown !== undefined) return { unknown };
  return wanted.length === 0 ? [...all] : all.filter((b) => wanted.includes(b.name) || wanted.includes(b.group));
}

const columns = ['name', 'n', 'value', 'unit', 'baseline', 'ratio', 'goal', 'ok'] as const;

/** The lines as a table for people. */
export function table(lines: readonly Line[]): string {
  const rows = [[...columns], ...lines.map((l) => columns.map((c) => cell(l[c])))];
  const widths = columns.map((_, i) => Math.max(...rows.map((r) => r[i]?.length ?? 0)));
  return rows.map((r) => r.map((text, i) => text.padEnd(widths[i] ?? 0)).join('  ').trimEnd()).join('\n');
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return '-';
  if (typeof value === 'boolean') return value ? 'yes' : 'NO';
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? value.toString() : Number(value.toPrecision(4)).toString();
}
