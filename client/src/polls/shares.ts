/** A budget poll's outcome by equal shares, prepared for display from the published result alone. Pure. */
import type { BallotContent, BudgetResult, Poll } from '@egoejo/shared/polls/model.ts';
import { enter, openLedger, paymentsOf, ratioToNumber, type Ledger } from '@egoejo/shared/polls/shares-ledger.ts';
import { pointsOf } from './form.ts';

/** How a winner was paid. */
interface Bought {
  option: string;
  /** The most that one point cost a supporter, in cents. */
  price: number;
  /** Ballots that gave all they had left because the price was more. */
  emptied: number;
}

/** All prices, exactly (P6). @returns null for figures that no count gives */
function ledgerOf({ share, bought }: BudgetResult, costs: Readonly<Record<string, number>>): Ledger | null {
  if (![share.n, share.d].every((text) => /^\d{1,4000}$/.test(text)) || BigInt(share.d) === 0n) return null;
  const ledger = openLedger({ n: BigInt(share.n), d: BigInt(share.d) });
  for (const { option, full, emptied, before } of bought) {
    if (!(full > 0)) return null;
    enter(ledger, BigInt(costs[option] ?? 0), { full, emptied, before: bought.map((b) => before[b.option] ?? 0) });
  }
  return ledger;
}

export function boughtBy(outcome: BudgetResult, costs: Readonly<Record<string, number>>): Bought[] {
  const ledger = ledgerOf(outcome, costs);
  if (!ledger) return [];
  return outcome.bought.map(({ option, emptied }, i) => ({
    option,
    emptied,
    price: ratioToNumber(ledger.prices[i]!, ledger.unit),
  }));
}

/** What the member's own ballot paid for winners, in cents, and what was left of its share. */
export interface OwnShare {
  share: number;
  left: number;
  paid: { option: string; cents: number }[];
}
/** @returns null if the ballot does not belong to a poll of this kind */
export function ownShare(
  { method }: Pick<Poll, 'method'>,
  outcome: BudgetResult,
  ballot: BallotContent,
): OwnShare | null {
  if (method.kind !== 'budget' || ballot.kind !== 'budget') return null;
  const ledger = ledgerOf(outcome, method.costs);
  if (!ledger) return null;
  const given = pointsOf(ballot);
  const payments = paymentsOf(
    ledger,
    outcome.bought.map((b) => given[b.option] ?? 0),
  );
  const left = payments.reduce((rest, paid) => rest - paid, ledger.share);
  return {
    share: ratioToNumber(ledger.share, ledger.unit),
    left: ratioToNumber(left, ledger.unit),
    paid: outcome.bought.flatMap(({ option }, i) =>
      payments[i]! > 0n ? [{ option, cents: ratioToNumber(payments[i]!, ledger.unit) }] : [],
    ),
  };
}
