import { find } from '@egoejo/server/search/find.ts';
import type { Bench } from '../../bench.ts';
import { loadEconomy, memberOf } from '../../database/economy.ts';
import { median, percentile } from '../../figures.ts';
import { TYPED, writeProjects, writeWorks } from '../../database/searches.ts';
import { freshStorage } from '../../database/storage.ts';

const economy = { members: 10, projects: 10_000, grains: 1_000 };
/** A person who types waits no longer. */
const levelMs = 200;

/** The server's search in 10,000 projects and as many works with their texts, in milliseconds: the 95th percentile. */
export const bench: Bench = {
  name: 'find-10k',
  group: 'core',
  goal: { atMost: 1 },
  async run(context) {
    const storage = await freshStorage(context);
    const db = await storage.open();
    try {
      await loadEconomy(db, economy);
      await writeProjects(db);
      await writeWorks(db);
      await db.script('vacuum analyze');
      const rounds: number[] = [];
      const slowest: number[] = [];
      for (let i = 0; i < context.rounds; i++) {
        const ms: number[] = [];
        for (const q of TYPED) {
          for (const member of [null, memberOf(1)]) {
            const start = performance.now();
            await find(db, { q, after: 0, member });
            ms.push(performance.now() - start);
          }
        }
        rounds.push(percentile(ms, 0.95));
        slowest.push(Math.max(...ms));
        const p95 = Math.round(rounds.at(-1) ?? NaN);
        context.say(`round ${i + 1}: p95 ${p95} ms, median ${Math.round(median(ms))} ms`);
      }
      const value = median(rounds);
      return {
        n: economy.projects,
        value,
        unit: 'ms',
        baseline: levelMs,
        ratio: value / levelMs,
        facts: { slowest: median(slowest) },
      };
    } finally {
      await db.close();
      await storage.drop();
    }
  },
};
