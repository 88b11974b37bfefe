/** The poster of a closed poll's result: what it names as chosen, the other figures, and why. Pure. */
import type { Poll, PollResult } from '@egoejo/shared/polls/model.ts';
import { resultRows, type ResultRow } from './result.ts';
import { reasonsOf, tiesOf, verdictOf, type Reason } from './why.ts';

export interface PosterLine extends Pick<ResultRow, 'votes' | 'score' | 'cost' | 'won'> {
  id: string;
  label: string;
  /** The majority grade's name; null in polls without grades. */
  grade: string | null;
}
interface Poster {
  verdict: Reason;
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
export function posterOf(
  poll: Pick<Poll, 'options' | 'method' | 'quorum'>,
  result: PollResult,
  locale: string,
): Poster {
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
    verdict: verdictOf(poll, result, locale),
    winners,
    others,
    left: { winners: all.winners.length - winners.length, others: budget ? 0 : all.others.length - others.length },
    why: [...reasonsOf(poll, result), ...tiesOf(poll, result, locale)],
  };
}
