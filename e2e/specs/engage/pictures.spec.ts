/** Photos of proposals: taken without a network, sent when it returns, whatever happens to the page meanwhile. */
import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { noise, photo } from '@egoejo/server/testing/photos.ts';
import { stored } from '../../support/installation.ts';
import { expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

const TITLE = 'Un verger à photographier';

async function fillProposal(page: Page, title: string): Promise<void> {
  // The only one is chosen.
  await expect(page.getByRole('combobox', { name: 'Communauté' })).toHaveValue(/./);
  await page.getByLabel('Titre').fill(title);
  await page.getByLabel('En deux phrases').fill('Des arbres pour tous.');
}

test('a proposal with a photo, without a network: when it returns the photo is sent, goes on after the page was killed half-way, and is shown', async ({
  installation,
  link,
  phone,
}, info) => {
  const file = info.outputPath('verger.png');
  await writeFile(file, await noise(900));
  const awa = await installation.person();
  await signIn(phone.page, awa);
  // Chromium writes cookies to disk every half minute; a member who signed in long ago has theirs there.
  await phone.quit();
  await phone.reopen();
  await phone.page.goto('/projets/proposer');
  await expect(phone.page.getByLabel('Titre')).toBeVisible();
  await shellCached(phone.page);
  await syncIdle(phone.page, awa.id, link);
  link.down();

  await fillProposal(phone.page, TITLE);
  await phone.page.getByLabel('Ajouter une photo').setInputFiles(file);
  await phone.page.getByLabel('Ce que montre la photo').fill('Les pommiers en fleurs');
  await expect(phone.page.getByText('gardée sur cet appareil')).toBeVisible();
  await expect(phone.page.getByRole('img', { name: 'Les pommiers en fleurs' })).toBeVisible();
  await expectAccessible(phone.page);
  await phone.page.getByRole('button', { name: 'Proposer', exact: true }).click();
  await expect(phone.page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  await expect(phone.page.getByText(/^En attente d’envoi\s: votre proposition/)).toBeVisible();
  // Its own photo stands above it, from this device, and in the list.
  await expect(phone.page.locator('img[src^="blob:"]')).toHaveCount(2);
  await phone.page.getByRole('link', { name: 'Projets' }).click();
  await phone.page.getByRole('button', { name: 'Les miens' }).click();
  const row = phone.page.getByRole('listitem').filter({ hasText: TITLE });
  await expect(row.getByText('en attente d’envoi')).toBeVisible();
  await expect(row.locator('img[src^="blob:"]')).toBeVisible();
  await row.getByRole('link').click();
  await expect(phone.page.getByRole('heading', { level: 1, name: TITLE })).toBeVisible();
  expect(await stored(phone.page, awa.id, 'files')).toHaveLength(1);
  const address = phone.page.url();

  // The photo takes nine seconds, so its share is seen however busy the machine is.
  link.set({ kbits: 500, latencyMs: 40 });
  link.up();
  await phone.page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(phone.page.getByText(/^envoi ([1-9]|[1-8]\d)\s%$/)).toBeVisible();
  await phone.kill();
  const half = await received(installation, awa.id);
  expect(half).toBeGreaterThan(0);
  await phone.reopen();
  await phone.page.goto(address);
  await expect(phone.page.getByText('reçue', { exact: true })).toBeVisible();
  await expect.poll(() => stored(phone.page, awa.id, 'files')).toEqual([]);
  const [upload] = await installation.db.query<{ state: string; n: number }>(
    `select min(state) as state, count(*) as n from upload where member = $1`,
    [awa.id],
  );
  expect(upload).toEqual({ state: 'done', n: 1 });
  const shown = phone.page.getByRole('img', { name: 'Les pommiers en fleurs' });
  await expect(shown).toHaveAttribute('src', /^\/media\/pictures\/[0-9a-f]{32}-[sml]\.webp$/);
  await expect.poll(() => shown.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(200);
  await expectAccessible(phone.page);

  // Only its author may see it: their device keeps it for them, and for nobody after them.
  const statusOf = (url: string) =>
    phone.page.evaluate(
      (u) =>
        fetch(u).then(
          (r) => r.status,
          () => 0,
        ),
      url,
    );
  const url = (await shown.getAttribute('src')) ?? '';
  link.down();
  phone.console.expect(/net::ERR/);
  expect(await statusOf(url)).toBe(200);
  await phone.page.goto('/moi/quitter');
  await phone.page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect(phone.page).not.toHaveURL(/quitter/);
  expect(await statusOf(url)).toBe(0);
});
const received = async (
  installation: { db: { query<R extends object>(q: string, p: unknown[]): Promise<R[]> } },
  member: string,
) =>
  (await installation.db.query<{ received: number }>('select received from upload where member = $1', [member]))[0]
    ?.received ?? 0;

test('a file that is no photo is refused on the device, in words; a photo can be taken back before and after it was sent @long', async ({
  installation,
  phone: { page },
}, info) => {
  const file = info.outputPath('photo.jpg');
  await writeFile(file, await photo(800, 400));
  const awa = await installation.person();
  await signIn(page, awa);
  await page.goto('/projets/proposer');
  await page
    .getByLabel('Ajouter une photo')
    .setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
  await expect(page.getByText('Ce fichier n’est pas une photo utilisable')).toBeVisible();
  await page.getByLabel('Ajouter une photo').setInputFiles(file);
  await page.getByRole('button', { name: 'Retirer la photo' }).click();
  await expect(page.getByText('gardée sur cet appareil')).toHaveCount(0);
  await expect.poll(() => stored(page, awa.id, 'files')).toEqual([]);
  // A slow phone: the form is filled before the photo is small, and is not sent without it.
  const decode = await page.evaluateHandle(() => {
    const real = createImageBitmap;
    let open = () => {};
    const opened = new Promise<void>((done) => (open = done));
    globalThis.createImageBitmap = async (...given: unknown[]) => {
      await opened;
      return Reflect.apply(real, globalThis, given);
    };
    return { open };
  });
  await page.getByLabel('Ajouter une photo').setInputFiles(file);
  await fillProposal(page, 'Un banc');
  const propose = page.getByRole('button', { name: 'Proposer', exact: true });
  await expect(propose).toBeDisabled();
  await decode.evaluate(({ open }) => open());
  await propose.click();
  await expect(page.getByText('reçue', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Retirer la photo' }).click();
  await expect(page.getByText('reçue', { exact: true })).toHaveCount(0);
  await expect.poll(() => installation.db.query('select from project_picture where author = $1', [awa.id])).toEqual([]);
});

test('an approval is of what was read: a proposal changed since is read again; a photo that came too late says why @long', async ({
  installation,
  phone: { page },
  anotherDevice,
}, info) => {
  const { db, community } = installation;
  const [author, animator] = [await installation.person(), await installation.person()];
  await db.query(`update membership set role = 'animator' where member = $1`, [animator.id]);
  const project = await installation.project('Une haie de noisetiers');
  await db.query(
    `update project set status = 'proposed', author = $2, scope = 'member:' || $2::uuid, summary = 'Vingt plants.'
      where id = $1`,
    [project.id, author.id],
  );
  await db.query('delete from project_tally where id = $1', [project.id]);
  await db.query(
    `insert into project_picture (id, scope, project, author, alt, place)
      values (gen_random_uuid(), 'member:' || $2::uuid, $1, $2, 'Les noisetiers', 0)`,
    [project.id, author.id],
  );
  await signIn(page, animator);
  await page.goto('/animer');
  const card = page.getByRole('listitem').filter({ hasText: project.title });
  await expect(card.getByText('Vingt plants.')).toBeVisible();
  await db.query(
    `update project set summary = 'Cent plants.', extra = '{"revisedAt": "2026-01-01T00:00:00.000Z"}' where id = $1`,
    [project.id],
  );
  await card.getByRole('button', { name: 'Publier' }).click();
  await expect(card.getByText(/son auteur l’a modifiée depuis/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('old.png') });
  await card.getByRole('button', { name: 'Relire la proposition' }).click();
  await expect(card.getByText('Cent plants.')).toBeVisible();
  await card.getByRole('button', { name: 'Publier' }).click();
  await expect
    .poll(() => db.query('select status, scope from project where id = $1', [project.id]))
    .toEqual([{ status: 'published', scope: `community:${community}` }]);

  const other = await anotherDevice();
  await signIn(other.page, author);
  await other.page.goto(`/projets/${project.id}`);
  await expect(other.page.getByText(/publiée avant l’arrivée de cette photo/)).toBeVisible();
  await expectAccessible(other.page);
  await other.page.screenshot({ path: info.outputPath('late.png'), fullPage: true });
});
