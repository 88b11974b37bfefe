import { deviceWithNovel, importNovel, small } from '../../browser/books.ts';
import type { Bench } from '../../bench.ts';
import { idle } from '../../browser/acts.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { median, percentile } from '../../figures.ts';

const budgetMs = 50;
const slowdown = 4;
const turns = 20;

/**
 * Turning pages of a novel on a device with a quarter of the speed, within chapters and from one to the next: the
 * median time from the key press until the next page is drawn, ms.
 */
export const bench: Bench = {
  name: 'page-turn',
  group: 'reading',
  goal: { atMost: 1 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(
      context,
      small,
      async (app) => {
        const { page } = await deviceWithNovel(app, slowdown);
        app.link.down();
        await page.evaluate(idle);
        const rounds: number[] = [];
        const all: number[] = [];
        for (let i = 0; i < context.rounds; i++) {
          const took: number[] = [];
          for (let n = 0; n < turns; n++) took.push(await page.evaluate(turn));
          rounds.push(median(took));
          all.push(...took);
          context.say(
            `round ${i + 1}: median ${median(took).toFixed(1)} ms, longest ${Math.max(...took).toFixed(1)} ms`,
          );
        }
        const value = median(rounds);
        return {
          n: all.length,
          value,
          unit: 'ms',
          baseline: budgetMs,
          ratio: value / budgetMs,
          facts: { p95: percentile(all, 0.95), longest: Math.max(...all), slowdown },
        };
      },
      importNovel,
    ),
};

/** Presses the key of the next page. @returns the milliseconds until that was drawn. Runs in the page. */
const turn = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const start = performance.now();
    setTimeout(() => reject(new Error('no page came within ten seconds')), 10_000);
    document
      .querySelector('foliate-paginator')
      ?.addEventListener(
        'relocate',
        () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start))),
        { once: true },
      );
    dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
  });
