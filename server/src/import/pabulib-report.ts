/** The result of an imported poll: the recount, the winners, and how they differ from the file's own figures (P6). */
import { exactToNumber } from '../platform/files/exact.ts';
import { budgetResult } from '../polls/count/count-budget.ts';
import { figureGaps, type FigureGap } from '../polls/files/pabulib-gaps.ts';
import { importedOutcome } from '../polls/count/count-imported.ts';
import type { BudgetResult } from '@egoejo/shared/polls/model.ts';
import type { Queryable } from '../platform/database/database.ts';
import { pollIdOf } from './pabulib-rows.ts';
import { figureOf } from './pabulib-write.ts';
import type { Begun } from './pabulib-ballots.ts';

export interface PabulibReport {
  communities: number;
  ballots: number;
  /**
   * `id` is the file's; `votes` and `score` are recounted. `selected` is what the file says, `computed` what our count
   * by the file's rule gives; null if the file does not say, or its rule is not reproduced.
   */
  projects: {
    id: string;
    name: string;
    cost: number;
    votes: number;
    score?: number;
    selected: boolean | null;
    computed: boolean | null;
  }[];
  poll: string;
  rule: string;
  /** The file was imported before: nothing was written. */
  known: boolean;
  /** Differences between the recount and the file's own figures; none if the file is confirmed. */
  gaps: (FigureGap | { check: 'selected'; id: string; expected: string; found: string; why?: undefined })[];
  /** Ballots that count after they were put right. */
  mended: { line: number; code: string; reason: string }[];
  /** Both rules beside each other; null if the file's rule is not reproduced, or its points are not whole. */
  outcome: BudgetResult | null;
  /**
   * For files with a rule that is not reproduced: ids whose `selected` differs from the greedy rule's result.
   */
  differsFromGreedy: string[];
}

/** Writes the poll's result, unless the file was imported before, and reports the recount. */
export async function finish(
  tx: Queryable,
  { meta, projects, counter, knownHash, mended }: Begun,
  hash: string,
): Promise<PabulibReport> {
  const counts = counter.counts();
  const by = figureOf(projects);
  const { rule, budget, threshold } = meta;
  const counted = await importedOutcome(
    { rule, budget, threshold, by, costs: projects.map((p) => p.cost) },
    counts,
    counter.groups(),
  );
  const reproduced = counted.winners !== null;
  const ours = counted.winners ?? counted.greedy;
  const theirs = projects.some((p) => p.selected !== null)
    ? projects.filter((p) => p.selected).map((p) => p.option)
    : null;
  const winners = reproduced ? ours : (theirs ?? []);
  const poll = pollIdOf(meta);
  if (knownHash === null) {
    const result = budgetResult(counts, counter.ballots(), theirs ?? winners, by, counted.outcome ?? undefined);
    await tx.query(
      `update poll set result = $2::jsonb, extra = extra || jsonb_build_object('hash', $3::text) where id = $1`,
      [poll, JSON.stringify(result), hash],
    );
    await tx.query('insert into poll_tally (id, scope, ballots) select id, scope, $2 from poll where id = $1', [
      poll,
      counter.ballots(),
    ]);
  }
  const differing =
    theirs === null ? [] : projects.filter((p) => theirs.includes(p.option) !== ours.includes(p.option));
  return {
    communities: new Set(projects.map((p) => p.community)).size,
    ballots: counter.ballots(),
    projects: projects.map((p, i) => ({
      id: p.id,
      name: p.name,
      cost: exactToNumber(p.cost),
      votes: counts[i]!.votes,
      ...(p.score === null && meta.kind !== 'cumulative' ? {} : { score: exactToNumber(counts[i]!.score) }),
      selected: theirs && theirs.includes(p.option),
      computed: counted.winners && counted.winners.includes(p.option),
    })),
    poll,
    rule: meta.rule,
    known: knownHash !== null,
    gaps: [
      ...figureGaps(projects, counts, mended),
      ...(reproduced
        ? differing.map((p) => ({
            check: 'selected' as const,
            id: p.id,
            expected: p.selected ? '1' : '0',
            found: p.selected ? '0' : '1',
          }))
        : []),
    ],
    mended: mended.map(({ line, code, reason }) => ({ line, code, reason })),
    outcome: counted.outcome,
    differsFromGreedy: reproduced ? [] : differing.map((p) => p.id),
  };
}
