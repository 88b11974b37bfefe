import { compared } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { becomeMember, openPage } from '../../browser/acts.ts';
import { listKept, memberStore } from '../../browser/rows.ts';
import { withBrowserApp } from '../../browser/app.ts';

const economy = { members: 10, projects: 10_000, grains: 1_000 };

/**
 * Reload without the server: from the navigation until the best of 10,000 projects are on the screen, against a plain
 * Dexie page with a score index and an available server. Both are also measured from the opening of the database.
 */
export const bench: Bench = {
  name: 'warm-start',
  group: 'client',
  goal: { atMost: 0.9 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      const device = await app.openApp();
      await becomeMember(device.page, economy.projects);
      const bare = await app.openBare();
      await bare.page.evaluate('bare.sync()');
      // The app keeps its first screen ready once the rows have rested for a second.
      await listKept(device.page);
      app.link.down();
      const rounds: { value: number; baseline: number }[] = [];
      const opened: { value: number; baseline: number }[] = [];
      for (let i = 0; i < context.rounds; i++) {
        const theirs = await openPage(bare.page, '/bare.html?first50');
        const ours = await openPage(device.page, '/projets');
        rounds.push({ value: ours.content, baseline: theirs.content });
        opened.push({
          value: ours.content - (ours.opened[memberStore] ?? NaN),
          baseline: theirs.content - (theirs.opened['bare'] ?? NaN),
        });
        context.say(
          `round ${i + 1}: ${Math.round(ours.content)} ms (${Math.round(opened.at(-1)?.value ?? NaN)} from the ` +
            `opening of the database), bare ${Math.round(theirs.content)} ms ` +
            `(${Math.round(opened.at(-1)?.baseline ?? NaN)})`,
        );
      }
      const sinceOpen = compared(opened);
      return {
        n: economy.projects,
        unit: 'ms',
        ...compared(rounds),
        facts: { fromOpeningMs: sinceOpen.value, bareFromOpeningMs: sinceOpen.baseline },
      };
    }),
};
