import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import { chromiumArgs, findChromium } from '../../../support/browsers/chromium.ts';
import type { Bench } from '../../bench.ts';
import { startDemoSite } from '../../browser/eco.ts';
import { median } from '../../figures.ts';

const run = promisify(execFile);
/** Lighthouse has a lockfile of its own: it is as large as the rest, and nobody needs it to run or test the app. */
const folder = fileURLToPath(new URL('../../lighthouse', import.meta.url));
const cli = `${folder}/node_modules/lighthouse/cli/index.js`;
const GOAL = 95;
const PAGES = ['/', '/projets'];

const score = z.object({ score: z.number() });
const report = z.object({
  categories: z.object({ performance: score, accessibility: score, 'best-practices': score }),
});

/** Scores of one page, 0 to 100, on the phone and the link that Lighthouse simulates. */
async function scoresOf(url: string) {
  const chromium = await findChromium();
  if (!chromium.ok) throw new Error('no Chromium');
  const { stdout } = await run(
    process.execPath,
    [cli, url, '--output=json', '--quiet', `--chrome-flags=--headless=new ${chromiumArgs.join(' ')}`],
    { env: { ...process.env, CHROME_PATH: chromium.value }, maxBuffer: 64 * 1024 * 1024 },
  );
  const { categories } = report.parse(JSON.parse(stdout));
  return {
    performance: Math.round(categories.performance.score * 100),
    accessibility: Math.round(categories.accessibility.score * 100),
    practices: Math.round(categories['best-practices'].score * 100),
  };
}

/** The least of Lighthouse's scores of a first visit: performance of 95 wanted, 100 of the two others. */
export const bench: Bench = {
  name: 'lighthouse',
  group: 'client',
  goal: { atLeast: 1 },
  on: ['embedded'],
  run: async (context) => {
    await run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
    const site = await startDemoSite();
    try {
      const worst: Record<'performance' | 'accessibility' | 'practices', number[]> = {
        performance: [],
        accessibility: [],
        practices: [],
      };
      for (let i = 0; i < context.rounds; i++) {
        const pages = [];
        for (const path of PAGES) pages.push(await scoresOf(site.link.url + path));
        for (const kind of ['performance', 'accessibility', 'practices'] as const)
          worst[kind].push(Math.min(...pages.map((p) => p[kind])));
        context.say(`round ${i + 1}: ${JSON.stringify(pages)}`);
      }
      const facts = { accessibility: Math.min(...worst.accessibility), bestPractices: Math.min(...worst.practices) };
      const value = median(worst.performance);
      const whole = facts.accessibility === 100 && facts.bestPractices === 100;
      return { n: context.rounds, value, unit: 'points', baseline: GOAL, ratio: whole ? value / GOAL : 0, facts };
    } finally {
      await site.close();
    }
  },
};
