/** Text twice as large on a small phone: no page is wider than the screen, no word is cut or broken in two. */
import { brokenWords, SIZES } from '../../support/page/broken-words.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, signIn, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('at every size of text each page of a member stands whole at 360 px @long', async ({
  installation,
  phone: { page },
}) => {
  const awa = await installation.person(100);
  const project = await installation.project('Réparer la pompe du puits');
  const days = ['Mardi', 'Jeudi', 'Samedi'].map((label) => ({ id: label, label }));
  const poll = await installation.poll({ method: { kind: 'quadratic', credits: 100, unit: 1 }, options: days });
  await signIn(page, awa);
  await page.goto('/moi/reglages');
  await page.getByRole('radio', { name: '200 %' }).click();
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
  const seen: Record<string, string[]> = {};
  for (const path of [
    '/',
    '/projets',
    `/projets/${project.id}`,
    '/projets/proposer',
    '/votes',
    `/votes/${poll}`,
    '/communautes',
    `/communautes/${installation.community}`,
    '/lire',
    '/cycle',
    '/cycle/silo',
    '/moi',
    '/moi/activite',
    '/moi/donnees',
    '/moi/reglages',
    '/moi/profil',
    '/moi/securite',
    '/moi/impact',
    '/notifications',
    '/recherche',
    '/aide',
    '/constellation',
    `/projets/${project.id}/impact`,
    '/moi/inviter',
    '/moi/quitter',
    '/lire/ecrire',
    '/projets/nulle-part',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    // Rows that the device holds follow the heading at once.
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
    for (const size of SIZES) seen[`${path} at ${size} %`] = await brokenWords(page, size);
  }
  expect(Object.fromEntries(Object.entries(seen).filter(([, wrong]) => wrong.length > 0))).toEqual({});
  await expectAccessible(page);
});
