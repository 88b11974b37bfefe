/** The poster of a closed poll's result: what it names as chosen, the other figures, and why. Pure. */
import type { Poll, PollResult } from '@egoejo/shared/polls/model.ts';
import { resultRows, type ResultRow } from './result.ts';

export interface PosterLine extends Pick<ResultRow, 'votes' | 'score' | 'cost' | 'won'> {
  id: string;
  label: string;
  /** The majority grade's name; null in polls without grades. */
  grade: string | null;
}
/** A sentence of the catalogue. */
interface Reason {
  key:
    | 'polls.poster.why.choice'
    | 'polls.poster.why.quadratic'
    | 'polls.poster.why.judgment'
    | 'polls.poster.why.tie'
    | 'polls.poster.why.shares'
    | 'polls.poster.why.greedy'
    | 'polls.poster.why.noSkip'
    | 'polls.poster.why.rule'
    | 'polls.budget.preferred'
    | 'polls.result.noQuorum';
  params?: Record<string, string | number>;
}
interface Poster {
  winners: PosterLine[];
  /** The best of the others; of a budget poll none. */
  others: PosterLine[];
  /** How many options the poster leaves out. */
  left: { winners: number; others: number };
  why: Reason[];
}
/** What one page holds. */
const MOST = { winners: 20, lines: 12 };

/** @param poll closed, with this result */
export function posterOf(poll: Pick<Poll, 'options' | 'method' | 'quorum'>, result: PollResult): Poster {
  const { method } = poll;
  const grades = new Map(result.counts.map((c) => [c.option, c.grade ?? null]));
  const lines = resultRows(poll, result).map(({ option, votes, score, cost, won }): PosterLine => {
    const grade = grades.get(option.id) ?? null;
    const name = method.kind === 'judgment' && grade !== null ? (method.grades[grade] ?? null) : null;
    return { id: option.id, label: option.label, votes, score, cost, won, grade: name };
  });
  const budget = method.kind === 'budget';
  const all = { winners: lines.filter((l) => l.won), others: lines.filter((l) => !l.won) };
  const winners = all.winners.slice(0, MOST.winners);
  const others = budget ? [] : all.others.slice(0, Math.max(0, MOST.lines - winners.length));
  return {
    winners,
    others,
    left: { winners: all.winners.length - winners.length, others: budget ? 0 : all.others.length - others.length },
    why: result.quorumMet
      ? reasonsOf(poll, result, all.winners[0] ?? null, all.others)
      : [{ key: 'polls.result.noQuorum', params: { n: poll.quorum ?? 0 } }],
  };
}

/** Why the winners won, by the poll's own method. */
function reasonsOf(
  { method }: Pick<Poll, 'method'>,
  result: PollResult,
  first: PosterLine | null,
  others: readonly PosterLine[],
): Reason[] {
  if (first === null) return [];
  switch (method.kind) {
    case 'choice':
      return [{ key: 'polls.poster.why.choice', params: { n: first.votes, of: result.ballots } }];
    case 'quadratic':
      return [{ key: 'polls.poster.why.quadratic', params: { n: first.votes } }];
    case 'judgment': {
      const why: Reason[] = [{ key: 'polls.poster.why.judgment', params: { grade: first.grade ?? '' } }];
      // Another option has the same grade: removing median grades decided (P5).
      if (others.some((l) => l.grade === first.grade)) why.push({ key: 'polls.poster.why.tie' });
      return why;
    }
    default:
      return budgetReasons(method.rule, result);
  }
}

/** The rule that decided: the one that stands, else the poll's own; an imported rule is only named. */
function budgetReasons(rule: string, { outcome }: PollResult): Reason[] {
  if (!outcome) return [budgetRule(rule)];
  const greedy = rule === 'greedy-no-skip' ? rule : 'greedy';
  const decided = budgetRule(outcome.stands === 'shares' ? 'equal-shares' : greedy);
  const { preferred } = outcome;
  return preferred
    ? [decided, { key: 'polls.budget.preferred', params: { shares: preferred.shares, greedy: preferred.greedy } }]
    : [decided];
}
function budgetRule(rule: string): Reason {
  if (rule === 'equal-shares') return { key: 'polls.poster.why.shares' };
  if (rule === 'greedy') return { key: 'polls.poster.why.greedy' };
  if (rule === 'greedy-no-skip') return { key: 'polls.poster.why.noSkip' };
  return { key: 'polls.poster.why.rule', params: { rule } };
}
