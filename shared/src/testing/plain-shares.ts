/** The Method of Equal Shares by its definition, one ballot at a time, in exact fractions: slow, for comparison. */
export interface PlainBallot {
  /** Points by the project's number. */
  points: Readonly<Record<number, number>>;
}
interface PlainProject {
  id: string;
  cost: bigint;
}
interface Fraction {
  n: bigint;
  d: bigint;
}
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));
const of = (n: bigint, d: bigint): Fraction => {
  const common = gcd(n, d) || 1n;
  return { n: n / common, d: d / common };
};
const less = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d;
const minus = (a: Fraction, b: Fraction): Fraction => of(a.n * b.d - b.n * a.d, a.d * b.d);

/** @returns the numbers of the projects bought, in order, and what each ballot paid for each, as text `n/d` */
export function plainShares(
  projects: readonly PlainProject[],
  ballots: readonly PlainBallot[],
  share: Fraction,
  utility: 'cost' | 'cardinality',
): { bought: number[]; paid: string[][] } {
  const left = ballots.map(() => of(share.n, share.d));
  const votes = projects.map((_, p) => ballots.filter((b) => b.points[p]).length);
  const bought: number[] = [];
  const paid: string[][] = [];
  for (;;) {
    let best: { p: number; price: Fraction; per: Fraction } | null = null;
    for (const [p, { cost, id }] of projects.entries()) {
      if (bought.includes(p) || votes[p] === 0) continue;
      const price = priceNow(ballots, left, p, cost);
      if (!price) continue;
      const per = utility === 'cost' ? of(price.n, price.d * cost) : price;
      const wins =
        best === null ||
        less(per, best.per) ||
        (!less(best.per, per) &&
          (votes[p]! - votes[best.p]! ||
            Number(projects[best.p]!.cost - cost) ||
            (id < projects[best.p]!.id ? 1 : -1)) > 0);
      if (wins) best = { p, price, per };
    }
    if (!best) return { bought, paid };
    const { p, price } = best;
    bought.push(p);
    paid.push(
      ballots.map((b, i) => {
        const asked = of(price.n * BigInt(b.points[p] ?? 0), price.d);
        const given = less(left[i]!, asked) ? left[i]! : asked;
        left[i] = minus(left[i]!, given);
        return `${given.n}/${given.d}`;
      }),
    );
  }
}

/** The lowest price of a point at which the supporters pay the cost; null if they do not have it. */
function priceNow(
  ballots: readonly PlainBallot[],
  left: readonly Fraction[],
  p: number,
  cost: bigint,
): Fraction | null {
  const payers = ballots
    .flatMap((b, i) => (b.points[p] ? [{ have: left[i]!, points: BigInt(b.points[p]) }] : []))
    .sort((a, b) => {
      const [x, y] = [of(a.have.n, a.have.d * a.points), of(b.have.n, b.have.d * b.points)];
      return less(x, y) ? -1 : less(y, x) ? 1 : 0;
    });
  let rest = of(cost, 1n);
  let points = payers.reduce((sum, payer) => sum + payer.points, 0n);
  for (const payer of payers) {
    const price = of(rest.n, rest.d * points);
    if (!less(payer.have, of(price.n * payer.points, price.d))) return price;
    rest = minus(rest, payer.have);
    points -= payer.points;
  }
  return null;
}
