/** *Écouter*: stories, ballots and verdicts are read aloud by a voice of the device. */
import { closeDuePolls } from '@egoejo/server/polls/closing.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { boostOpenProject, expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';
import { endAll, endSentence, installVoices, isSilent, saidOn } from '../../support/browsers/voice.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const english = { name: 'english', lang: 'en-GB', localService: true };
const french = { name: 'french', lang: 'fr-FR', localService: true };
const elsewhere = { name: 'elsewhere', lang: 'fr-FR', localService: false };
const listen = (page: Page) => page.getByRole('button', { name: 'Écouter', exact: true });
const stop = (page: Page) => page.getByRole('button', { name: 'Arrêter', exact: true });
const texts = async (page: Page) => (await saidOn(page)).map((s) => s.text);

test('a story is read sentence by sentence from the page in view, turning the pages, without a network', async ({
  installation,
  link,
  phone: { page },
}) => {
  await installVoices(page, [elsewhere, english, french]);
  const story = await installation.story({
    title: 'La voix du soir',
    words: 30,
    pages: [
      '<p>Une page d’avant.</p>',
      '<h1>Le soir</h1><p>M. Diallo <em>chante</em>. On l’écoute.</p>',
      '<p>La dernière page !</p>',
    ],
  });
  await signIn(page, await installation.person());
  await page.goto(`/lire/${story}`);
  await page.getByRole('button', { name: 'Page suivante' }).click();
  await expect(page.getByText('On l’écoute.')).toBeVisible();
  await shellCached(page);
  link.down();
  await listen(page).click();
  await expect(stop(page)).toBeVisible();
  expect(await saidOn(page)).toEqual([{ text: 'Le soir', lang: 'fr-FR', voice: 'french' }]);
  await expectAccessible(page);
  await endSentence(page);
  await endSentence(page);
  expect(await texts(page)).toEqual(['Le soir', 'M. Diallo chante.', 'On l’écoute.']);
  await endSentence(page);
  await expect(page.getByText('page 3 sur 3')).toBeVisible();
  await expect(stop(page)).toBeFocused();
  expect((await texts(page)).at(-1)).toBe('La dernière page !');
  await endSentence(page);
  await expect(listen(page)).toBeVisible();
  // Stopped by hand, and by leaving the page.
  await listen(page).click();
  await stop(page).click();
  expect(await isSilent(page)).toBe(true);
  await expect(listen(page)).toBeVisible();
  await listen(page).click();
  expect(await isSilent(page)).toBe(false);
  await page.getByRole('link', { name: 'Cycle', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Le cycle' })).toBeVisible();
  expect(await isSilent(page)).toBe(true);
  await expect(page.getByText('n’a pas fonctionné')).toHaveCount(0);
  await page.goBack();
  await listen(page).click();
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  expect(await isSilent(page)).toBe(true);
  await expect(listen(page)).toBeVisible();
});

test('a ballot is read with what is chosen, then the state of the vote, its result, and the acts with their reasons @long', async ({
  installation,
  link,
  phone,
}) => {
  const { page } = phone;
  await installVoices(page, [french]);
  const poll = await installation.poll({
    method: { kind: 'judgment', grades: ['Non', 'Oui'], ungraded: 0 },
    options: ['Un banc', 'Un puits'].map((label, i) => ({ id: `o${i}`, label })),
    closesInSeconds: 86_400,
  });
  const awa = await installation.person(20);
  await signIn(page, awa);
  await page.goto(`/votes/${poll}`);
  await page.getByRole('group', { name: 'Un puits' }).getByRole('radio', { name: 'Oui' }).check();
  await listen(page).click();
  await endAll(page);
  expect(await texts(page)).toEqual(['Quel jour ?', 'jugement majoritaire', 'Un banc, sans mention', 'Un puits, Oui']);
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  await listen(page).click();
  await endAll(page);
  expect((await texts(page)).slice(-2)).toEqual([expect.stringMatching(/^reçu/), 'Votre vote est compté.']);

  await installation.db.query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [poll]);
  const moved: string[] = [];
  await closeDuePolls(installation.db, (scopes) => void moved.push(...scopes));
  await installation.db.query(`select pg_notify('egoejo_poke', $1)`, [moved.join(',')]);
  await expect(page.getByRole('heading', { name: 'Résultat' })).toBeVisible();
  await listen(page).click();
  await endAll(page);
  expect(await texts(page)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^Un puits l’emporte avec la mention «\sOui\s»\.$/),
      '1 bulletin dépouillé.',
      'Un puits, retenu, Oui',
      'Un banc, Non',
    ]),
  );

  // The reason of a refusal.
  phone.console.expect(/search\.neighbours/);
  const project = await installation.project('Un four');
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await shellCached(page);
  await syncIdle(page, awa.id, link);
  link.down();
  await boostOpenProject(page);
  await installation.db.query(`update project set status = 'withdrawn' where id = $1`, [project.id]);
  link.up();
  await page.goto('/moi/activite');
  await expect(page.getByText(/^refusé/)).toBeVisible();
  await listen(page).click();
  await endAll(page);
  const acts = (await texts(page)).join(' | ');
  expect(acts).toMatch(/10 grains à «\s?Un four\s?» \| refusé\s: le projet a été retiré\. \| Vos grains sont intacts/);
  expect(acts).toMatch(/Vote «\s?Quel jour\s\?\s?» \| reçu/);
});

test('where the device has no voice of its own the button is not shown @long', async ({
  installation,
  phone: { page },
}) => {
  await installVoices(page, [elsewhere]);
  const story = await installation.story({ title: 'Sans voix', words: 3, pages: ['<p>Un silence.</p>'] });
  await page.goto(`/lire/${story}`);
  await expect(page.getByText('Un silence.')).toBeVisible();
  await expect(page.getByText('page 1 sur 1')).toBeVisible();
  await expect(listen(page)).toHaveCount(0);
});
