/** The settle benches on a real PostgreSQL: ours and the rival in turn, several times. */
import { openPostgres, type Database } from '../src/platform/database.ts';
import { compared, type BenchContext, type Measured } from './bench.ts';
import { countBoosts, economy, settleFor, type Load } from './boosts.ts';
import { loadEconomy } from './economy.ts';

export const clients = 8;

/** Runs `work` on a fresh economy of 100,000 wallets and 1,000 projects, on PostgreSQL. */
export async function withEconomy<T>(context: BenchContext, work: (db: Database) => Promise<T>): Promise<T> {
  const { createDatabase } = await context.postgres();
  const { url, drop } = await createDatabase();
  const db = await openPostgres({ url, max: clients + 1 });
  try {
    context.say(`loading ${economy.members} wallets`);
    await loadEconomy(db, economy);
    await db.script('vacuum analyze');
    return await work(db);
  } finally {
    await db.close();
    await drop();
  }
}

/** Our settlement against pgbench doing the least for the same effect, acts a second on both sides. */
export function againstPgbench(context: BenchContext, load: Omit<Load, 'seconds'>): Promise<Measured> {
  return withEconomy(context, async (db) => {
    const { minimal } = await context.postgres();
    const rival = await minimal();
    const rounds: { value: number; baseline: number }[] = [];
    let n = 0;
    n += (await settleFor(db, { ...load, seconds: 1 })).acts;
    for (let i = 0; i < context.rounds; i++) {
      const baseline = await rival.run(context.seconds, load.projects);
      const ours = await settleFor(db, { ...load, seconds: context.seconds });
      n += ours.acts;
      rounds.push({ value: ours.perSecond, baseline });
      context.say(`round ${i + 1}: ${Math.round(ours.perSecond)} against ${Math.round(baseline)} acts/s`);
    }
    const counted = await countBoosts(db, n);
    return { n, unit: 'acts/s', ...compared(rounds), facts: { counted, baselineSha256: rival.sha256, clients: load.clients, actsPerCall: load.acts, projects: load.projects } };
  });
}
