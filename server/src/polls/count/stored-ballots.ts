/** Reads the stored ballots of a closed poll to count them. */
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import type { PollMethod } from '@egoejo/shared/polls/model.ts';
import type { Queryable } from '../../platform/database/database.ts';
import type { Given } from './counter.ts';
import type { CountedMethod } from './count.ts';

/** The tables of ballots that a poll counts. */
type BallotTable = 'ballot' | 'imported_ballot' | 'opened_ballot';
export const ballotTable = ({ method, secret }: { method: PollMethod; secret: boolean }): BallotTable =>
  method.kind === 'budget' && !method.terms ? 'imported_ballot' : secret ? 'opened_ballot' : 'ballot';
/** The column that tells the ballots of a poll apart, its type, and a value before all others. */
export const BALLOT_KEYS: Readonly<Record<BallotTable, readonly [key: string, type: string, first: string]>> = {
  ballot: ['member', 'uuid', '00000000-0000-0000-0000-000000000000'],
  imported_ballot: ['voter', 'text', ''],
  opened_ballot: ['n', 'int', '0'],
};

/** What each kind of ballot gives, as SQL over its content: rows of an option and a value. */
const GIVEN: Readonly<Record<CountedMethod['kind'], string>> = {
  choice: `(select o, '1' from jsonb_array_elements_text(b.content -> 'options') o)`,
  quadratic: `jsonb_each_text(b.content -> 'votes')`,
  judgment: `jsonb_each_text(b.content -> 'grades')`,
};

/**
 * The number of ballots, and how many give each option each value, counted by the database: a million ballots are not
 * worth sending. A ballot of another kind than the poll is a bug and throws.
 */
export async function storedCounts(
  db: Queryable,
  poll: StoredPoll,
  kind: CountedMethod['kind'],
): Promise<{ ballots: number; given: Given[] }> {
  const table = ballotTable(poll);
  const given = await db.query<Given>(
    `select x.option, x.value::int as value, count(*)::int as n
      from ${table} b, lateral ${GIVEN[kind]} as x(option, value) where b.poll = $1 group by x.option, x.value`,
    [poll.id],
  );
  const [all] = await db.query<{ ballots: number; strange: number }>(
    `select count(*)::int as ballots, count(*) filter (where content ->> 'kind' <> $2)::int as strange from ${table}
      where poll = $1`,
    [poll.id, kind],
  );
  if (all!.strange > 0) throw new Error(`${all!.strange} ballots of poll ${poll.id} are not of the kind ${kind}`);
  return { ballots: all!.ballots, given };
}

/** What it takes to find the ballots of a poll. */
interface StoredPoll {
  id: PollId;
  method: PollMethod;
  secret: boolean;
}
/** Ballots of the same content. */
export interface SameBallots<C> {
  content: C;
  n: number;
}
/** Most different contents that are read at once, and ballots in a page if there are more. */
const MOST = 20_000;

/**
 * The ballots of a poll by content: all at once where few are different, which is fastest, else page by page; a content
 * may then come several times. Pages follow the order of the keys.
 */
export async function* storedBallots<C>(db: Queryable, poll: StoredPoll): AsyncGenerator<readonly SameBallots<C>[]> {
  const table = ballotTable(poll);
  const all = await db.query<SameBallots<C>>(
    `select content, count(*)::int as n from ${table} where poll = $1 group by content limit ${MOST + 1}`,
    [poll.id],
  );
  if (all.length <= MOST) {
    yield all;
    return;
  }
  const [key, type, first] = BALLOT_KEYS[table];
  for (let after = first; ;) {
    const rows = await db.query<{ key: string; content: C }>(
      `select ${key} as key, content from ${table} where poll = $1 and ${key} > $2::${type} order by ${key}
        limit ${MOST}`,
      [poll.id, after],
    );
    if (rows.length > 0) yield rows.map(({ content }) => ({ content, n: 1 }));
    if (rows.length < MOST) return;
    after = rows.at(-1)!.key;
  }
}
