/** The main path in Spanish, Arabic, Swahili and Wolof: nothing is left in French, nothing is cut, offline too. */
import type { Page } from '@playwright/test';
import accountsFr from '@egoejo/client/i18n/fr/ahead/accounts.ts';
import { aheadFr } from '@egoejo/client/i18n/fr/ahead.fr.ts';
import { coreFr } from '@egoejo/client/i18n/fr/core.fr.ts';
import { deferredFr } from '@egoejo/client/i18n/fr/deferred.fr.ts';
import homeAr from '@egoejo/client/i18n/ar/core/home.ts';
import homeEn from '@egoejo/client/i18n/en/core/home.ts';
import homeEs from '@egoejo/client/i18n/es/core/home.ts';
import homeFr from '@egoejo/client/i18n/fr/core/home.ts';
import homeWo from '@egoejo/client/i18n/wo/core/home.ts';
import pollsAr from '@egoejo/client/i18n/ar/deferred/polls.ts';
import uiAr from '@egoejo/client/i18n/ar/core/ui.ts';
import pollsEs from '@egoejo/client/i18n/es/deferred/polls.ts';
import uiEs from '@egoejo/client/i18n/es/core/ui.ts';
import pollsSw from '@egoejo/client/i18n/sw/deferred/polls.ts';
import uiSw from '@egoejo/client/i18n/sw/core/ui.ts';
import pollsWo from '@egoejo/client/i18n/wo/deferred/polls.ts';
import uiWo from '@egoejo/client/i18n/wo/core/ui.ts';
import { brokenWords } from '../../support/page/broken-words.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

/** The French messages that would be noticed on a page: words without parameters, at least eight letters. */
const french = new Set(
  Object.values({ ...coreFr, ...deferredFr, ...aheadFr }).filter((m) => !m.includes('{') && m.length >= 8),
);

const frenchOn = async (page: Page): Promise<string[]> =>
  (await page.locator('body').innerText())
    .split('\n')
    .map((line) => line.replaceAll('\u202F', ' ').trim())
    .filter((line) => french.has(line));

const languages = [
  { language: 'es', queued: uiEs['ui.state.queued'], vote: pollsEs['polls.vote'] },
  { language: 'ar', queued: uiAr['ui.state.queued'], vote: pollsAr['polls.vote'] },
  { language: 'sw', queued: uiSw['ui.state.queued'], vote: pollsSw['polls.vote'] },
  { language: 'wo', queued: uiWo['ui.state.queued'], vote: pollsWo['polls.vote'] },
] as const;

for (const { language, queued, vote } of languages)
  test(`the main path in ${language}: whole, accessible, and kept without a network @long`, async ({
    installation,
    link,
    phone: { page },
  }, info) => {
    const awa = await installation.person(120);
    const project = await installation.project('Réparer la pompe ?');
    const days = ['Mardi', 'Jeudi'].map((label) => ({ id: label, label }));
    const poll = await installation.poll({ method: { kind: 'choice', max: 1 }, options: days });
    const story = await installation.story({ title: 'Les jardins du soir', words: 30, pages: ['<p>Le vent.</p>'] });
    await signIn(page, awa);
    await page.goto('/moi/reglages');
    await page.getByLabel('Langue').selectOption(language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
    await shellCached(page);
    const wrong: Record<string, string[]> = {};
    for (const path of [
      '/',
      '/projets',
      `/projets/${project.id}`,
      '/votes',
      `/votes/${poll}`,
      '/lire',
      `/lire/${story}`,
      '/cycle',
      '/moi',
      '/moi/reglages',
      '/aide',
    ]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
      const found = [...(await frenchOn(page)), ...(await brokenWords(page, 100))];
      if (found.length > 0) wrong[path] = found;
    }
    expect(wrong).toEqual({});
    await page.goto(`/projets/${project.id}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath('project.png') });
    link.down();
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await page.goto(`/votes/${poll}`);
    await page.getByRole('radio').first().click();
    await page.getByRole('button', { name: vote, exact: true }).click();
    await expect(page.getByText(queued).first()).toBeVisible();
    await page.screenshot({ path: info.outputPath('queued.png') });
    await page.goto('/moi/activite');
    await expect(page.getByText(queued).first()).toBeVisible();
    expect(await frenchOn(page)).toEqual([]);
    link.up();
  });

test('what could not be fetched without a network is fetched when it is back, without a reload @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await installation.person();
  await signIn(page, awa);
  await page.goto('/moi/reglages');
  await shellCached(page);
  await page.evaluate(() => document.body.setAttribute('data-same', 'true'));
  link.down();
  await page.getByLabel('Langue').selectOption('sw');
  await expect(page.getByText(accountsFr['accounts.settings.noPack'])).toBeVisible();
  link.up();
  await page.getByLabel('Langue').selectOption('sw');
  await expect(page.locator('html')).toHaveAttribute('lang', 'sw');
  await expect(page.locator('body')).toHaveAttribute('data-same', 'true');
  // The worker keeps it under its own address: it is there without a network after the next opening too.
  link.down();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'sw');
});

for (const [locale, language, words, mark] of [
  ['en-GB', 'en', homeEn, ''],
  ['es', 'es', homeEs, ' @long'],
  ['wo', 'wo', homeWo, ' @long'],
  // Lingala: French, as for every language that there is not.
  ['ln', 'fr', homeFr, ''],
] as const)
  test(`a visitor whose browser speaks ${locale} reads ${language} from the first words on, and may choose another${mark}`, async ({
    anotherDevice,
  }, info) => {
    const { page } = await anotherDevice({ locale });
    let release = (): void => undefined;
    const released = new Promise<void>((go) => (release = go));
    await page.route(/\/assets\//, async (route) => {
      await released;
      await route.continue();
    });
    await page.goto('/', { waitUntil: 'commit' });
    // Before any script: the page itself speaks it.
    await expect(page.getByText(words['home.visitor.grain'])).toBeVisible();
    await page.screenshot({ path: info.outputPath('first.png') });
    release();
    await expect(page.getByRole('combobox', { name: words['home.language'] })).toHaveValue(language);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('heading', { level: 1, name: words['home.visitor.title'] })).toBeVisible();
    await page.goto('/connexion');
    await expect(page.getByRole('heading', { level: 1, name: words['home.signIn'] })).toBeVisible();
    await page.getByRole('combobox', { name: words['home.language'] }).selectOption('ar');
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await page.screenshot({ path: info.outputPath('sign-in.png') });
    // The choice stays, against the language of the browser.
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: homeAr['home.visitor.title'] })).toBeVisible();
    await page.screenshot({ path: info.outputPath('chosen.png') });
  });
