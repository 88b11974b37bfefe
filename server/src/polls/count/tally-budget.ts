/** Counts the ballots of a `.pb` file without a poll, for `egoejo tally` (P6): both rules, and the file's own winners. */
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import type { BudgetResult } from '@egoejo/shared/polls/model.ts';
import type { Utility } from '@egoejo/shared/polls/shares-input.ts';
import { exactToText } from '../../platform/files/exact.ts';
import { budgetCounter } from './count-budget.ts';
import { importedOutcome } from './count-imported.ts';
import { readPabulib } from '../files/pabulib.ts';
import type { MendedBallot, PabulibCode, PabulibPart } from '../files/pabulib-format.ts';
import { figureGaps, type FigureGap } from '../files/pabulib-gaps.ts';

interface Won {
  /** Ids of the file, in the order in which they won. */
  winners: string[];
  /** What they cost together, in the file's currency: an exact decimal. */
  cost: string;
}
export interface BudgetTally {
  rule: string;
  ballots: number;
  budget: string;
  /** Under the rule; null if it is none that is known. */
  result: Won | null;
  /** Equal shares and greedy beside each other; shares are null if points are not whole or the rule is not known. */
  shares: (Won & Pick<BudgetResult, 'steps' | 'completed' | 'preferred'>) | null;
  greedy: Won;
  /** Ballots that count after they were put right. */
  mended: { line: number; code: string; reason: string }[];
  /** Where the file's own figures differ from its ballots. */
  gaps: FigureGap[];
  /** The file's own winners, and where the result differs from them; null if it names none. */
  published: (Won & { differs: string[] }) | null;
}
/** @param rule instead of the file's own, under one of Pabulib's names; null: the file's */
export async function tallyBudget(
  chunks: AsyncIterable<Uint8Array>,
  { rule, utility }: { rule: string | null; utility: Utility },
): Promise<Result<BudgetTally, PabulibCode>> {
  let head: Extract<PabulibPart, { t: 'projects' }> | undefined;
  let counter = budgetCounter('approval', []);
  const mended: MendedBallot[] = [];
  for await (const part of readPabulib(chunks)) {
    if (!part.ok) return part;
    if (part.value.t === 'projects') {
      head = part.value;
      counter = budgetCounter(
        head.meta.kind,
        head.projects.map((p) => p.id),
      );
    } else {
      mended.push(...part.value.mended);
      for (const ballot of part.value.ballots) {
        const counted = counter.add(ballot);
        // The reader has validated every ballot; if the counter refuses one, that is a bug.
        if (!counted.ok) throw new Error(`ballot ${ballot.voter}: ${counted.error.code}`);
      }
    }
  }
  if (!head) throw new Error('a file without a fault has projects');
  const { meta, projects } = head;
  const named = rule ?? meta.rule;
  const { winners, outcome, greedy } = await importedOutcome(
    {
      rule: named,
      budget: meta.budget,
      threshold: meta.threshold,
      by: projects.some((p) => p.score !== null) ? 'score' : 'votes',
      costs: projects.map((p) => p.cost),
      utility,
    },
    counter.counts(),
    counter.groups(),
  );
  const costs = new Map(projects.map((p) => [p.id, p.cost]));
  const won = (ids: string[]): Won => ({
    winners: ids,
    cost: exactToText(ids.reduce((sum, id) => sum + (costs.get(id) ?? 0n), 0n)),
  });
  const published = projects.some((p) => p.selected !== null)
    ? projects.filter((p) => p.selected).map((p) => p.id)
    : null;
  const ours = winners ?? [];
  return ok({
    rule: named,
    ballots: counter.ballots(),
    budget: exactToText(meta.budget),
    result: winners && won(winners),
    shares: outcome && {
      ...won([...outcome.bought.map((b) => b.option), ...outcome.completed]),
      steps: outcome.steps,
      completed: outcome.completed,
      preferred: outcome.preferred,
    },
    greedy: won(greedy),
    mended: mended.map(({ line, code, reason }) => ({ line, code, reason })),
    gaps: figureGaps(projects, counter.counts(), mended),
    published: published && {
      ...won(published),
      differs: projects.map((p) => p.id).filter((id) => published.includes(id) !== ours.includes(id)),
    },
  });
}
