/** Latency of exchanges and of the trivial query, measured sequentially and alternately. */
import { median } from '../figures.ts';
import type { BenchContext, Storage } from '../bench.ts';
import { boosts, startHttpApp, upToDate, type Client } from './app.ts';
import { exchange } from './device.ts';
import { get } from './requests.ts';

const economy = { members: 1_000, projects: 1_000, grains: 1_000_000_000 };
const signedIn = 100;
/** Calls of each kind in each round; the server's limits for an account and an address are higher. */
const calls = 100;

interface Latencies {
  n: number;
  /** Milliseconds, median of each round. */
  trivial: number[];
  idle: number[];
  one: number[];
  twenty: number[];
  /** Compressed bytes of the answers, median. */
  idleBytes: number;
}

const measured = new Map<Storage, Promise<Latencies>>();

/**
 * Measures all four kinds in each round, with members who are up to date. It runs once for each storage in a run, and
 * the benchmarks share the result.
 */
export function measureExchanges(context: BenchContext): Promise<Latencies> {
  const known = measured.get(context.storage) ?? measure(context);
  measured.set(context.storage, known);
  return known;
}

async function measure(context: BenchContext): Promise<Latencies> {
  const app = await startHttpApp(context, economy, signedIn);
  try {
    const clients = await upToDate(app);
    const found: Latencies = { n: 0, trivial: [], idle: [], one: [], twenty: [], idleBytes: 0 };
    const timed = async (work: (client: Client) => Promise<unknown>): Promise<number> => {
      const times: number[] = [];
      for (const client of clients.slice(0, calls)) {
        const start = performance.now();
        await work(client);
        times.push(performance.now() - start);
        found.n++;
      }
      return median(times);
    };
    const exchanging =
      (acts: number) =>
      async (client: Client): Promise<void> => {
        const { lines, bytes } = await exchange(app.url, client.account, client.epoch, client.cursors, boosts(acts));
        const answers = lines.flatMap((l) => (l.t === 'verdicts' ? l.answers : []));
        if (answers.length !== acts || answers.some((a) => !('verdict' in a) || a.verdict.status !== 'applied'))
          throw new Error(`not all applied: ${JSON.stringify(answers)}`);
        for (const line of lines)
          if (line.t === 'page') client.cursors = client.cursors.map((c) => (c.scope === line.scope ? line.cursor : c));
        if (acts === 0) found.idleBytes = bytes;
      };
    // Bring every member up to date before measuring idle exchanges.
    const settle = (): Promise<number> => timed(exchanging(0));
    for (let i = 0; i < context.rounds; i++) {
      found.trivial.push(await timed((c) => get(app.url, '/bench/trivial', c.account)));
      await settle();
      found.idle.push(await settle());
      found.one.push(await timed(exchanging(1)));
      found.twenty.push(await timed(exchanging(20)));
      context.say(
        `round ${i + 1}: trivial ${ms(found.trivial)}, idle ${ms(found.idle)}, 1 act ${ms(found.one)}, 20 acts ` +
          `${ms(found.twenty)} ms`,
      );
    }
    return found;
  } finally {
    await app.close();
  }
}

const ms = (values: number[]): string => (values.at(-1) ?? 0).toFixed(2);
