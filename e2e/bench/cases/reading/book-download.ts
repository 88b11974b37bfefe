import { deviceReady, HERE, importNovel, novel, openWork, small } from '../../browser/books.ts';
import type { Bench } from '../../bench.ts';
import { withBrowserApp } from '../../browser/app.ts';
import { compared } from '../../figures.ts';

const kbits = 400;

/**
 * The first download of a novel of one megabyte at 400 kbit/s, from the tap until the book counts as here, against what
 * its bytes alone take on that line.
 */
export const bench: Bench = {
  name: 'book-download',
  group: 'reading',
  goal: { atMost: 1.05 },
  on: ['postgres'],
  run: (context) =>
    withBrowserApp(
      context,
      small,
      async (app) => {
        const bytes = novel().length;
        const rounds: { value: number; baseline: number }[] = [];
        for (let i = 0; i < Math.min(3, context.rounds); i++) {
          app.link.set({ kbits: Infinity });
          const device = await deviceReady(app);
          const { page } = device;
          // The reader's code comes with the first book; `reader-size` counts it.
          await page.goto('/livres/aucun');
          await page.getByText('Ce livre n’est pas sur cet appareil').waitFor();
          await openWork(page);
          const get = page.getByRole('button', { name: /^Télécharger/ });
          await get.waitFor();
          app.link.set({ kbits });
          const [sent, start] = [app.link.bytes.down, performance.now()];
          await get.click();
          await page.locator(HERE).waitFor({ timeout: 120_000 });
          const value = (performance.now() - start) / 1_000;
          rounds.push({ value, baseline: (bytes * 8) / (kbits * 1_000) });
          context.say(`round ${i + 1}: ${value.toFixed(1)} s, ${app.link.bytes.down - sent} bytes of ${bytes}`);
          await device.close();
        }
        return { n: bytes, unit: 's', ...compared(rounds), facts: { kbits } };
      },
      importNovel,
    ),
};
