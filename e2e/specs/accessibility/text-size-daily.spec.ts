/** Accueil, Lire and Activité at each size of text on a small phone: no word is cut or broken, full or empty. */
import { wrongOn } from '../../support/page/broken-words.ts';
import { boostProject, expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('Accueil, Lire and Activité stand whole at 130, 150 and 200 % @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await installation.person(120);
  const project = await installation.project('Réparer la pompe du puits de la place');
  const refusing = await installation.project('Une bibliothèque ambulante pour les hameaux');
  const days = ['Mardi', 'Jeudi', 'Samedi'].map((label) => ({ id: label, label }));
  await installation.poll({ method: { kind: 'quadratic', credits: 100, unit: 1 }, options: days });
  const story = await installation.story({
    title: 'Les jardins du soir et la pluie',
    words: 30,
    pages: ['<h2>Commencement</h2><p>Le vent du soir passe sur les jardins.</p>', '<p>La dernière page.</p>'],
  });
  await signIn(page, awa);
  await page.goto(`/lire/${story}`);
  await expect(page.getByText('Le vent du soir')).toBeVisible();
  await shellCached(page);
  await syncIdle(page, awa.id, link);
  link.down();
  await boostProject(page, refusing);
  await installation.db.query(`update project set status = 'withdrawn' where id = $1`, [refusing.id]);
  link.up();
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(page.getByText(/^refusé/)).toBeVisible();
  link.down();
  await boostProject(page, project);
  expect(await wrongOn(page, ['/', '/lire', `/lire/${story}`, '/moi/activite'])).toEqual({});
});

test('the same pages of a new member, and of a visitor, stand whole @long', async ({
  installation,
  phone: { page },
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await signIn(page, await installation.person());
  expect(await wrongOn(page, ['/', '/lire', '/moi/activite'])).toEqual({});
});
