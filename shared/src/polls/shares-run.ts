/**
 * One run of the Method of Equal Shares (P6), after D. Peters, G. Pierczyński and P. Skowron, "Proportional
 * Participatory Budgeting with Additive Utilities", NeurIPS 2021. Every ballot starts with the same share; again and
 * again the project with the lowest price per utility, among those that its supporters can still pay, is bought from
 * them.
 *
 * Decisions are exact: floats with error bounds find them, and where the bounds overlap, whole numbers decide.
 */
import type { SharesInput } from './shares-input.ts';
import type { Purchase, Ratio } from './shares-ledger.ts';
import { offerOf, type Offer } from './shares-offer.ts';
import { buy, decide } from './shares-payers.ts';
import { EPS, openRun, watch, type RunState } from './shares-state.ts';

/** Arrays that runs on the same input use again. */
export interface Scratch {
  left: Float64Array;
  slope: Float64Array;
}
export const scratchFor = ({ groups }: SharesInput): Scratch => ({
  left: new Float64Array(groups.count.length),
  slope: new Float64Array(groups.count.length),
});

export interface Run {
  purchases: Purchase[];
  /** How much the share can grow so that, as far as floats tell, the run stays the same; 0 if it was not asked. */
  steady: number;
}

/** A project in the race; prices never fall in a run, so an old one bounds the present one. */
interface Runner {
  project: number;
  /** Its place in the order that decides ties. */
  place: number;
  /** A lower bound on its price per utility, and how fast that grows with the share. */
  bound: number;
  slope: number;
}
interface Bid extends Offer {
  place: number;
  /** Bounds of the price per utility. */
  low: number;
  high: number;
}

/** @param track whether to compute `steady`, which takes more time and memory */
export function runShares(input: SharesInput, share: Ratio, scratch: Scratch, track: boolean): Run {
  const state = openRun(input, share, scratch.left, track ? scratch.slope : null);
  let runners = startersOf(state);
  for (;;) {
    const gone = new Set<number>();
    const best = bestOf(state, bidsOf(state, runners, gone));
    runners = runners.filter((one) => !gone.has(one.project) && one.project !== best?.project);
    if (!best) return { purchases: state.purchases, steady: track ? state.steady : 0 };
    for (const one of runners)
      watch(state, one.bound - best.low, best.slope / input.gain[best.project]! - one.slope, best.high - best.low);
    buy(state, best);
  }
}

/** Projects that cost nothing are bought at once: they take nothing from anybody. */
function startersOf({ input, bought, purchases }: RunState): Runner[] {
  const supported = input.race.filter((p) => input.supporters.votes[p]! > 0);
  for (const project of supported.filter((p) => input.cost[p] === 0)) {
    bought[project] = purchases.length;
    const full = input.supporters.score[project]!;
    purchases.push({ project, full, emptied: 0, before: purchases.map(() => 0) });
  }
  return supported.filter((p) => input.cost[p]! > 0).map((project, place) => ({ project, place, bound: 0, slope: 0 }));
}

/** Offers of the runners that may be the best ones. @param gone receives those that can no longer be paid */
function bidsOf(state: RunState, runners: Runner[], gone: Set<number>): Bid[] {
  const { gain } = state.input;
  runners.sort((a, b) => a.bound - b.bound || a.place - b.place);
  const bids: Bid[] = [];
  let ceiling = Infinity;
  for (const one of runners) {
    if (one.bound > ceiling) break;
    const per = gain[one.project]!;
    const offer = offerOf(state, one.project, one.bound * per);
    if (!offer) {
      gone.add(one.project);
      continue;
    }
    const [price, slack] = [offer.price / per, offer.error / per + (offer.price / per) * EPS * 4];
    one.bound = Math.max(one.bound, price - slack);
    one.slope = offer.slope / per;
    ceiling = Math.min(ceiling, price + slack);
    bids.push({ ...offer, place: one.place, low: one.bound, high: price + slack });
  }
  return bids.filter((bid) => bid.low <= ceiling);
}

/** The bid with the lowest price per utility; ties by the order of the race. */
function bestOf(state: RunState, bids: Bid[]): Bid | undefined {
  if (bids.length < 2) return bids[0];
  const exact = bids.map((bid) => {
    const { rest, payers } = decide(state, bid);
    return { bid, n: rest, d: BigInt(payers.full) * state.input.utility[bid.project]! };
  });
  exact.sort((a, b) => {
    const [left, right] = [a.n * b.d, b.n * a.d];
    return left < right ? -1 : left > right ? 1 : a.bid.place - b.bid.place;
  });
  return exact[0]?.bid;
}
