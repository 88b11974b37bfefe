/** A poll's result, prepared for display. Pure. */
import { fold } from '@egoejo/shared/platform/fold.ts';
import type { Poll, PollOption, PollResult } from '@egoejo/shared/polls/model.ts';

export interface ResultRow {
  option: PollOption;
  votes: number;
  score: number | null;
  won: boolean;
  /** The rule that did not decide, if it chooses this option and the one that decided does not. */
  otherwise: 'shares' | 'greedy' | null;
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
  const other = otherOutcome(result);
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
            otherwise: other && !winners.has(c.option) && other.chosen.has(c.option) ? other.rule : null,
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
    otherwise: null,
    cost: costs[option.id] ?? null,
    share: 0,
  }));
  return [...counted, ...rest];
}
/** What the rule that did not decide chooses; null where only one rule was counted. */
function otherOutcome({ outcome }: PollResult): { rule: 'shares' | 'greedy'; chosen: ReadonlySet<string> } | null {
  if (!outcome) return null;
  if (outcome.stands === 'shares') return { rule: 'greedy', chosen: new Set(outcome.greedy) };
  return { rule: 'shares', chosen: new Set([...outcome.bought.map((b) => b.option), ...outcome.completed]) };
}
/** The part of the ballots that name an option; empty where a ballot gives more than a name. */
export const partOf = (
  locale: string,
  { method }: Pick<Poll, 'method'>,
  { ballots }: PollResult,
  votes: number,
): string =>
  method.kind === 'choice' && ballots > 0
    ? new Intl.NumberFormat(locale, { style: 'percent' }).format(votes / ballots)
    : '';
/** The total cost of the winners of a budget poll, in cents. */
export const spentCents = (rows: readonly ResultRow[]): number =>
  rows.reduce((sum, r) => sum + (r.won ? (r.cost ?? 0) : 0), 0);
/** The rows whose name has every word of the query somewhere; case and accents do not matter. */
export function matching(rows: readonly ResultRow[], query: string): readonly ResultRow[] {
  const words = fold(query).split(/\s+/);
  return rows.filter(({ option }) => words.every((word) => fold(option.label).includes(word)));
}
