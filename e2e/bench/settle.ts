/** The settle benchmarks: our settlement and the minimal baseline, measured alternately several times. */
import type { Database } from '@egoejo/server/platform/database.ts';
import { compared } from './figures.ts';
import type { BenchContext, Measured } from './bench.ts';
import { countBoosts, settleFor, wallets, type Load } from './boosts.ts';
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
