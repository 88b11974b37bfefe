import { setTimeout as wait } from 'node:timers/promises';
import type { Page, Worker } from '@playwright/test';
import type { Bench } from '../bench.ts';
import { becomeMember, idle } from '../browser-acts.ts';
import { withBrowserApp } from '../browser-app.ts';
import { median, percentile } from '../figures.ts';
import { TYPED, writeProjects } from '../searches.ts';

const economy = { members: 10, projects: 10_000, grains: 1_000 };
const budgetMs = 50;
/** The browser slows down only the threads of pages, not of workers, so the worker's own time is multiplied. */
const SLOWDOWN = 4;

/**
 * The search over 10,000 documents on a device with a quarter of the speed: the 95th percentile of what the worker
 * needs for a query, in milliseconds.
 */
export const bench: Bench = {
  name: 'search-10k',
  group: 'client',
  goal: { atMost: 1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(
      context,
      economy,
      async (app) => {
        const { page } = await app.openApp();
        await becomeMember(page, economy.projects);
        await page.goto('/recherche');
        await page.getByRole('searchbox').fill('quartier');
        await page.getByText(/10\s\d{3} documents parcourus/).waitFor();
        await page.evaluate(idle);
        const worker = page.workers().find((w) => w.url().includes('search.worker'));
        if (!worker) throw new Error('no search worker');
        const rounds: number[] = [];
        for (let i = 0; i < context.rounds; i++) {
          const took: number[] = [];
          for (const typed of TYPED) took.push(SLOWDOWN * (await timeOf(page, worker, typed)));
          rounds.push(percentile(took, 0.95));
          context.say(
            `round ${i + 1}: p95 ${Math.round(rounds.at(-1) ?? NaN)} ms, median ${Math.round(median(took))} ms`,
          );
        }
        const value = median(rounds);
        return { n: economy.projects, value, unit: 'ms', baseline: budgetMs, ratio: value / budgetMs };
      },
      writeProjects,
    ),
};

/** What the worker measured for its answer to this query. */
async function timeOf(page: Page, worker: Worker, typed: string): Promise<number> {
  await page.getByRole('searchbox').fill(typed);
  const until = Date.now() + 10_000;
  for (;;) {
    const ms = await worker.evaluate((query) => {
      const [last] = performance.getEntriesByName('search') as PerformanceMeasure[];
      return last?.detail === query ? last.duration : null;
    }, typed);
    if (ms !== null) return ms;
    if (Date.now() > until) throw new Error(`no answer to ${typed}`);
    await wait(20);
  }
}
