/** Counts a poll from its stored ballots, in pages: for closing it and for verifying its result later (P8). */
import { parseExact, type Exact } from '../platform/exact.ts';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import { ballotCounter } from './count.ts';
import { budgetCounter, budgetResult } from './count-budget.ts';
import { greedy, greedyRule } from './greedy.ts';
import type { BallotContent, PollMethod, PollOption, PollResult, PollState } from '@egoejo/shared/polls/model.ts';
import type { Queryable } from '../platform/database.ts';

export interface CountedPoll {
  id: PollId;
  title: string;
  state: PollState;
  method: PollMethod;
  options: PollOption[];
  quorum: number | null;
  result: PollResult | null;
  /** Only for imported polls: exact costs, budget, threshold, and whether votes or score order the winners. */
  extra: { costs?: Record<string, string>; budget?: string; threshold?: string; by?: 'votes' | 'score' } | null;
}

export const readPoll = async (db: Queryable, poll: string): Promise<CountedPoll | undefined> =>
  (
    await db.query<CountedPoll>(
      'select id, title, state, method, options, quorum, result, extra from poll where id = $1',
      [poll],
    )
  )[0];

const PAGE = 5_000;
/**
 * The ballots of a poll, page by page. Members' ballots come in the order of member ids, so that the order does not
 * reveal when each was cast.
 */
async function* pagesOfBallots<C>(
  db: Queryable,
  poll: PollId,
  table: 'ballot' | 'imported_ballot',
): AsyncGenerator<C[]> {
  const [key, type, first] =
    table === 'ballot' ? ['member', 'uuid', '00000000-0000-0000-0000-000000000000'] : ['voter', 'text', ''];
  for (let after = first; ;) {
    const rows = await db.query<{ key: string; content: C }>(
      `select ${key} as key, content from ${table} where poll = $1 and ${key} > $2::${type} order by ${key}
        limit ${PAGE}`,
      [poll, after],
    );
    if (rows.length > 0) yield rows.map((r) => r.content);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.key;
  }
}

/** Counts the stored ballots; the caller knows that there will be no more (P1). Keeps one page in memory. */
export async function countPoll(db: Queryable, poll: CountedPoll): Promise<PollResult> {
  if (poll.method.kind === 'budget') return countBudget(db, poll, poll.method);
  const counter = ballotCounter(poll.method, poll.options);
  for await (const page of pagesOfBallots<BallotContent>(db, poll.id, 'ballot'))
    for (const content of page) counter.add(content);
  return counter.result(poll.quorum);
}

async function countBudget(
  db: Queryable,
  poll: CountedPoll,
  method: Extract<PollMethod, { kind: 'budget' }>,
): Promise<PollResult> {
  const { costs = {}, budget = '', threshold = '0', by = 'votes' } = poll.extra ?? {};
  const counter = budgetCounter(
    method.ballots,
    poll.options.map((o) => o.id),
  );
  for await (const page of pagesOfBallots<{ projects: string[]; points?: string[] }>(db, poll.id, 'imported_ballot')) {
    for (const { projects, points } of page) {
      const counted = counter.add({ projects, points: points ? points.map(storedFigure) : null });
      if (!counted.ok) throw new Error(`a stored ballot of poll ${poll.id}: ${counted.error.code}`);
    }
  }
  const counts = counter.counts();
  const rule = greedyRule(method.rule, storedFigure(budget), storedFigure(threshold));
  const priced = counts.map((c) => ({
    id: c.id,
    cost: storedFigure(costs[c.id] ?? ''),
    figure: by === 'score' ? c.score : BigInt(c.votes) * storedFigure('1'),
  }));
  // Winners under any other rule are taken from the file; they are not recomputed.
  return budgetResult(counts, counter.ballots(), rule ? greedy(priced, rule) : (poll.result?.winners ?? []), by);
}

function storedFigure(text: string): Exact {
  const exact = parseExact(text);
  if (exact === undefined) throw new Error(`a stored figure is no number: ${text.slice(0, 40)}`);
  return exact;
}

interface Recount {
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
  return { poll: poll.id, title: poll.title, ballots: result.ballots, result, gaps: compare(poll.result, result) };
}

function compare(stored: PollResult, counted: PollResult): Recount['gaps'] {
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
  }
  gap('options', '', counted.counts.length, stored.counts.length);
  return gaps;
}
