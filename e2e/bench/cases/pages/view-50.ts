import { median } from '../../figures.ts';
import type { Bench, BenchContext } from '../../bench.ts';
import { becomeMember, openPage, plant } from '../../browser/acts.ts';
import { memberStore } from '../../browser/rows.ts';
import { withBrowserApp } from '../../browser/app.ts';
import type { Page } from '../../../support/browsers/browser.ts';

const economy = { members: 10, projects: 10_000, grains: 1_000_000 };
const queued = 50;

async function listed(context: BenchContext, page: Page): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < context.rounds; i++) {
    const { content, opened } = await openPage(page, '/projets');
    times.push(content - (opened[memberStore] ?? NaN));
  }
  return median(times);
}

/** The list of 10,000 projects with 50 queued acts, against the same with none: the cost of the overlay. */
export const bench: Bench = {
  name: 'view-50',
  group: 'core',
  goal: { atMost: 1.3 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      const device = await app.openApp();
      await becomeMember(device.page, economy.projects);
      app.link.down();
      const baseline = await listed(context, device.page);
      for (let i = 1; i <= queued; i++) await plant(device.page, i);
      const value = await listed(context, device.page);
      context.say(`${Math.round(value)} ms with ${queued} queued, ${Math.round(baseline)} ms without`);
      return { n: economy.projects, value, unit: 'ms', baseline, ratio: value / baseline, facts: { queued } };
    }),
};
