import { median } from '../../figures.ts';
import type { Bench } from '../../bench.ts';
import { becomeMember, plant } from '../../browser/acts.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { readProbe } from '../../../support/page/probe.ts';

const economy = { members: 10, projects: 200, grains: 100_000 };
type Page = Awaited<ReturnType<Parameters<Parameters<typeof withBrowserApp>[2]>[0]['openApp']>>['page'];
/** The number of rows of Activity shown in that state. */
const shown = (tab: Page, state: string): Promise<number> => tab.locator('main li').filter({ hasText: state }).count();
/** When the tab first shows more than `n` rows in that state, in milliseconds since 1970. */
const whenMore = async (tab: Page, state: string, n: number): Promise<number> => {
  const seen = await tab.waitForFunction(
    ([text, most]) =>
      [...document.querySelectorAll('main li')].filter((row) => row.textContent.includes(text)).length > most &&
      Date.now(),
    [state, n] as const,
    { polling: 20 },
  );
  return Number(await seen.jsonValue());
};

/**
 * Two tabs: from the tap on "plant" in one until the other shows the act as queued; and from the time at which the
 * first tab shows it as received until the other does.
 */
export const bench: Bench = {
  name: 'two-tabs',
  group: 'client',
  goal: { atMost: 1000 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(context, economy, async (app) => {
      const device = await app.openApp();
      const { page } = device;
      await becomeMember(page, economy.projects);
      const other = await page.context().newPage();
      await other.goto('/moi/activite');
      await other.getByRole('button', { name: 'Synchroniser' }).waitFor();
      const queued: number[] = [];
      const received: number[] = [];
      for (let i = 0; i < context.rounds; i++) {
        app.link.down();
        const before = await shown(other, 'en attente');
        await plant(page, 1 + i);
        const probe = await readProbe(page);
        queued.push((await whenMore(other, 'en attente', before)) - (probe.origin + probe.tap));
        await page.goto('/moi/activite');
        await page.getByRole('button', { name: 'Synchroniser' }).waitFor();
        const known = await shown(other, 'reçu');
        app.link.up();
        await page.getByRole('button', { name: 'Synchroniser' }).click();
        const [here = NaN, there = NaN] = await Promise.all([page, other].map((tab) => whenMore(tab, 'reçu', known)));
        received.push(Math.abs(here - there));
        context.say(
          `round ${i + 1}: queued in the other tab after ${Math.round(queued.at(-1) ?? NaN)} ms, received ` +
            `${received.at(-1)} ms apart`,
        );
      }
      return {
        n: context.rounds,
        value: Math.max(median(queued), median(received)),
        unit: 'ms',
        baseline: null,
        ratio: null,
        facts: {
          queuedMs: median(queued),
          receivedApartMs: median(received),
          worstMs: Math.max(...queued, ...received),
        },
      };
    }),
};
