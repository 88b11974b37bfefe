/** Who pays for a project, decided exactly, and the purchase itself (P6). */
import { moneyLeft, ratioToNumber, type Purchase } from './shares-ledger.ts';
import type { Offer } from './shares-offer.ts';
import { EPS, exactLedger, exactLeft, remember, type RunState } from './shares-state.ts';

interface Payers extends Purchase {
  before: number[];
  /** Entries for which floats do not tell whether their ballots can pay the whole price. */
  close: number[];
}
/** A price for one point: `rest / full`, in the ledger's unit. */
interface Decided {
  payers: Payers;
  rest: bigint;
  /** Those of the close entries whose ballots give all they have left. */
  emptied: Set<number>;
}

/** A price is computed exactly if floats may be wrong by more than this part of it: errors would add up. */
const INEXACT = 2 ** -34;

/** 1: the ballots can pay the whole price and keep something; -1: they cannot; 0: floats do not tell. */
function sideOf({ leftError }: RunState, have: number, points: number, { price, error }: Offer): -1 | 0 | 1 {
  const gap = have - price * points;
  const tolerance = 2 * (leftError + error * points + have * EPS);
  return gap > tolerance ? 1 : gap < -tolerance ? -1 : 0;
}

function payersOf(state: RunState, offer: Offer): Payers {
  const { supporters, groups } = state.input;
  const { project } = offer;
  const payers: Payers = { project, full: 0, emptied: 0, before: state.purchases.map(() => 0), close: [] };
  for (let e = supporters.start[project]!; e < supporters.start[project + 1]!; e++) {
    const g = supporters.group[e]!;
    if (state.left[g] === 0) continue;
    const side = sideOf(state, state.left[g]!, supporters.points[e]!, offer);
    if (side === 0) payers.close.push(e);
    else if (side > 0) payers.full += groups.count[g]! * supporters.points[e]!;
    else {
      payers.emptied += groups.count[g]!;
      remember(state, g, payers.before);
    }
  }
  return payers;
}

/** Decides exactly who pays the whole price of an offer, and how much it is. */
export function decide(state: RunState, offer: Offer): Decided {
  const { supporters, groups, projects } = state.input;
  const payers = payersOf(state, offer);
  const ledger = exactLedger(state);
  let rest = projects[offer.project]!.cost * ledger.unit - moneyLeft(ledger, payers.emptied, payers.before);
  const close = payers.close.map((e) => {
    const g = supporters.group[e]!;
    payers.full += groups.count[g]! * supporters.points[e]!;
    return { e, g, points: supporters.points[e]!, left: exactLeft(state, g) };
  });
  // From the poorest on; whoever has exactly the price pays it as a whole.
  close.sort((a, b) => Number(a.left * BigInt(b.points) - b.left * BigInt(a.points)));
  const emptied = new Set<number>();
  for (const { e, g, points, left } of close) {
    if (left * BigInt(payers.full) >= rest * BigInt(points)) break;
    const n = groups.count[g]!;
    emptied.add(e);
    rest -= left * BigInt(n);
    payers.full -= n * points;
    payers.emptied += n;
    remember(state, g, payers.before);
  }
  return { payers, rest, emptied };
}

/** Buys the project at its offer: its supporters pay. */
export function buy(state: RunState, offer: Offer): void {
  const { input, left, slope } = state;
  const { supporters } = input;
  const { project } = offer;
  let payers = payersOf(state, offer);
  let [price, error] = [offer.price, offer.error];
  let exact: Decided | null = null;
  if (payers.close.length > 0 || error > price * INEXACT) {
    exact = decide(state, offer);
    payers = exact.payers;
    price = ratioToNumber(exact.rest, BigInt(payers.full) * state.ledger.unit);
    error = price * EPS;
  }
  for (let e = supporters.start[project]!; e < supporters.start[project + 1]!; e++) {
    const g = supporters.group[e]!;
    if (left[g] === 0) continue;
    const points = supporters.points[e]!;
    const side = sideOf(state, left[g]!, points, offer);
    if (side < 0 || exact?.emptied.has(e)) left[g] = 0;
    else if (side > 0 || !exact) left[g]! -= price * points;
    else {
      const paid = exactLeft(state, g) * BigInt(payers.full) - exact.rest * BigInt(points);
      left[g] = paid === 0n ? 0 : ratioToNumber(paid, BigInt(payers.full) * state.ledger.unit);
    }
    if (slope) slope[g] = left[g] === 0 ? 0 : slope[g]! - offer.slope * points;
  }
  state.leftError += state.share * EPS + error * supporters.most[project]!;
  state.bought[project] = state.purchases.length;
  const { full, emptied, before } = payers;
  state.purchases.push({ project, full, emptied, before });
}
