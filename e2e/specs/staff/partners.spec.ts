/**
 * The way of a partner token: made by the keyboard, shown once, used, stopped; and an administrator who sees every part
 * of the page.
 */
import type { Page } from '../../support/browsers/browser.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, signIn, test, type SharedInstallation } from '../../support/shared-server.ts';

async function administrator(installation: SharedInstallation, page: Page): Promise<void> {
  const jeanne = await installation.person();
  await installation.db.query(`update member set name = 'Jeanne', roles = '{administrator}' where id = $1`, [
    jeanne.id,
  ]);
  await signIn(page, jeanne);
}

const askFor = (installation: SharedInstallation) => async (path: string, token: string) => {
  const answer = await fetch(`${installation.server.url}/api/partner/v1/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: answer.status, body: (await answer.json()) as unknown };
};

test('R13: an administrator creates a token by keyboard and sees it once; it reads what it may, until it is revoked', async ({
  installation,
  phone,
}) => {
  const { page } = phone;
  const read = askFor(installation);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await administrator(installation, page);
  await page.goto('/administration/partenaires');
  await page.getByRole('button', { name: 'Nouveau jeton' }).press('Enter');
  await page.getByLabel('Pour qui').fill('Observatoire');
  await expect(page.getByRole('button', { name: 'Faire le jeton' })).toBeDisabled();
  await page.getByRole('checkbox', { name: /Les grains/ }).press('Space');
  await page.getByLabel('Demandes par minute').fill('7000');
  await expect(page.getByText('De 1 à 6 000.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Faire le jeton' })).toBeDisabled();
  await page.getByLabel('Demandes par minute').fill('60');
  await expectAccessible(page);
  await page.getByLabel('Demandes par minute').press('Enter');

  const shown = page.getByRole('textbox', { name: 'Jeton' });
  await expect(shown).toBeFocused();
  await expect(page.getByText(/il ne sera plus montré/)).toBeVisible();
  const token = await shown.inputValue();
  expect(token).toMatch(/^egp_[\w-]{43}$/);
  // Twice: no slip of the hand loses what is shown once.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByText(/n’a pas été copié ici/)).toBeVisible();
  await expect(shown).toHaveValue(token);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Copier le jeton' }).click();
  await expect(page.getByText('Copié.', { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const row = page.getByRole('listitem').filter({ hasText: 'Observatoire' });
  await expect(row).toContainText('60 demandes par minute');
  await expect(row).toContainText('Jamais utilisé');
  await expect(row).toContainText('par Jeanne');
  expect(await read('saka/stats', token)).toMatchObject({ status: 200, body: { silo: expect.any(Number) } });
  expect(await read('projects', token)).toEqual({
    status: 403,
    body: { error: { code: 'partner.out_of_scope', params: { scope: 'projects' } } },
  });
  await page.reload();
  await expect(row).toContainText('Dernière demande : à l’instant');
  expect(await page.content()).not.toContain(token);
  await expectAccessible(page);

  await row.getByRole('button', { name: 'Révoquer le jeton pour Observatoire' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click();
  expect((await read('saka/stats', token)).status).toBe(200);
  await row.getByRole('button', { name: 'Révoquer le jeton pour Observatoire' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Révoquer' }).click();
  await expect(page.getByText('Le jeton pour Observatoire n’ouvre plus rien.')).toBeVisible();
  await expect(row.getByText('révoqué', { exact: true })).toBeVisible();
  await expect(row.getByRole('button')).toHaveCount(0);
  await expect(row).toBeFocused();
  expect(await read('saka/stats', token)).toEqual({
    status: 401,
    body: { error: { code: 'partner.unknown_token', params: {} } },
  });

  await page.getByRole('tab', { name: 'Journal' }).click();
  await page.getByRole('searchbox').fill('Observatoire');
  await expect(page.getByText('Jeton de partenaire révoqué · Observatoire')).toBeVisible();
  await expect(page.getByText('Jeton de partenaire fait · Observatoire')).toBeVisible();
});

test('a token revoked by somebody else and an unreachable server are reported with a message @long', async ({
  installation,
  phone,
}) => {
  const { page } = phone;
  phone.console.expect(/status of 404/);
  await administrator(installation, page);
  await page.goto('/administration/partenaires');
  await page.getByRole('button', { name: 'Nouveau jeton' }).click();
  await page.getByLabel('Pour qui').fill('Presse');
  await page.getByRole('checkbox', { name: /Les projets/ }).check();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Faire le jeton' }).click();
  await expect(page.getByRole('dialog').getByText('Le serveur est injoignable.')).toBeVisible();
  await expect(page.getByText(/si ce jeton y est déjà, révoquez-le/)).toBeVisible();
  await expect(page.getByLabel('Pour qui')).toHaveValue('Presse');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Faire le jeton' }).click();
  await page.getByRole('button', { name: 'Copier le jeton' }).waitFor();
  await page.getByRole('button', { name: 'Fermer' }).last().click();
  await page.getByRole('button', { name: 'Fermer sans le copier' }).click();

  await page.getByRole('button', { name: 'Révoquer le jeton pour Presse' }).click();
  await installation.db.query(`update partner_token set revoked_at = now() where name = 'Presse'`);
  await page.getByRole('dialog').getByRole('button', { name: 'Révoquer' }).click();
  await expect(page.getByText('Ce jeton n’existe pas, ou il est déjà révoqué.')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click();
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Presse' }).getByText('révoqué', { exact: true }),
  ).toBeVisible();

  await page.context().setOffline(true);
  await page.getByRole('tab', { name: 'Partenaires' }).press('End');
  await page.getByRole('tab', { name: 'Partenaires' }).click();
  await expect(page.getByText('Le serveur est injoignable.')).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await expect(page.getByText('Presse', { exact: true })).toBeVisible();
});

test('the tabs of Administration are one row on a phone, with the selected one in sight, and all visible on a wide screen @long', async ({
  installation,
  phone,
}) => {
  const { page } = phone;
  await administrator(installation, page);
  await page.goto('/administration');
  const tabs = page.getByRole('tab');
  await expect(tabs).toHaveCount(7);
  const tops = await tabs.evaluateAll((all) => all.map((tab) => tab.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
  for (const tab of await tabs.all()) {
    await tab.focus();
    await page.keyboard.press('Enter');
    await expect(tab).toHaveAttribute('aria-selected', 'true');
    await expect(tab).toBeInViewport({ ratio: 1 });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const tab of await tabs.all()) await expect(tab).toBeInViewport({ ratio: 1 });
});
