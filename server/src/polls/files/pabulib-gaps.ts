/** Where the figures that a `.pb` file publishes differ from its ballots (P6), and why if a ballot was put right. Pure. */
import { exactOf, exactToText, type Exact } from '../../platform/files/exact.ts';
import type { BudgetCount } from '../count/count-budget.ts';
import type { MendedBallot, PabulibProject } from './pabulib-format.ts';

export interface FigureGap {
  check: 'votes' | 'score';
  /** The project's id in the file. */
  id: string;
  expected: string;
  found: string;
  /** Set if mended ballots make exactly this difference. */
  why?: string;
}

/** @param counts of the projects, in their order */
export function figureGaps(
  projects: readonly PabulibProject[],
  counts: readonly BudgetCount[],
  mended: readonly MendedBallot[],
): FigureGap[] {
  const whys = whysOf(mended);
  return projects.flatMap(({ id, votes, score }, i) => {
    const count = counts[i];
    if (!count) return [];
    const gap = (check: FigureGap['check'], said: Exact | null, found: Exact): FigureGap[] => {
      if (said === null || said === found) return [];
      const why = whys.get(id);
      const explained = why && said - found === why[check];
      return [
        { check, id, expected: exactToText(said), found: exactToText(found), ...(explained && { why: why.text }) },
      ];
    };
    return [...gap('votes', votes, exactOf(count.votes)), ...gap('score', score, count.score)];
  });
}

/** By project: what the file counts more for the mentions that were left out. */
function whysOf(mended: readonly MendedBallot[]): Map<string, { votes: Exact; score: Exact; text: string }> {
  const lines = new Map<string, { votes: Exact; score: Exact; lines: Set<number> }>();
  for (const { line, leftOut } of mended)
    for (const { project, points } of leftOut) {
      const why = lines.get(project) ?? { votes: 0n, score: 0n, lines: new Set() };
      why.votes += exactOf(1);
      why.score += points ?? exactOf(1);
      lines.set(project, { ...why, lines: why.lines.add(line) });
    }
  return new Map(
    [...lines].map(([id, { lines: at, ...more }]) => [
      id,
      { ...more, text: `the file counts it more than once in the ballot of line ${[...at].join(', ')}` },
    ]),
  );
}
