/** Where a run of equal shares stands (P6): what every group of ballots has left, and what was bought. */
import {
  enter,
  moneyLeft,
  openLedger,
  ratioToNumber,
  type Ledger,
  type Purchase,
  type Ratio,
} from './shares-ledger.ts';
import type { SharesInput } from './shares-input.ts';

/** Bound on the relative error of one operation on floats, with room for the few that make up a step. */
export const EPS = 2 ** -50;

export interface RunState {
  input: SharesInput;
  share: number;
  /**
   * What each group's ballots have left, as floats; exactly 0 for ballots that have nothing left, which all paid less
   * than a whole price or exactly it.
   */
  left: Float64Array;
  /** Bound on the error of every number in `left`. */
  leftError: number;
  /** How fast `left` grows with the share; null if nobody asks how long the run stays the same. */
  slope: Float64Array | null;
  /** How much the share can grow before a decision may change: the lowest bound seen. */
  steady: number;
  purchases: Purchase[];
  /** The position of each project among the purchases; -1: not bought. */
  bought: Int32Array;
  ledger: Ledger;
}

export function openRun(input: SharesInput, share: Ratio, left: Float64Array, slope: Float64Array | null): RunState {
  const amount = ratioToNumber(share.n, share.d);
  left.fill(amount);
  slope?.fill(1);
  return {
    input,
    share: amount,
    left,
    leftError: amount * EPS,
    slope,
    steady: Infinity,
    purchases: [],
    bought: new Int32Array(input.projects.length).fill(-1),
    ledger: openLedger(share),
  };
}

/** The ledger with all purchases entered. They are entered late, because most runs need few exact amounts. */
export function exactLedger({ ledger, purchases, input }: RunState): Ledger {
  for (const bought of purchases.slice(ledger.prices.length))
    enter(ledger, input.projects[bought.project]!.cost, bought);
  return ledger;
}

/** Adds what a group's ballots gave to earlier purchases. */
export function remember({ input: { groups }, bought }: RunState, g: number, before: number[]): void {
  for (let e = groups.start[g]!; e < groups.start[g + 1]!; e++) {
    const at = bought[groups.project[e]!]!;
    if (at >= 0) before[at]! += groups.count[g]! * groups.points[e]!;
  }
}

/** What one ballot of a group has left, exactly, in the ledger's unit. */
export function exactLeft(state: RunState, g: number): bigint {
  if (state.left[g] === 0) return 0n;
  const { groups } = state.input;
  const ledger = exactLedger(state);
  let sum = ledger.share;
  for (let e = groups.start[g]!; e < groups.start[g + 1]!; e++) {
    const at = state.bought[groups.project[e]!]!;
    if (at >= 0) sum -= ledger.prices[at]! * BigInt(groups.points[e]!);
  }
  return sum;
}

/** Whether the supporters of a project together have its cost, exactly. */
export function canPayExactly(state: RunState, project: number): boolean {
  const { supporters, groups, projects } = state.input;
  let ballots = 0;
  const before = state.purchases.map(() => 0);
  for (let e = supporters.start[project]!; e < supporters.start[project + 1]!; e++) {
    const g = supporters.group[e]!;
    if (state.left[g] === 0) continue;
    ballots += groups.count[g]!;
    remember(state, g, before);
  }
  const ledger = exactLedger(state);
  return moneyLeft(ledger, ballots, before) >= projects[project]!.cost * ledger.unit;
}

/** Below this, a rate at which a difference closes may be an error of floats. */
const SLOW = 1e-9;
/**
 * Notes that a decision changes when the share has grown so much that a difference is gone. A difference that is within
 * errors and does not close is a tie that stays one.
 */
export function watch(state: RunState, gap: number, closing: number, error: number): void {
  if (closing > SLOW) state.steady = Math.min(state.steady, Math.max(0, gap) / closing);
  else if (gap > error) state.steady = Math.min(state.steady, gap / SLOW);
}
