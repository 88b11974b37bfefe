/** The settle benchmarks: our settlement and the minimal baseline, measured alternately several times. */
import type { BallotContent, PollMethod } from '@egoejo/shared/polls/model.ts';
import { addPoll } from '@egoejo/server/testing/world.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { compared } from '../figures.ts';
import type { BenchContext, Measured } from '../bench.ts';
import { ballot, countBoosts, settleFor, wallets, type Load } from './boosts.ts';
import { loadEconomy } from './economy.ts';
import { minimalHere } from './postgres.ts';
import { freshStorage } from './storage.ts';

export const clients = 8;

/** Runs `work` on a fresh economy of 100,000 wallets and 1,000 projects. */
export async function withEconomy<T>(context: BenchContext, work: (db: Database) => Promise<T>): Promise<T> {
  const storage = await freshStorage(context);
  const db = await storage.open(clients + 1);
  try {
    context.say(`loading ${wallets.members} wallets`);
    await loadEconomy(db, wallets);
    await db.script('vacuum analyze');
    return await work(db);
  } finally {
    await db.close();
    await storage.drop();
  }
}

/**
 * Our settlement against the cheapest implementation with the same effect, in acts a second: on PostgreSQL by pgbench,
 * on the embedded database with the same statement on the same connection.
 */
export function againstMinimal(context: BenchContext, load: Omit<Load, 'seconds'>): Promise<Measured> {
  return withEconomy(context, async (db) => {
    const rival = context.storage === 'postgres' ? await (await context.postgres()).minimal() : await minimalHere(db);
    const rounds: { value: number; baseline: number }[] = [];
    let n = (await settleFor(db, { ...load, seconds: 1 })).acts;
    for (let i = 0; i < context.rounds; i++) {
      const baseline = await rival.run(context.seconds, load.projects);
      const ours = await settleFor(db, { ...load, seconds: context.seconds });
      n += ours.acts;
      rounds.push({ value: ours.perSecond, baseline });
      context.say(`round ${i + 1}: ${Math.round(ours.perSecond)} against ${Math.round(baseline)} acts/s`);
    }
    const counted = await countBoosts(db, n);
    return {
      n,
      unit: 'acts/s',
      ...compared(rounds),
      facts: {
        counted,
        baselineSha256: rival.sha256,
        clients: load.clients,
        actsPerCall: load.acts,
        projects: load.projects,
      },
    };
  });
}

/**
 * Ballots against boosts over 1,000 projects, one act a call: both by our settlement, in acts a second.
 * @param polls how many open polls share the ballots
 * @param vote makes a ballot's content
 */
export function ballotsAgainstBoosts(
  context: BenchContext,
  method: PollMethod,
  polls: number,
  vote: () => BallotContent,
): Promise<Measured> {
  return withEconomy(context, async (db) => {
    const ids = await Promise.all(
      Array.from({ length: polls }, () => addPoll(db, { method, openToAll: true, closesInSeconds: 86_400 })),
    );
    const seconds = context.seconds;
    const boosts: Load = { clients, acts: 1, projects: wallets.projects, seconds };
    const ballots: Load = { clients, acts: 1, projects: polls, seconds, act: (n) => ballot(ids[n - 1]!, vote()) };
    const rounds: { value: number; baseline: number }[] = [];
    let n = (await settleFor(db, { ...ballots, seconds: 1 })).acts;
    for (let i = 0; i < context.rounds; i++) {
      const baseline = await settleFor(db, boosts);
      const ours = await settleFor(db, ballots);
      n += ours.acts;
      rounds.push({ value: ours.perSecond, baseline: baseline.perSecond });
      context.say(`round ${i + 1}: ${Math.round(ours.perSecond)} against ${Math.round(baseline.perSecond)} acts/s`);
    }
    const [counted] = await db.query<{ n: number }>(`select count(*) as n from receipt where name = 'poll.vote'`);
    if (counted?.n !== n) throw new Error(`${String(counted?.n)} receipts of ${n} ballots`);
    return { n, unit: 'acts/s', ...compared(rounds), facts: { polls, clients } };
  });
}
