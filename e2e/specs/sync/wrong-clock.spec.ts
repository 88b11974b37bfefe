/** A phone whose clock is a year off: what it shows, what it sends, and what it keeps. */
import { shiftClock } from '../../support/browsers/clock.ts';
import { frenchDay } from '../../support/french-day.ts';
import { withoutBackgroundSync } from '../../support/browsers/freeze.ts';
import { expect, boostProject, settled, shellCached, signIn, stored, test } from '../../support/shared-server.ts';

const YEAR = 365 * 86_400_000;

for (const [title, ms] of [
  ['ahead', YEAR],
  ['behind', -YEAR],
] as const) {
  test(`S1 R5: on a device whose clock is a year ${title} acts queue offline and are received; harvest days and shown times are right; nothing is lost${ms > 0 ? '' : ' @long'}`, async ({
    installation,
    link,
    phone,
  }) => {
    const [awa, project] = [await installation.person(100), await installation.project('Une horloge au village')];
    const story = await installation.story({
      title: 'L’heure du puits',
      words: 10,
      pages: ['<p>Le puits n’a pas d’heure.</p>', '<p>Il a de l’eau.</p>'],
    });
    const begun = new Date();
    const page = () => phone.page;
    const acts = () => page().getByRole('list', { name: 'Mes actes' }).getByRole('listitem');
    await withoutBackgroundSync(phone.context, link.url);
    await shiftClock(phone.context, ms);
    await signIn(page(), awa);
    await boostProject(page(), project);
    await page().goto('/moi/activite');
    await expect(acts().getByText(/^reçu/)).toHaveCount(1);
    expect(Math.abs((await page().evaluate(() => Date.now())) - Date.now() - ms)).toBeLessThan(60_000);
    expect(
      Math.abs(Number((await stored(page(), awa.id, 'meta')).find((row) => row['k'] === 'offset')?.['v']) + ms),
    ).toBeLessThan(60_000);

    await page().goto(`/lire/${story}`);
    const download = page().getByRole('button', { name: /^Télécharger \(/ });
    await expect(download.or(page().getByText('Le puits n’a pas d’heure.'))).toBeVisible();
    if (await download.isVisible()) await download.click();
    await expect(page().getByText('Le puits n’a pas d’heure.')).toBeVisible();
    await shellCached(page());
    link.down();
    await page().getByRole('button', { name: 'Page suivante' }).click();
    await expect(page().getByText('Lecture gardée sur cet appareil')).toBeVisible();
    await boostProject(page(), project);
    await page().goto('/moi/activite');
    // The last queued on top, and none has an age or a try it does not have.
    await expect(acts().nth(0)).toHaveText(
      /10 grains à «\sUne horloge au village\s»en attente · (à l’instant|il y a \d min)Annuler$/,
    );
    await expect(acts().nth(1)).toHaveText(
      /^Lecture de «\sL’heure du puits\s»en attente · (à l’instant|il y a \d min)Annuler$/,
    );
    await expect(page().getByRole('status').filter({ hasText: 'Hors ligne' })).toHaveText(
      /Hors ligne\s*· mis à jour (à l’instant|il y a \d min)/,
    );

    link.up();
    await page().getByRole('button', { name: 'Synchroniser' }).click();
    const today = (): string => [...new Set([begun, new Date()].map(frenchDay))].join('|');
    // Until the next exchange a clock that was put right counts as wrong: the year may stand there too.
    const received = async () => {
      await expect(
        page()
          .locator('li[data-state="received"]')
          .filter({ hasText: /grains à|Lecture de/ }),
      ).toHaveText([1, 2, 3].map(() => new RegExp(`reçu · (à l’instant|il y a \\d min|(${today()})( \\d{4})? à \\d)`)));
    };
    await received();
    expect((await settled(installation.db, awa.id)).balance).toBe(90);
    expect(
      await installation.db.query(
        `select n from harvest_day where member = $1 and day between ($2::timestamptz at time zone 'UTC')::date
          and (now() at time zone 'UTC')::date`,
        [awa.id, begun],
      ),
    ).toEqual([{ n: 1 }]);
    expect(await installation.db.query('select n from harvest_day where member = $1', [awa.id])).toHaveLength(1);

    // The clock is put right; nothing is lost of what was, offline at first.
    await phone.quit();
    await phone.reopen();
    link.down();
    await page().goto('/moi/activite');
    await received();
    link.up();
    await page().getByRole('button', { name: 'Synchroniser' }).click();
    await expect(page().getByRole('status').filter({ hasText: 'Hors ligne' })).toHaveCount(0);
    await received();
    await expect(page().getByText(/qui attendai(t|ent)/)).toHaveCount(0);
  });
}
