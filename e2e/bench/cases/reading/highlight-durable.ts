import type { Page } from '../../../support/browsers/browser.ts';
import { deviceWithNovel, importNovel, small } from '../../browser/books.ts';
import type { Bench } from '../../bench.ts';
import { tapToDurable } from '../../browser/acts.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { compared, median } from '../../figures.ts';

const taps = 5;
const act = {
  key: '01890000-0000-7000-8000-000000000000',
  name: 'mark.add',
  version: 1,
  args: {
    book: '01890000-0000-7000-8000-000000000001',
    marks: [{ id: '01890000-0000-7000-8000-000000000002', text: 'le vent du soir', before: 'sous', after: 'passe' }],
  },
  madeAt: '2026-01-01T00:00:00.000Z',
  hash: 'f'.repeat(64),
  subject: 'A novel',
  sent: false,
  tries: 0,
  verdict: null,
};

/**
 * The time from the tap on a colour until the highlight is on disk, without the server. Baseline: a page where the same
 * tap makes a single durable write with Dexie.
 */
export const bench: Bench = {
  name: 'highlight-durable',
  group: 'reading',
  goal: { atMost: 1.5 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(
      context,
      small,
      async (app) => {
        const { page } = await deviceWithNovel(app);
        const bare = await app.openBare();
        app.link.down();
        await bare.page.evaluate(`bare.onTap(${JSON.stringify(act)})`);
        const rounds: { value: number; baseline: number }[] = [];
        for (let i = 0; i < context.rounds; i++) {
          const [ours, theirs]: [number[], number[]] = [[], []];
          for (let tap = 0; tap < taps; tap++) {
            theirs.push(await tapToDurable(bare.page, bare.page.locator('#add')));
            await select(page, i * taps + tap);
            const bar = page.getByRole('toolbar', { name: 'Marquer ce passage' });
            ours.push(await tapToDurable(page, bar.getByRole('button', { name: 'Vert' })));
            await bar.waitFor({ state: 'hidden' });
          }
          rounds.push({ value: median(ours), baseline: median(theirs) });
          context.say(`round ${i + 1}: ${median(ours).toFixed(1)} ms, bare ${median(theirs).toFixed(1)} ms`);
        }
        return { n: context.rounds * taps, unit: 'ms', ...compared(rounds) };
      },
      importNovel,
    ),
};

/** Selects the first words of that paragraph of the chapter that is shown, as a finger would. */
const select = async (page: Page, n: number): Promise<void> => {
  const frame = page.frames().findLast((f) => f.url().endsWith('/book-frame.html'));
  await frame?.evaluate((at) => {
    const words = document.querySelectorAll('p')[at]?.firstChild;
    if (!words) throw new Error(`no paragraph ${at}`);
    getSelection()?.setBaseAndExtent(words, 0, words, 20);
  }, n);
};
