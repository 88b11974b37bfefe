/** What a project would cost its supporters now, in floats with error bounds (P6). */
import { canPayExactly, EPS, watch, type RunState } from './shares-state.ts';

/** The price of one point of a project now. */
export interface Offer {
  project: number;
  price: number;
  error: number;
  /** How fast the price grows with the share of a ballot. */
  slope: number;
}

/** Sums over the supporters of a project at some price. */
interface Sums {
  /** What those have who cannot pay the price: all together, and how fast it grows. */
  money: number;
  growth: number;
  ballots: number;
  /** What the others have, their points, and the lowest price at which one of them could not pay. */
  rich: number;
  full: number;
  lowest: number;
}

function sumsAt({ input: { supporters, groups }, left, slope }: RunState, project: number, price: number): Sums {
  const { start, group, points } = supporters;
  const { count } = groups;
  let money = 0;
  let growth = 0;
  let ballots = 0;
  let rich = 0;
  let full = 0;
  let lowest = Infinity;
  const end = start[project + 1]!;
  for (let e = start[project]!; e < end; e++) {
    const g = group[e]!;
    const have = left[g]!;
    if (have === 0) continue;
    const n = count[g]!;
    const each = have / points[e]!;
    if (each < price) {
      ballots += n;
      money += n * have;
      if (slope) growth += n * slope[g]!;
    } else {
      full += n * points[e]!;
      rich += n * have;
      if (each < lowest) lowest = each;
    }
  }
  return { money, growth, ballots, rich, full, lowest };
}

/**
 * The price at which all supporters together pay the project: each pays it for each point, or all they have left.
 * @param atLeast a price that it does not fall below
 * @returns null if the supporters do not have its cost
 */
export function offerOf(state: RunState, project: number, atLeast: number): Offer | null {
  const { input, leftError } = state;
  const cost = input.cost[project]!;
  // A sum of so many floats may be wrong by this part of it.
  const summed = (input.supporters.start[project + 1]! - input.supporters.start[project]!) * 2 ** -53;
  const votes = input.supporters.votes[project]!;
  let price = Math.max(atLeast, (cost / input.supporters.score[project]!) * (1 - EPS));
  for (let first = true; ; first = false) {
    const sums = sumsAt(state, project, price);
    if (first) {
      const money = sums.money + sums.rich;
      const doubt = 4 * (votes * leftError + cost * EPS + money * summed);
      const short = money < cost - doubt;
      if (short || (money < cost + doubt && !canPayExactly(state, project))) {
        watchShort(state, project, cost - money, doubt);
        return null;
      }
    }
    // All are short of the price by an error of floats only.
    if (sums.full === 0) return { project, price, error: price * 1e-9 + votes * leftError, slope: 0 };
    price = Math.max(price, (cost - sums.money) / sums.full);
    if (price > sums.lowest) continue;
    const error = (4 * (sums.ballots * leftError + cost * EPS + sums.money * summed)) / sums.full + price * EPS;
    const offer = { project, price, error, slope: -sums.growth / sums.full };
    watchPayers(state, offer);
    return offer;
  }
}

/** Notes when a project that cannot be paid could be. */
function watchShort(state: RunState, project: number, gap: number, error: number): void {
  const { input, slope } = state;
  if (!slope) return;
  const { start, group } = input.supporters;
  let growth = 0;
  for (let e = start[project]!; e < start[project + 1]!; e++) {
    const g = group[e]!;
    growth += input.groups.count[g]! * slope[g]!;
  }
  watch(state, gap, growth, error);
}
/** Notes when a supporter who cannot pay the price could, or the other way round. */
function watchPayers(state: RunState, { project, price, error, slope: rise }: Offer): void {
  const { input, slope, left, leftError } = state;
  if (!slope) return;
  const { start, group, points } = input.supporters;
  for (let e = start[project]!; e < start[project + 1]!; e++) {
    const g = group[e]!;
    if (left[g] === 0) continue;
    const gap = left[g]! - price * points[e]!;
    const opening = slope[g]! - rise * points[e]!;
    watch(state, Math.abs(gap), gap >= 0 ? -opening : opening, 4 * (leftError + error * points[e]!));
  }
}
