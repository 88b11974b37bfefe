/** The drawn constellation on a phone: what the scripts of a frame cost, how often they call the GPU, the heap. */
import { setTimeout as wait } from 'node:timers/promises';
import { madeGraph } from '@egoejo/shared/testing/made-graph.ts';
import type { CommunityId } from '@egoejo/shared/platform/ids.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import { countDraws, drawnFrames } from '../../support/page/draws.ts';
import type { CDPSession } from '@playwright/test';
import type { Page } from '../../support/browsers/browser.ts';
import type { Bench } from '../bench.ts';
import { becomeMember } from './acts.ts';
import { withBrowserApp } from './app.ts';
import { community, projectOf } from '../database/economy.ts';
import { median, percentile } from '../figures.ts';

/** Half of a frame at 60 a second; the other half is the browser's. */
const budgetMs = 8;
/** More would mean a draw call for each star or each name. */
const MOST_DRAWS = 20;
const HEAP_GOAL_MB = 64;
const SEED = 7;
/**
 * The browser slows a thread down by letting it spin for as long as its script took on the clock, several times over:
 * what other processes take meanwhile is multiplied, too. On a busy machine the time at full speed, counted as often,
 * tells more.
 */
const SLOWDOWN = 4;
/** Frames measured in a round, after those that the page needs to arrange everything. */
const FRAMES = 60;

/** Writes the concepts and links of `made-graph.ts` around the projects of the economy. */
async function writeConcepts(db: Database, concepts: number, projects: number): Promise<void> {
  const ids = Array.from({ length: projects }, (_, i) => projectOf(i + 1));
  const graph = madeGraph(SEED, community as CommunityId, concepts, ids);
  await db.script('set session_replication_role = replica');
  await db.query(
    `insert into concept (id, scope, community, title, summary, rev)
      select (c ->> 'id')::uuid, 'community:' || (c ->> 'community'), (c ->> 'community')::uuid, c ->> 'title',
        c ->> 'summary', 1 from jsonb_array_elements($1::jsonb) c`,
    [JSON.stringify(graph.concepts)],
  );
  await db.query(
    `insert into concept_link (id, scope, concept, kind, target, rev)
      select l ->> 'id', 'community:' || $2::text, (l ->> 'concept')::uuid, l ->> 'kind', (l ->> 'to')::uuid, 1
        from jsonb_array_elements($1::jsonb) l`,
    [JSON.stringify(graph.links), community],
  );
  await db.script('set session_replication_role = origin');
}

/** Resolves once the page has drawn that many frames more, within a minute. */
async function moreFrames(page: Page, n: number): Promise<Awaited<ReturnType<typeof drawnFrames>>> {
  const before = (await drawnFrames(page)).length;
  const until = Date.now() + 60_000;
  for (;;) {
    const all = await drawnFrames(page);
    if (all.length >= before + n) return all.slice(before);
    if (Date.now() > until) throw new Error(`${all.length - before} frames of ${n} in a minute`);
    await wait(100);
  }
}

interface TraceEvent {
  name: string;
  /** Time of the thread itself, µs: what other processes take is not in it. */
  tdur?: number;
}
/** Draws `FRAMES` frames. @returns the most draw calls of one, and what the scripts of each cost the thread, ms */
async function measure(page: Page, devtools: CDPSession): Promise<{ draws: number; scripts: number[] }> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
  devtools.on('Tracing.dataCollected', collect);
  await devtools.send('Tracing.start', {
    traceConfig: { includedCategories: ['devtools.timeline'] },
    transferMode: 'ReportEvents',
  });
  const frames = await moreFrames(page, FRAMES);
  const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.end');
  await complete;
  devtools.off('Tracing.dataCollected', collect);
  // A frame may also run other callbacks, which cost less than drawing.
  const costs = events.flatMap((e) => (e.name === 'FireAnimationFrame' ? [(e.tdur ?? NaN) / 1000] : []));
  const scripts = costs.sort((a, b) => b - a).slice(0, frames.length);
  return { draws: Math.max(...frames.map((f) => f.draws)), scripts };
}

/**
 * The 95th percentile of what the scripts of a frame of the turning sky cost the page's thread, at a quarter of its
 * speed.
 */
export const constellationBench = (nodes: number, concepts: number): Bench => ({
  name: `constellation-${nodes}`,
  group: 'client',
  goal: { atMost: 1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(
      context,
      { members: 10, projects: nodes - concepts, grains: 1_000 },
      async (app) => {
        const { page } = await app.openApp({ webgl: true });
        await countDraws(page);
        await becomeMember(page, nodes - concepts);
        await page.evaluate(() => localStorage.setItem('egoejo.eco', '1'));
        const devtools = await page.context().newCDPSession(page);
        const [scripts, undisturbed, draws, heaps]: [number[], number[], number[], number[]] = [[], [], [], []];
        for (let i = 0; i < context.rounds; i++) {
          await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
          await page.goto('/constellation');
          await page.locator('canvas[data-sky=deep]').waitFor();
          await moreFrames(page, 10);
          undisturbed.push(SLOWDOWN * percentile((await measure(page, devtools)).scripts, 0.95));
          await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
          await moreFrames(page, 10);
          const measured = await measure(page, devtools);
          scripts.push(percentile(measured.scripts, 0.95));
          draws.push(measured.draws);
          await devtools.send('HeapProfiler.collectGarbage');
          heaps.push((await devtools.send('Runtime.getHeapUsage')).usedSize / 1e6);
          context.say(
            `round ${i + 1}: p95 ${scripts.at(-1)?.toFixed(2)} ms, at full speed counted ${SLOWDOWN} times ` +
              `${undisturbed.at(-1)?.toFixed(2)} ms, ${draws.at(-1)} draw calls, ${heaps.at(-1)?.toFixed(1)} MB`,
          );
        }
        const value = median(scripts);
        return {
          n: nodes,
          value,
          unit: 'ms',
          baseline: budgetMs,
          ratio: value / budgetMs,
          facts: {
            fullSpeedCountedFourTimes: median(undisturbed),
            drawCalls: Math.max(...draws),
            drawCallsGoal: MOST_DRAWS,
            heapMb: median(heaps),
            heapGoalMb: HEAP_GOAL_MB,
          },
        };
      },
      (db) => writeConcepts(db, concepts, nodes - concepts),
    ),
});
