import { allWorks, small, writeWorks } from '../../browser/books.ts';
import type { Bench } from '../../bench.ts';
import { submitSignIn } from '../../browser/acts.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { changesOf, exchangesSince } from '../../browser/rows.ts';
import { compared } from '../../figures.ts';
import { readProbe, type Probe } from '../../../support/page/probe.ts';

const works = 10_000;
const slowdown = 4;

/** Times at which rows of synced scopes were committed. */
const committed = (probe: Probe): number[] => [...changesOf(probe, 'chunkKeys'), ...changesOf(probe, 'work')];

/**
 * The rows of 10,000 works into an empty device with a four times slower processor, from the first exchange that
 * brought any to the commit of the last, against one fetch and one bulkPut of them.
 */
export const bench: Bench = {
  name: 'catalogue-sync',
  group: 'reading',
  goal: { atMost: 1.2 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(
      context,
      small,
      async (app) => {
        const rounds: { value: number; baseline: number }[] = [];
        for (let i = 0; i < context.rounds; i++) {
          const bare = await app.openBare({ slowdown });
          const baseline = await bare.page.evaluate<number>('bare.sync()');
          await bare.close();
          const device = await app.openApp({ slowdown });
          await submitSignIn(device.page);
          await allWorks(device.page, works);
          const probe = await readProbe(device.page);
          const rows = committed(probe);
          const last = Math.max(...rows);
          const exchanges = exchangesSince(app, probe, probe.tap).filter((at) => at < last);
          const first = Math.min(...changesOf(probe, 'chunkKeys'));
          const began = Math.max(...exchanges.filter((at) => at < first));
          rounds.push({ value: last - began, baseline });
          await device.close();
          const took = `${Math.round(last - began)} ms in ${exchanges.length} requests`;
          context.say(`round ${i + 1}: ${took}, bare ${Math.round(baseline)} ms`);
        }
        return { n: works, unit: 'ms', ...compared(rounds), facts: { slowdown } };
      },
      writeWorks(works),
    ),
};
