/** Every button that saves a file gives it, with its name and content; and what waits for Wi-Fi says so and waits. */
import { readFile } from 'node:fs/promises';
import { closeDuePolls } from '@egoejo/server/polls/closing.ts';
import type { Locator, Page } from '../../support/browsers/browser.ts';
import { madeBook } from '../../support/epub.ts';
import { importBook } from '../../support/import-book.ts';
import { expectAccessible } from '../../support/test.ts';
import { boostProject, expect, shellCached, signIn, stored, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

/** The file that a tap on this button saves. */
async function saved(page: Page, button: Locator): Promise<{ name: string; text: string }> {
  const downloading = page.waitForEvent('download');
  await button.click();
  const file = await downloading;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('P8 S22: the buttons of ballots, queued acts and the template of projects each save their file @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const { db } = installation;
  const options = ['Mardi', 'Jeudi'].map((label) => ({ id: label.toLowerCase(), label }));
  const poll = await installation.poll({ method: { kind: 'choice', max: 1 }, options });
  const awa = await installation.person(100);
  await db.query(`update membership set role = 'animator' where member = $1`, [awa.id]);
  const project = await installation.project('Le four à pain');
  await signIn(page, awa);
  await page.goto(`/votes/${poll}`);
  await page.getByRole('radio', { name: 'Jeudi' }).check();
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  await db.query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [poll]);
  const moved: string[] = [];
  await closeDuePolls(db, (scopes) => void moved.push(...scopes));
  await db.query(`select pg_notify('egoejo_poke', $1)`, [moved.join(',')]);
  await expect(page.getByText('1 bulletin dépouillé.')).toBeVisible();
  const csv = await saved(page, page.getByRole('button', { name: 'bulletins en CSV' }));
  expect(csv.name).toBe(`${poll}.csv`);
  expect(csv.text).toMatch(/^\uFEFFid,Mardi,Jeudi\r?\n[\da-f-]{36},,1/);
  const json = await saved(page, page.getByRole('button', { name: 'bulletins en JSON' }));
  expect(json.name).toBe(`${poll}.json`);
  expect(JSON.parse(json.text)).toMatchObject({ receipts: [expect.any(String)] });

  await page.goto('/animer/importer');
  const template = await saved(page, page.getByRole('button', { name: 'Modèle vide' }));
  expect(template.name).toBe('egoejo-projets.csv');
  expect(template.text).toMatch(/^\uFEFF[^\n]*;[^\n]*\r\n$/);

  // The code that closes an account is fetched when this page is first opened; then it also works without a network.
  await page.goto('/moi/donnees');
  await expect(page.getByRole('button', { name: 'Fermer mon compte' })).toBeVisible();
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await shellCached(page);
  link.down();
  await boostProject(page, project);
  const dated = /^egoejo-actes-\d{4}-\d\d-\d\d\.json$/;
  for (const path of ['/moi/activite', '/moi/donnees']) {
    await page.goto(path);
    const queue = await saved(page, page.getByRole('button', { name: 'Enregistrer mes actes en attente' }));
    expect(queue.name).toMatch(dated);
    expect(JSON.parse(queue.text)).toMatchObject({ member: awa.id, acts: [{ name: 'project.boost' }] });
  }
  // Closing the account would lose that act, and says so.
  await page.getByRole('button', { name: 'Fermer mon compte' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 acte n’est pas encore parti : il sera perdu.');
  link.up();
});

/** The connection as the browser describes it, changed while pages are open. */
async function onMobileData(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const connection = Object.assign(new EventTarget(), { type: 'cellular', effectiveType: '4g', saveData: false });
    Object.defineProperty(navigator, 'connection', { configurable: true, value: connection });
  });
}
const onWifi = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const connection = Reflect.get(navigator, 'connection') as EventTarget;
    Reflect.set(connection, 'type', 'wifi');
    connection.dispatchEvent(new Event('change'));
  });

test('B4: with Wi-Fi only, mobile data brings no text and no book by itself; each page says why, what can be done, and goes on over Wi-Fi @long', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const title = await importBook(installation, madeBook('Les jardins du soir', ['<h1>Un</h1><p>La pluie.</p>']));
  const other = await importBook(installation, madeBook('Les chemins', ['<h1>Un</h1><p>La route.</p>']));
  const story = await installation.story({ title: 'Le puits', words: 30, pages: ['<p>Le puits compte.</p>'] });
  // The one suggested comes at sign-in, before the member chose.
  await installation.story({ title: 'Le seuil', words: 2, pages: ['<p>Le seuil.</p>'] });
  const awa = await installation.person();
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });
  await onMobileData(page);
  await signIn(page, awa);
  await page.goto('/moi/donnees');
  await page.getByRole('switch', { name: /Télécharger en Wi-Fi seulement/ }).click();
  await expect(page.getByRole('switch', { name: /Télécharger en Wi-Fi seulement/ })).toBeChecked();
  await expect
    .poll(() => installation.db.query('select value from preferences where member = $1', [awa.id]))
    .toMatchObject([{ value: { wifiOnly: true } }]);

  // A short text that is queued would come by itself: now the queue and its page say why not, and ask.
  const asked = (path: string) => link.requests.filter((r) => r.path.includes(path)).length;
  await page.goto('/lire');
  await page.getByRole('button', { name: 'Actions pour Le puits', exact: true }).click();
  await page.getByRole('button', { name: 'Ajouter à « À lire »' }).click();
  await expect(page.getByText('Vous avez choisi de ne télécharger qu’en Wi-Fi')).toBeVisible();
  await page.goto(`/lire/${story}`);
  await expect(page.getByText('Vous avez choisi de ne télécharger qu’en Wi-Fi')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(shot('text'));
  expect((await stored(page, awa.id, 'texts')).map((text) => text['id'])).not.toContain(story);
  await page.getByRole('button', { name: /^Télécharger quand même/ }).click();
  await expect(page.getByText('Le puits compte.')).toBeVisible();

  // A book waits, and comes once there is Wi-Fi.
  await page.goto('/lire');
  await page.getByRole('link', { name: 'Catalogue' }).click();
  await page.getByRole('link', { name: title }).click();
  await expect(page.getByText('Il attendra le Wi-Fi, comme vous l’avez choisi.')).toBeVisible();
  await page.screenshot(shot('book'));
  await page.getByRole('button', { name: /^Télécharger \(/ }).click();
  await expect(page.getByText(/^Attend le Wi-Fi/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(shot('waits'));
  expect(asked('/media/books/')).toBe(0);
  await onWifi(page);
  await expect(page.getByText('Sur cet appareil')).toBeVisible();

  // Another one is fetched anyway. The page is loaded again, on mobile data.
  await page.goto('/lire/catalogue');
  await page.getByRole('link', { name: other }).click();
  await page.getByRole('button', { name: /^Télécharger \(/ }).click();
  await expect(page.getByText(/^Attend le Wi-Fi/)).toBeVisible();
  await page.getByRole('button', { name: 'Télécharger quand même' }).click();
  await expect(page.getByText('Sur cet appareil')).toBeVisible();
});
