/** Addresses with hostile parameters open a page that works: somebody else wrote them. */
import { expect, signIn, test } from '../../support/shared-server.ts';

const values = ['true', '12', '{"a":1}', 'https://exemple.invalid/', '\u0000', 'x'.repeat(3_000)];
const forVisitors: [string, string[]][] = [
  ['/connexion', ['suite', 'entree', 'echec']],
  ['/inscription', ['suite']],
  ['/rejoindre/x', ['par']],
];
const forMembers: [string, string[]][] = [
  ['/recherche', ['q']],
  ['/partager', ['title', 'text', 'url']],
  ['/projets', ['q', '__proto__']],
];

test('pages with hostile parameters work @long', async ({ installation, phone: { page, console } }) => {
  // No community has this key.
  console.expect(/communities\.byKey/);
  const open = async (pages: [string, string[]][]) => {
    for (const [path, names] of pages)
      for (const value of values)
        await test.step(`${path} ${names.join()} ${value.slice(0, 30)}`, async () => {
          await page.goto(`${path}?${new URLSearchParams(names.map((name) => [name, value])).toString()}`);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expect(page.getByText('Un instant…')).toHaveCount(0);
          await expect(page.getByText('Cette page n’a pas pu s’ouvrir')).toHaveCount(0);
        });
  };
  for (const path of ['/Projets', '/projets//']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: 'Projets' })).toBeVisible();
  }
  await open(forVisitors);
  await signIn(page, await installation.person());
  await open(forMembers);
});

test('a search for a number or a word of code searches for it @long', async ({ installation, phone: { page } }) => {
  await installation.project('Le jardin de true et 1e3');
  const awa = await installation.person();
  await signIn(page, awa);
  for (const word of ['true', '1e3', '12345678901234567890']) {
    await page.goto(`/recherche?q=${word}`);
    await expect(page.getByRole('searchbox')).toHaveValue(word);
    await expect(page).toHaveURL(new RegExp(`q=${word}$`));
  }
  await page.goto('/recherche?q=true');
  await expect(page.getByRole('link', { name: /Le jardin de true/ })).toBeVisible();
});

test('a sign-in leads to no other site, and a shared link keeps its title through it', async ({
  installation,
  phone: { page },
}) => {
  const awa = await installation.person();
  await page.goto('/connexion?suite=https%3A%2F%2Fexemple.invalid%2F');
  await expect(page).toHaveURL(/\/connexion$/);
  await page.goto('/partager?title=true&text=un%20mot&url=https%3A%2F%2Fexemple.org');
  await page.getByRole('link', { name: 'Se connecter' }).click();
  await page.getByLabel('Adresse e-mail').fill(awa.email);
  await page.getByLabel('Mot de passe').fill(awa.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByRole('heading', { level: 2, name: 'true' })).toBeVisible();
});
