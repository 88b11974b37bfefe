/** A poll's result, prepared for display. Pure. */
import type { Poll, PollOption, PollResult } from '@egoejo/shared/polls/model.ts';

export interface ResultRow {
  option: PollOption;
  votes: number;
  score: number | null;
  won: boolean;
  /** Cents, for budget polls. */
  cost: number | null;
  /** Length relative to the longest bar, 0 to 1. */
  share: number;
}
/** Rows in the result's own order, best first; options without a count come last with 0. */
export function resultRows(poll: Pick<Poll, 'options' | 'method'>, result: PollResult): ResultRow[] {
  const options = new Map(poll.options.map((o) => [o.id, o]));
  const costs = poll.method.kind === 'budget' ? poll.method.costs : {};
  const winners = new Set(result.winners);
  const measure = (c: PollResult['counts'][number]) => c.score ?? c.votes;
  const most = Math.max(1, ...result.counts.map(measure));
  const counted = result.counts.flatMap((c): ResultRow[] => {
    const option = options.get(c.option);
    options.delete(c.option);
    return option
      ? [
          {
            option,
            votes: c.votes,
            score: c.score ?? null,
            won: c.selected ?? winners.has(c.option),
            cost: costs[c.option] ?? null,
            share: Math.max(0, measure(c)) / most,
          },
        ]
      : [];
  });
  const rest = [...options.values()].map((option): ResultRow => ({
    option,
    votes: 0,
    score: null,
    won: false,
    cost: costs[option.id] ?? null,
    share: 0,
  }));
  return [...counted, ...rest];
}
/** The total cost of the winners of a budget poll, in cents. */
export const spentCents = (rows: readonly ResultRow[]): number =>
  rows.reduce((sum, r) => sum + (r.won ? (r.cost ?? 0) : 0), 0);
