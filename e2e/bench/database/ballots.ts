/** A poll with a million ballots in a database of its own, and how long it takes to count it. */
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { countPoll, readPoll } from '@egoejo/server/polls/count/count-stored.ts';
import { addPoll } from '@egoejo/server/testing/world.ts';
import type { PollMethod } from '@egoejo/shared/polls/model.ts';
import type { Bench, BenchContext, Measured } from '../bench.ts';
import { compared } from '../figures.ts';

const BALLOTS = 1_000_000;
interface BallotsBench {
  name: string;
  method: PollMethod;
  options: readonly string[];
  /** The content of ballot `i` as an SQL expression. */
  content: string;
  /** One plain aggregate over the same rows: $1 is the poll. */
  aggregate: string;
  atMost: number;
}

async function fill(db: Database, { method, options, content }: BallotsBench): Promise<string> {
  const poll = await addPoll(db, { method, options: options.map((id) => ({ id, label: id })) });
  // Ballots of members who do not exist: writing a million members would take longer than all else.
  await db.query('set session_replication_role = replica');
  await db.query(
    `insert into ballot (poll, member, content, rev)
      select $1, gen_random_uuid(), ${content}, 1 from generate_series(1, ${BALLOTS}) i`,
    [poll],
  );
  await db.query('set session_replication_role = default');
  await db.query('vacuum analyze ballot');
  return poll;
}

async function measure(context: BenchContext, given: BallotsBench): Promise<Measured> {
  const { tcpUrl, drop } = await (await context.postgres()).createDatabase();
  const db = await openPostgres({ url: tcpUrl, max: 1 });
  try {
    context.say(`writing ${BALLOTS} ballots`);
    const id = await fill(db, given);
    const poll = (await readPoll(db, id))!;
    const rounds: { value: number; baseline: number }[] = [];
    for (let i = 0; i < context.rounds; i++) {
      const begun = performance.now();
      await db.query(given.aggregate, [id]);
      const aggregated = performance.now();
      const { ballots } = await countPoll(db, poll);
      const value = performance.now() - aggregated;
      if (ballots !== BALLOTS) throw new Error(`${ballots} ballots counted`);
      rounds.push({ value, baseline: aggregated - begun });
      context.say(`round ${i + 1}: counted in ${Math.round(value)} ms, aggregate ${Math.round(aggregated - begun)} ms`);
    }
    return { n: BALLOTS, unit: 'ms', ...compared(rounds) };
  } finally {
    await db.close();
    await drop();
  }
}

/** Counting a million stored ballots against one SQL aggregate over the same rows. */
export const ballotsBench = (given: BallotsBench): Bench => ({
  name: given.name,
  group: 'core',
  goal: { atMost: given.atMost },
  on: ['postgres'],
  run: (context) => measure(context, given),
});

export const letters = (n: number): string[] => Array.from({ length: n }, (_, i) => `o${i}`);
/** SQL of a pseudo-random number below `below`, computed from the number of the ballot and a salt. */
export const pick = (salt: string, below: number): string => `abs(hashint8(i * 1000 + ${salt})::bigint) % ${below}`;
