/**
 * Every act answers where the finger is: its state stands by its button and changes with the act, the toast says the
 * same words, and the focus is never lost to the page.
 */
import type { Page } from '../../support/browsers/browser.ts';
import {
  allSent,
  expect,
  settled,
  shellCached,
  signIn,
  syncIdle,
  test,
  type SharedInstallation,
} from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const days = ['Mardi', 'Jeudi', 'Samedi'].map((label) => ({ id: label.toLowerCase(), label }));
const toasts = (page: Page) => page.locator('[role=status][aria-live=polite].fixed');
const plant = (page: Page) => page.getByRole('button', { name: 'Planter des grains' });
const backOnline = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')));

async function onProject(page: Page, installation: SharedInstallation, link: Parameters<typeof syncIdle>[2]) {
  const awa = await installation.person(100);
  const project = await installation.project('Un puits au village');
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(plant(page)).toBeVisible();
  await shellCached(page);
  await syncIdle(page, awa.id, link);
  return { awa, project };
}
/** Plants ten grains, by keyboard alone. */
async function plantByKeyboard(page: Page) {
  await plant(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('spinbutton', { name: 'Grains à planter' }).fill('10');
  await page.getByRole('button', { name: /^Planter 10 grains/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('S26: planted without a network, the toast and the line say “en attente”, then both say “reçu”; the focus stays @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const { awa } = await onProject(page, installation, link);
  link.down();
  await plantByKeyboard(page);
  await expect(plant(page)).toBeFocused();
  const line = page.getByRole('list', { name: 'Vos actes sur ce projet' }).getByRole('listitem');
  await expect(toasts(page)).toContainText('en attente');
  await expect(toasts(page)).toContainText('10 grains à «');
  await expect(line).toContainText('en attente');
  // It stays while it has the focus, and says what became of the act.
  await toasts(page).getByRole('button', { name: 'Fermer' }).focus();
  link.up();
  await backOnline(page);
  await expect(toasts(page)).toContainText('reçu');
  await expect(toasts(page)).not.toContainText('en attente');
  await expect(toasts(page).getByRole('button', { name: /^Annuler/ })).toHaveCount(0);
  await expect(line).toContainText('reçu');
  await page.keyboard.press('Enter');
  await expect(toasts(page)).toHaveText('');
  await expect(plant(page)).toBeFocused();
  expect((await settled(installation.db, awa.id)).balance).toBe(90);
});

test('S26: an act is taken back from its toast and from its line; the focus goes to the button that plants @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const { awa } = await onProject(page, installation, link);
  link.down();
  await plantByKeyboard(page);
  await toasts(page)
    .getByRole('button', { name: /^Annuler/ })
    .press('Enter');
  await expect(toasts(page)).toContainText(/Acte annulé|annulation en attente/);
  await expect(toasts(page).getByRole('button', { name: 'Fermer' })).toBeFocused();
  await plantByKeyboard(page);
  const line = page.getByRole('list', { name: 'Vos actes sur ce projet' });
  await line
    .getByRole('button', { name: /^Annuler/ })
    .first()
    .press('Enter');
  await expect(line.getByRole('button', { name: /^Annuler/ })).toHaveCount(0);
  await expect(plant(page)).toBeFocused();
  link.up();
  await backOnline(page);
  await allSent(page, awa.id, link);
  expect((await settled(installation.db, awa.id)).balance).toBe(100);
});

test('a toast goes by itself, but not while it has the focus @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  await onProject(page, installation, link);
  link.down();
  await plantByKeyboard(page);
  const acting = toasts(page).getByText('10 grains à «');
  await toasts(page)
    .getByRole('button', { name: /^Annuler/ })
    .focus();
  // A later toast, without taking the focus.
  await page.getByRole('button', { name: 'Partager' }).evaluate((button: HTMLElement) => button.click());
  await expect(toasts(page).getByRole('button', { name: 'Fermer' })).toHaveCount(2);
  await expect(toasts(page).getByRole('button', { name: 'Fermer' })).toHaveCount(1);
  await expect(acting).toBeVisible();
  await toasts(page).hover();
  await plant(page).focus();
  await page.mouse.move(5, 5);
  await expect(acting).toHaveCount(0);
});

test('S26: a refused act says why by its button; its next step opens the sheet again @long', async ({
  installation,
  link,
  anotherDevice,
  phone,
}) => {
  const { page, context } = phone;
  const { awa } = await onProject(page, installation, link);
  await context.setOffline(true);
  await plantByKeyboard(page);
  // Meanwhile, all but five grains go elsewhere.
  const other = (await anotherDevice()).page;
  const elsewhere = await installation.project('Un verger');
  await signIn(other, awa);
  await other.goto(`/projets/${elsewhere.id}`);
  await plant(other).click();
  await other.getByRole('spinbutton', { name: 'Grains à planter' }).fill('95');
  await other.getByRole('button', { name: 'Planter 95 grains' }).click();
  await expect.poll(async () => (await settled(installation.db, awa.id)).balance).toBe(5);
  await context.setOffline(false);
  const line = page.getByRole('list', { name: 'Vos actes sur ce projet' });
  await expect(line.getByText(/refusé\s: /)).toBeVisible();
  await line.getByRole('link', { name: 'Planter ce qui reste' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Planter 5 grains' }).press('Enter');
  await expect(line.getByText(/^reçu/)).toBeVisible();
  await line.getByRole('button', { name: /^Compris/ }).press('Enter');
  await expect(line.getByRole('button', { name: /^Compris/ })).toHaveCount(0);
  await expect(plant(page)).toBeFocused();
});

test('P1: a vote says its state by its button: waiting, received, changed, refused; the keyboard never loses its place @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const poll = await installation.poll({ method: { kind: 'choice', max: 1 }, options: days, closesInSeconds: 86_400 });
  const awa = await installation.person();
  await signIn(page, awa);
  await page.goto(`/votes/${poll}`);
  await page.getByRole('radio', { name: 'Jeudi' }).check();
  await shellCached(page);
  await syncIdle(page, awa.id, link);
  link.down();
  const form = page.locator('[data-page-bar=ballot]');
  const vote = form.getByRole('button', { name: /^(Voter|Modifier mon vote)$/ });
  await vote.press('Enter');
  await expect(form.getByText('en attente', { exact: true })).toBeInViewport();
  await expect(vote).toBeFocused();
  await expect(vote).toHaveAttribute('aria-disabled', 'true');
  link.up();
  await backOnline(page);
  await expect(form.getByText('reçu', { exact: true })).toBeInViewport();
  await expect(form.getByText('Votre vote est compté.')).toBeInViewport();
  await expect(vote).toBeFocused();
  // Withdrawn by keyboard: the button that asked is gone.
  await page.getByRole('button', { name: 'Retirer mon vote' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer mon vote' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Retirer mon vote' })).toHaveCount(0);
  await expect(vote).toBeFocused();
  await expect(form.getByText(/en attente|reçu/)).toHaveCount(0);
  // Refused: it arrives after the closing.
  await page.getByRole('radio', { name: 'Samedi' }).check();
  await syncIdle(page, awa.id, link);
  link.down();
  await vote.press('Enter');
  await expect(form.getByText('en attente', { exact: true })).toBeVisible();
  await installation.db.query(`update poll set method = '{"kind":"choice","max":1}', options = '[]' where id = $1`, [
    poll,
  ]);
  link.up();
  await backOnline(page);
  await expect(form.getByText(/^refusé\s: /)).toBeInViewport();
  await form.getByRole('button', { name: /^Compris/ }).press('Enter');
  await expect(form.getByText(/^refusé\s: /)).toHaveCount(0);
  await expect(vote).toBeFocused();
});

test('S26: following says its state beside the button @long', async ({ installation, link, phone: { page } }) => {
  const { awa } = await onProject(page, installation, link);
  const follow = page.getByRole('button', { name: 'Suivre' });
  link.down();
  await follow.press('Enter');
  const on = page.getByRole('button', { name: 'Suivi', exact: true });
  await expect(on).toBeFocused();
  const spot = on.locator('xpath=..').getByRole('status');
  await expect(spot).toHaveText(/^en attente/);
  link.up();
  await backOnline(page);
  await expect(spot).toHaveText('reçu');
  await allSent(page, awa.id, link);
  await page.reload();
  await expect(on).toBeVisible();
  await expect(spot).toHaveText('');
});

test('“Synchroniser” and “Envoyer maintenant” say beside themselves what happened @long', async ({
  installation,
  link,
  phone,
}) => {
  const { page } = phone;
  const { awa } = await onProject(page, installation, link);
  await page.goto('/moi/activite');
  const sync = page.getByRole('button', { name: 'Synchroniser' });
  const said = sync.locator('xpath=..').getByRole('status');
  await expect(sync).toBeEnabled();
  await syncIdle(page, awa.id, link);
  await sync.press('Enter');
  await expect(said).toHaveText('Rien à envoyer : tout est à jour.');
  await expect(sync).toBeFocused();
  // The server is gone.
  await page.goBack();
  await expect(plant(page)).toBeVisible();
  await syncIdle(page, awa.id, link);
  link.down();
  await plantByKeyboard(page);
  await page.goForward();
  await sync.press('Enter');
  await expect(said).toHaveText('Le serveur ne répond pas. Vos actes attendent ici.');
  await expect(sync).toBeFocused();
  await phone.context.setOffline(true);
  await sync.press('Enter');
  await expect(said).toHaveText('Pas de réseau. Vos actes attendent ici.');
  await phone.context.setOffline(false);
  // Where one leaves, the button stays to say that all is sent.
  await page.goto('/moi/quitter');
  const send = page.getByRole('button', { name: 'Envoyer maintenant' });
  await expect(send).toBeEnabled();
  await send.press('Enter');
  await expect(send.locator('xpath=..').getByRole('status')).toHaveText(/Le serveur ne répond pas/);
  link.up();
  await send.press('Enter');
  await expect(send.locator('xpath=..').getByRole('status')).toHaveText('1 acte envoyé.');
  await expect(send).toBeFocused();
  expect((await settled(installation.db, awa.id)).balance).toBe(90);
});

test('“Réessayer” in the network line keeps its place and the focus while it tries @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  await onProject(page, installation, link);
  await installation.db.query('alter table receipt rename to receipt_gone');
  await plantByKeyboard(page);
  const again = page.getByRole('button', { name: 'Réessayer', exact: true });
  await again.focus();
  link.stall();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Envoi en cours', { exact: true })).toBeVisible();
  await expect(again).toBeDisabled();
  await expect(again).toBeFocused();
  await installation.db.query('alter table receipt_gone rename to receipt');
  link.flow();
  await expect(again).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement?.closest('.status-lines') !== null)).toBe(true);
});

test('a comment is written, answered and deleted by keyboard, and the focus stays where it was @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  await onProject(page, installation, link);
  const write = page.getByRole('button', { name: 'Écrire un commentaire' });
  await write.press('Enter');
  await page.getByRole('textbox', { name: /commentaire/i }).fill('Je viendrai samedi.');
  await page.getByRole('button', { name: 'Publier' }).press('Enter');
  await expect(write).toBeFocused();
  const mine = page.getByRole('listitem').filter({ hasText: 'Je viendrai samedi.' });
  await mine.getByRole('button', { name: 'Répondre' }).press('Enter');
  await mine.getByRole('textbox').fill('Avec une pelle.');
  await mine.getByRole('button', { name: 'Publier' }).press('Enter');
  await expect(mine.getByRole('button', { name: 'Répondre' }).first()).toBeFocused();
  await mine.getByRole('button', { name: 'Supprimer' }).first().press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).press('Enter');
  await expect(mine).toHaveCount(0);
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});
