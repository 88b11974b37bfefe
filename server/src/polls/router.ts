/** Exports of results with everything needed to recount (P8). */
import * as z from 'zod';
import { randomUUID } from 'node:crypto';
import { pollId } from '@egoejo/shared/platform/ids.ts';
import type { PollMethod, PollOption, PollResult } from '@egoejo/shared/polls/model.ts';
import { AppError } from '../platform/app-error.ts';
import { publicProcedure, router } from '../platform/trpc.ts';
import { pagesOfBallots, readPoll, type CountedPoll } from './count.ts';

export interface ResultExport {
  poll: { id: string; title: string; method: PollMethod; options: PollOption[]; quorum: number | null; extra: CountedPoll['extra'] };
  result: PollResult;
  /** In random order, each under a pseudonym made for this export alone (P1). */
  ballots: { ballot: string; content: unknown }[];
}

const csvCell = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // A spreadsheet must not take a label for a formula.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One row a ballot, one column an option: votes of a quadratic ballot, points, or 1 where it is named. */
export function ballotsCsv({ poll, ballots }: ResultExport): string {
  const rows = ballots.map(({ ballot, content }) => {
    const { options, votes, projects, points } = content as { options?: string[]; votes?: Record<string, number>; projects?: string[]; points?: string[] };
    const given = new Map<string, string>(votes ? Object.entries(votes).map(([o, v]) => [o, String(v)]) : (projects ?? options ?? []).map((o, i) => [o, points?.[i] ?? '1']));
    return [ballot, ...poll.options.map((o) => given.get(o.id) ?? '')].map(csvCell).join(',');
  });
  return [['id', ...poll.options.map((o) => o.label)].map(csvCell).join(','), ...rows].join('\n');
}

export const pollsRouter = router({
  /** Of a closed and counted poll that the caller may see. */
  exportResult: publicProcedure.input(z.object({ poll: pollId, format: z.enum(['json', 'csv']) })).query(async ({ ctx, input }): Promise<{ name: string; type: string; text: string }> => {
    const { db } = ctx.deps;
    const [visible] = await db.query('select id from poll where id = $1 and scope_visible($2::uuid, scope)', [input.poll, ctx.identity?.member ?? null]);
    const poll = visible && (await readPoll(db, input.poll));
    if (!poll) throw new AppError('poll.unknown', {}, 404);
    if (poll.state !== 'closed' || poll.result === null) throw new AppError('poll.not_open');
    const ballots: ResultExport['ballots'] = [];
    const table = poll.method.kind === 'budget' ? 'imported_ballot' : 'ballot';
    for await (const page of pagesOfBallots<unknown>(db, poll.id, table)) ballots.push(...page.map((content) => ({ ballot: randomUUID(), content })));
    ballots.sort((a, b) => (a.ballot < b.ballot ? -1 : 1));
    const { id, title, method, options, quorum, extra, result } = poll;
    const whole: ResultExport = { poll: { id, title, method, options, quorum, extra }, result, ballots };
    const text = input.format === 'json' ? JSON.stringify(whole) : ballotsCsv(whole);
    return { name: `${id}.${input.format}`, type: input.format === 'json' ? 'application/json' : 'text/csv', text };
  }),
});
