/** Counting an exported file again, without a database: what anybody can do who has the file (P8). */
import * as z from 'zod/mini';
import type { FaultsOf } from '@egoejo/shared/file-faults.ts';
import { pollId } from '@egoejo/shared/platform/ids.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { checkBallot } from '@egoejo/shared/polls/ballot.ts';
import { ballotContent, pollMethod, pollOption, pollResult, type BallotContent } from '@egoejo/shared/polls/model.ts';
import { fault } from '../../platform/files/file-fault.ts';
import type { Given } from '../count/counter.ts';
import type { CountedMethod } from '../count/count.ts';
import { countFrom, gapsOf, type BallotSource, type CountedPoll, type Recount } from '../count/count-stored.ts';

const text = z.optional(z.string());
const exported = z.object({
  poll: z.object({
    id: pollId,
    title: z.string(),
    method: pollMethod,
    options: z.array(pollOption),
    quorum: z.nullable(z.int()),
    // Files of before rules for ties were frozen name none.
    ties: z._default(z.nullable(z.string()), null),
    extra: z.nullable(
      z.object({
        reason: text,
        costs: z.optional(z.record(z.string(), z.string())),
        budget: text,
        threshold: text,
        by: z.optional(z.enum(['votes', 'score'])),
      }),
    ),
  }),
  result: pollResult,
  ballots: z.array(z.object({ content: z.unknown() })),
  receipts: z.optional(z.array(z.string())),
});
const importedContent = z.object({ projects: z.array(z.string()), points: z.optional(z.array(z.string())) });

interface FileRecount extends Recount {
  /** Numbers of the ballots' receipts; none in a file of an imported or a secret poll. */
  receipts: ReadonlySet<string>;
}
type FileRecountCode = FaultsOf<'recount', 'file'>;

/** What one ballot gives to options. */
function givenBy(content: BallotContent): Given[] {
  if (content.kind === 'choice') return content.options.map((option) => ({ option, value: 1, n: 1 }));
  const values = content.kind === 'quadratic' ? content.votes : content.kind === 'judgment' ? content.grades : {};
  return Object.entries(values).map(([option, value]) => ({ option, value, n: 1 }));
}

/** The ballots of a file, once each of them is well-formed (P7). */
function fileSource(
  { method, options }: Pick<CountedPoll, 'method' | 'options'>,
  contents: readonly unknown[],
): Result<BallotSource, FileRecountCode> {
  const imported = method.kind === 'budget' && !method.terms;
  const voted: BallotContent[] = [];
  for (const [i, content] of contents.entries()) {
    const read = (imported ? importedContent : ballotContent).safeParse(content);
    if (!read.success) return fault('recount.bad_ballot', 0, `ballot ${i + 1} is not a ballot of this poll`);
    if (imported) continue;
    const checked = checkBallot(method, options, read.data as BallotContent);
    if (!checked.ok) return fault('recount.bad_ballot', 0, `ballot ${i + 1}: ${checked.error.code}`);
    voted.push(checked.value);
  }
  return ok({
    counts: async (_kind: CountedMethod['kind']) => ({ ballots: voted.length, given: voted.flatMap(givenBy) }),
    async *pages<C>() {
      yield contents.map((content) => ({ content: content as C, n: 1 }));
    },
  });
}

/** Counts the ballots of an exported file and compares them with the result that it states. */
export async function recountFile(json: string): Promise<Result<FileRecount, FileRecountCode>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return fault('recount.not_json', 0, 'not JSON: the file of a poll’s ballots in JSON is wanted');
  }
  const read = exported.safeParse(value);
  if (!read.success) {
    const at = read.error.issues[0]?.path.join('.') ?? '';
    return fault('recount.bad_shape', 0, `not an export of a poll’s ballots: ${at || 'the whole'} is wrong`);
  }
  const { poll: head, result: stated, ballots, receipts = [] } = read.data;
  const poll: CountedPoll = { ...head, state: 'closed', secret: false, result: stated };
  const source = fileSource(
    poll,
    ballots.map((b) => b.content),
  );
  if (!source.ok) return source;
  const { id, title } = poll;
  try {
    const result = await countFrom(poll, source.value);
    const gaps = gapsOf(stated, result);
    return ok({ poll: id, title, ballots: result.ballots, result, gaps, receipts: new Set(receipts) });
  } catch (error) {
    return fault('recount.bad_ballot', 0, error instanceof Error ? error.message : 'it cannot be counted');
  }
}
