import { compared, median, type Bench } from '../bench.ts';
import { becomeMember, memberStore, openPage, withBrowserApp } from '../browser-app.ts';

const economy = { members: 10, projects: 10_000, grains: 1_000 };

/** Reload with the server gone: from the opening of the database to the best of 10,000 projects on the screen. */
export const bench: Bench = {
  name: 'warm-start',
  group: 'client',
  goal: { atMost: 1.2 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      const device = await app.openApp();
      await becomeMember(device.page, economy.projects);
      const bare = await app.openBare();
      await bare.page.evaluate('bare.sync()');
      app.link.down();
      const rounds: { value: number; baseline: number }[] = [];
      const whole: number[] = [];
      for (let i = 0; i < context.rounds; i++) {
        await bare.page.reload();
        await bare.page.waitForFunction(() => 'bare' in globalThis);
        const baseline = await bare.page.evaluate<number>('bare.first50()');
        const { content, opened } = await openPage(device.page, '/projets');
        whole.push(content);
        rounds.push({ value: content - (opened[memberStore] ?? NaN), baseline });
        context.say(`round ${i + 1}: ${Math.round(rounds.at(-1)?.value ?? NaN)} ms (${Math.round(content)} from the navigation), bare ${Math.round(baseline)} ms`);
      }
      return { n: economy.projects, unit: 'ms', ...compared(rounds), facts: { fromNavigationMs: median(whole) } };
    }),
};
