/** Recommended works: shown with their reasons without a network, refused there, and that taken back. */
import type { BookId } from '@egoejo/shared/platform/ids.ts';
import { renewLists } from '@egoejo/server/recommendations/renew.ts';
import { works } from '@egoejo/server/recommendations/works.ts';
import { addBookDay, addWork } from '@egoejo/server/testing/world.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('B11: recommended works have their reasons without a network; one that is not for the member leaves at once, and comes back', async ({
  installation,
  link,
  phone,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const add = async (title: string, authors: string): Promise<BookId> => {
    const id = (await addWork(db, { title })) as BookId;
    await db.query('update work set authors = $2 where id = $1', [id, authors]);
    return id;
  };
  const read = await add('Le lion du puits', 'Coumba');
  const same = await add('La pluie du soir', 'Coumba');
  const near = await add('Le fil du fleuve', 'Zoé B');
  const { page } = phone;
  await signIn(page, awa);
  await page.goto('/lire/catalogue');
  await shellCached(page);
  await syncIdle(page, awa.id, link);
  const part = page.getByRole('region', { name: 'Pour vous' });
  await expect(part).toBeHidden();
  for (const member of [awa, moussa]) await addBookDay(db, member.id, read, 10_000);
  await addBookDay(db, moussa.id, near, 10_000);
  // The job of the server may do it first: only now is there something to recommend.
  await renewLists(db, works);
  const items = part.getByRole('listitem');
  await expect(items.filter({ hasText: 'La pluie du soir' })).toContainText('De la même plume : Coumba');
  await expect(items.filter({ hasText: 'Le fil du fleuve' })).toContainText(
    'Parce que vous avez lu « Le lion du puits »',
  );
  await syncIdle(page, awa.id, link);

  link.down();
  await page.reload();
  await expect(items.filter({ hasText: 'La pluie du soir' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('offline.png'), fullPage: true });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: info.outputPath('wide-dark.png') });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Pas pour moi : La pluie du soir' }).click();
  await expect(items.filter({ hasText: 'La pluie du soir' })).toBeHidden();
  await expect(page.getByText('« La pluie du soir » ne vous sera plus proposé.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('refused.png') });
  await page.getByRole('button', { name: 'Annuler' }).click();
  await expect(items.filter({ hasText: 'La pluie du soir' })).toBeVisible();
  await page.getByRole('button', { name: 'Pas pour moi : Le fil du fleuve' }).click();
  await expect(items.filter({ hasText: 'Le fil du fleuve' })).toBeHidden();

  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const unwanted = () => db.query('select work from unwanted where member = $1', [awa.id]);
  await expect.poll(unwanted).toEqual([{ work: near }]);
  await renewLists(db, works);
  const listed = async () => {
    const rows = await db.query<{ work: BookId }>(
      `select i ->> 'work' as work from recommendation r, jsonb_array_elements(r.items) i
        where r.member = $1 and i ->> 'work' = any($2)`,
      [awa.id, [same, near]],
    );
    return rows.map(({ work }) => work);
  };
  await expect.poll(listed).toEqual([same]);
});
