import { find } from '@egoejo/server/search/find.ts';
import type { Bench } from '../../bench.ts';
import { loadEconomy, memberOf } from '../../database/economy.ts';
import { median, percentile } from '../../figures.ts';
import { TYPED, writeMessages, writeProjects } from '../../database/searches.ts';
import { freshStorage } from '../../database/storage.ts';

const economy = { members: 10, projects: 1_000, grains: 1_000 };
const messages = { rooms: 200, messages: 100_000 };
/** A person who types waits no longer (T3). */
const levelMs = 200;

/** The server's search in 100,000 messages, in milliseconds: the 95th percentile. `find-10k` measures other kinds. */
export const bench: Bench = {
  name: 'find-messages-100k',
  group: 'core',
  goal: { atMost: 1 },
  async run(context) {
    const storage = await freshStorage(context);
    const db = await storage.open();
    try {
      await loadEconomy(db, economy);
      await writeProjects(db);
      await writeMessages(db, messages, [memberOf(1), memberOf(2)]);
      await db.script('vacuum analyze');
      const [rounds, together]: [number[], number[]] = [[], []];
      for (let i = 0; i < context.rounds; i++) {
        const [all, alone, without]: [number[], number[], number[]] = [[], [], []];
        // The first is in half of the rooms, the second in two.
        for (const member of [memberOf(1), memberOf(2)])
          for (const q of [...TYPED, 'jardin', 'ba']) {
            const timed = async (into: number[], kinds?: readonly ['message'] | readonly ['project', 'poll']) => {
              const start = performance.now();
              await find(db, { q, after: 0, member, ...(kinds && { kinds }) });
              into.push(performance.now() - start);
            };
            await timed(all);
            await timed(alone, ['message']);
            await timed(without, ['project', 'poll']);
          }
        rounds.push(percentile(alone, 0.95));
        together.push(percentile(all, 0.95));
        const said = [all, alone, without].map(
          (ms) => `${Math.round(percentile(ms, 0.95))} (${Math.round(median(ms))})`,
        );
        context.say(`round ${i + 1}: p95 (median), ms: all, messages, projects and polls: ${said.join(', ')}`);
      }
      const value = median(rounds);
      return {
        n: messages.messages,
        value,
        unit: 'ms',
        baseline: levelMs,
        ratio: value / levelMs,
        facts: { withAllKinds: median(together) },
      };
    } finally {
      await db.close();
      await storage.drop();
    }
  },
};
