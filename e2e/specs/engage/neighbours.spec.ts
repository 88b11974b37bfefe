/** Projects near one another: on a project's page, and while a proposal is written. Online only. */
import { expect, signIn, test } from '../../support/shared-server.ts';

test.use({ viewport: { width: 360, height: 740 } });

const ASKED = '/trpc/search.neighbours';

test('the end of a project’s page shows the projects near it; without a network the page is silent @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const one = await installation.project('Tournage de poterie au grenier');
  const other = await installation.project('Un tour de potier : poterie et tournage');
  const asked: string[] = [];
  page.on('request', (r) => void (r.url().includes(ASKED) && asked.push(r.url())));
  await signIn(page, await installation.person());
  await page.goto(`/projets/${one.id}`);
  await expect(page.getByRole('heading', { level: 1, name: one.title })).toBeVisible();
  await page.getByRole('button', { name: /^Signaler/ }).scrollIntoViewIfNeeded();
  const near = page.locator('section', { hasText: 'Projets proches' });
  await expect(near.getByRole('link', { name: other.title })).toBeVisible();
  expect(asked).toHaveLength(1);
  await near.getByRole('link', { name: other.title }).click();
  await expect(page).toHaveURL(new RegExp(`/projets/${other.id}$`));
  await expect(page.getByRole('link', { name: one.title })).toBeVisible();
  link.down();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: one.title })).toBeVisible();
  await expect(page.getByText('Projets proches')).toHaveCount(0);
});

test('at a low eco level they are asked for by a tap only', async ({ installation, phone: { page } }) => {
  const one = await installation.project('Cadran solaire de la chapelle');
  const other = await installation.project('Cadran solaire sur la chapelle');
  await page.addInitScript(() => localStorage.setItem('egoejo.eco', '5'));
  await page.goto(`/projets/${one.id}`);
  const show = page.getByRole('button', { name: 'Voir les projets proches' });
  await show.scrollIntoViewIfNeeded();
  await expect(page.getByRole('link', { name: other.title })).toHaveCount(0);
  await show.click();
  await expect(page.getByRole('link', { name: other.title })).toBeVisible();
  await expect(show).toHaveCount(0);
});

test('who writes a proposal sees projects near it, and may send it all the same @long', async ({
  installation,
  phone: { page },
}) => {
  const near = await installation.project('Kiosque à musique rénové');
  const person = await installation.person();
  await signIn(page, person);
  await page.goto('/projets/proposer');
  await page.getByLabel('Titre').fill('Rénover le kiosque à musique');
  await expect(page.getByRole('heading', { name: 'Des projets proches existent déjà' })).toBeVisible();
  await expect(page.getByRole('link', { name: near.title })).toBeVisible();
  await page.getByLabel('En deux phrases').fill('Pour que la fanfare y joue de nouveau.');
  await page.getByRole('combobox', { name: 'Communauté' }).selectOption(installation.community);
  await page.getByRole('button', { name: 'Proposer' }).click();
  await expect(page).toHaveURL(/\/projets\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Rénover le kiosque à musique' })).toBeVisible();
});
