/**
 * Exact amounts under equal shares (P6): the share of a ballot and the price of each project bought are rational
 * numbers, kept as whole multiples of one common unit. The whole numbers of a purchase are enough to compute its price,
 * so they are what is published.
 */

/** A project bought from the voters' shares. */
export interface Purchase {
  /** The project's number. */
  project: number;
  /** Points of the supporters who pay the whole price; each pays it once for each point. */
  full: number;
  /** Ballots that give all they have left, which is less than the price of their points. */
  emptied: number;
  /** Points that those ballots gave to each earlier purchase, in the order of purchases: what they had paid before. */
  before: readonly number[];
}
/** An exact amount n / d, with d above 0. */
export interface Ratio {
  n: bigint;
  d: bigint;
}

export interface Ledger {
  /** All amounts are whole multiples of 1 / unit of the smallest unit of the currency. */
  unit: bigint;
  share: bigint;
  /** The price of one point of each purchase. */
  prices: bigint[];
}
export const openLedger = ({ n, d }: Ratio): Ledger => ({ unit: d, share: n, prices: [] });

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * What is left of so many shares, in the ledger's unit, after points were paid for.
 * @param before points given to each purchase
 */
export function moneyLeft({ share, prices }: Ledger, ballots: number, before: readonly number[]): bigint {
  let sum = share * BigInt(ballots);
  for (const [i, points] of before.entries()) if (points > 0) sum -= prices[i]! * BigInt(points);
  return sum;
}

/**
 * Enters a purchase: its price is what the ballots that are emptied leave of its cost, divided among the points of the
 * others.
 * @param cost in the smallest unit of the currency
 */
export function enter(ledger: Ledger, cost: bigint, { full, emptied, before }: Omit<Purchase, 'project'>): void {
  const rest = cost * ledger.unit - moneyLeft(ledger, emptied, before);
  const payers = BigInt(full);
  const common = gcd(rest, payers);
  const finer = payers / common;
  if (finer > 1n) {
    ledger.unit *= finer;
    ledger.share *= finer;
    ledger.prices = ledger.prices.map((price) => price * finer);
  }
  ledger.prices.push(rest / common);
}

/**
 * What one ballot pays for each purchase: in their order its price times the ballot's points, or what is left.
 * @param points what the ballot gives to each purchase; 0: it does not support it
 * @returns amounts in the ledger's unit
 */
export function paymentsOf({ share, prices }: Ledger, points: readonly number[]): bigint[] {
  let left = share;
  return prices.map((price, i) => {
    const asked = price * BigInt(points[i] ?? 0);
    const paid = asked < left ? asked : left;
    left -= paid;
    return paid;
  });
}

const bits = (a: bigint): number => a.toString(16).length * 4;
/** The float nearest to n / d, with a relative error below 2^-50; neither is negative. */
export function ratioToNumber(n: bigint, d: bigint): number {
  const shift = bits(d) - bits(n) + 64;
  const quotient = shift > 0 ? (n << BigInt(shift)) / d : n / (d << BigInt(-shift));
  return Number(quotient) * 2 ** -shift;
}
/** The whole number nearest to n / d, halves up; neither is negative. */
export const roundedRatio = (n: bigint, d: bigint): bigint => (2n * n + d) / (2n * d);
