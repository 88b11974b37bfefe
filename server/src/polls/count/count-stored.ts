/** Counts a poll from its stored ballots: for closing it and for verifying its result later (P8). */
import { exactOf, parseExact, type Exact } from '../../platform/files/exact.ts';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { Given } from './counter.ts';
import { ballotCounter, type CountedMethod } from './count.ts';
import { budgetCounter, budgetResult } from './count-budget.ts';
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import { countOutcome, publishedOutcome, termsOf } from './budget-outcome.ts';
import { importedOutcome } from './count-imported.ts';
import { tieRule } from '@egoejo/shared/polls/ties.ts';
import type { BallotContent, PollMethod, PollOption, PollResult, PollState } from '@egoejo/shared/polls/model.ts';
import { storedBallots, storedCounts, type SameBallots } from './stored-ballots.ts';
import type { Queryable } from '../../platform/database/database.ts';

export interface CountedPoll {
  id: PollId;
  title: string;
  state: PollState;
  method: PollMethod;
  options: PollOption[];
  quorum: number | null;
  secret: boolean;
  result: PollResult | null;
  /** The rule for ties, frozen when it opened; null: the first of its method, or the file's (shared/src/polls/ties.ts). */
  ties: string | null;
  /**
   * `reason`: why the closing time was moved. Of an imported poll: exact costs, budget, threshold, and whether votes or
   * score order the winners.
   */
  extra: {
    reason?: string | undefined;
    costs?: Record<string, string> | undefined;
    budget?: string | undefined;
    threshold?: string | undefined;
    by?: 'votes' | 'score' | undefined;
  } | null;
}

export const readPoll = async (db: Queryable, poll: string): Promise<CountedPoll | undefined> =>
  (
    await db.query<CountedPoll>(
      'select id, title, state, method, options, quorum, secret, result, ties, extra from poll where id = $1',
      [poll],
    )
  )[0];

/** Where the ballots of one poll are read. */
export interface BallotSource {
  /** The number of ballots, and how many give each option each value. */
  counts(kind: CountedMethod['kind']): Promise<{ ballots: number; given: readonly Given[] }>;
  pages<C>(): AsyncIterable<readonly SameBallots<C>[]>;
}

/** Counts the stored ballots; the caller knows that there will be no more (P1). */
export const countPoll = (db: Queryable, poll: CountedPoll): Promise<PollResult> =>
  countFrom(poll, { counts: (kind) => storedCounts(db, poll, kind), pages: () => storedBallots(db, poll) });

/** Counts the ballots of a source. */
export async function countFrom(poll: CountedPoll, source: BallotSource): Promise<PollResult> {
  const { method } = poll;
  tieRule(method.kind, poll.ties);
  if (method.kind === 'budget')
    return method.terms ? countBudget(source, poll, method) : countImported(source, poll, method);
  const counter = ballotCounter(method, poll.options);
  const { ballots, given } = await source.counts(method.kind);
  counter.cast(ballots);
  for (const one of given) counter.take(one);
  return counter.result(poll.quorum);
}

type BudgetMethod = Extract<PollMethod, { kind: 'budget' }>;

/** A budget poll that members voted in. A missed quorum leaves both outcomes, and no winner (P1). */
async function countBudget(source: BallotSource, poll: CountedPoll, method: BudgetMethod): Promise<PollResult> {
  const ids = poll.options.map((o) => o.id);
  const counter = budgetCounter(method.ballots, ids);
  for await (const page of source.pages<BallotContent>())
    for (const { content, n } of page) {
      if (content.kind !== 'budget') throw new Error(`a ${content.kind} ballot in a budget poll`);
      const points = content.points?.map((given) => exactOf(given)) ?? null;
      const counted = counter.add({ projects: content.projects, points }, n);
      if (!counted.ok) throw new Error(`a stored ballot of poll ${poll.id}: ${counted.error.code}`);
    }
  const terms = termsOf(method);
  const projects = ids.map((id) => ({ id, cost: BigInt(method.costs[id] ?? 0) }));
  const outcome = await countOutcome(projects, counter.groups()!, terms);
  const quorumMet = poll.quorum === null || counter.ballots() >= poll.quorum;
  const winners = quorumMet ? outcome.winners.map((p) => ids[p]!) : [];
  return {
    ...budgetResult(counter.counts(), counter.ballots(), winners, terms.by, publishedOutcome(outcome, ids, 1n)),
    quorumMet,
  };
}

async function countImported(source: BallotSource, poll: CountedPoll, method: BudgetMethod): Promise<PollResult> {
  const { costs = {}, budget = '', threshold = '0', by = 'votes' } = poll.extra ?? {};
  const counter = budgetCounter(
    method.ballots,
    poll.options.map((o) => o.id),
  );
  for await (const page of source.pages<{ projects: string[]; points?: string[] }>()) {
    for (const { content, n } of page) {
      const points = content.points?.map(storedFigure) ?? null;
      const counted = counter.add({ projects: content.projects, points }, n);
      if (!counted.ok) throw new Error(`a stored ballot of poll ${poll.id}: ${counted.error.code}`);
    }
  }
  const counts = counter.counts();
  const { winners, outcome } = await importedOutcome(
    {
      rule: method.rule,
      budget: storedFigure(budget),
      threshold: storedFigure(threshold),
      by,
      costs: counts.map((c) => storedFigure(costs[c.id] ?? '')),
    },
    counts,
    counter.groups(),
  );
  // Winners under a rule that is not reproduced are taken from the file.
  const stored = poll.result?.winners ?? [];
  // Polls imported before both rules were counted have no outcome.
  const told = poll.result && !poll.result.outcome ? undefined : (outcome ?? undefined);
  return budgetResult(counts, counter.ballots(), winners ?? stored, by, told);
}

function storedFigure(text: string): Exact {
  const exact = parseExact(text);
  if (exact === undefined) throw new Error(`a stored figure is no number: ${text.slice(0, 40)}`);
  return exact;
}

export interface Recount {
  poll: PollId;
  title: string;
  ballots: number;
  result: PollResult;
  /** Differences between the stored result and the ballots. */
  gaps: { check: string; id: string; expected: string; found: string }[];
}
type RecountRefusal = 'unknown' | 'not closed';

/** Counts again and compares with the stored result (P8). */
export async function recount(db: Queryable, id: string): Promise<Recount | RecountRefusal> {
  const poll = await readPoll(db, id);
  if (!poll) return 'unknown';
  if (poll.state !== 'closed' || poll.result === null) return 'not closed';
  const result = await countPoll(db, poll);
  return { poll: poll.id, title: poll.title, ballots: result.ballots, result, gaps: gapsOf(poll.result, result) };
}

/** The differences between a stated result and the counted one. */
export function gapsOf(stored: PollResult, counted: PollResult): Recount['gaps'] {
  const gaps: Recount['gaps'] = [];
  const gap = (check: string, id: string, expected: unknown, found: unknown): void => {
    if (expected !== found) gaps.push({ check, id, expected: String(expected), found: String(found) });
  };
  gap('ballots', '', counted.ballots, stored.ballots);
  gap('quorum', '', counted.quorumMet, stored.quorumMet);
  gap('winners', '', [...counted.winners].sort().join(' '), [...stored.winners].sort().join(' '));
  const counts = new Map(stored.counts.map((c) => [c.option, c]));
  for (const c of counted.counts) {
    gap('votes', c.option, c.votes, counts.get(c.option)?.votes);
    gap('score', c.option, c.score, counts.get(c.option)?.score);
    gap('rank', c.option, c.rank, counts.get(c.option)?.rank);
    gap('grades', c.option, c.grades?.join(' '), counts.get(c.option)?.grades?.join(' '));
  }
  gap('outcome', '', canonicalJson(counted.outcome ?? null), canonicalJson(stored.outcome ?? null));
  gap('options', '', counted.counts.length, stored.counts.length);
  return gaps;
}
