/** Leaving a device that has no network, and the 4-digit lock: neither yields to a cookie that is still there. */
import type { BrowserContext, Page } from '@playwright/test';
import { startProvider, type OidcProvider } from '@egoejo/server/testing/services/oidc.ts';
import { shellCached } from '../../support/installation.ts';
import { expect, expectAccessible, test as base } from '../../support/test.ts';

const test = base.extend<{ provider: OidcProvider }>({
  provider: async ({}, use) => {
    const provider = await startProvider('egoejo');
    provider.claims = { email: 'awa@example.org', email_verified: true };
    await use(provider);
    await provider.close();
  },
  serverOptions: async ({ provider }, use) => {
    await use({
      database: 'embedded',
      env: {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: 'egoejo',
        OIDC_CLIENT_SECRET: 'between two servers',
        OIDC_NAME: 'La Ruche',
      },
    });
  },
});

const enterByProvider = async (page: Page): Promise<void> => {
  await page.goto('/connexion?suite=/moi');
  await page.getByRole('button', { name: 'Se connecter avec La Ruche' }).click();
};
const refreshCookie = async (context: BrowserContext): Promise<string> =>
  (await context.cookies()).find((c) => c.name === 'egoejo_refresh')?.value ?? '';
/** What the server says to somebody who has that cookie, and nothing else. */
const refreshBy = async (url: string, cookie: string): Promise<number> =>
  (
    await fetch(`${url}/trpc/accounts.refresh`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', 'x-egoejo': '1', origin: url, cookie: `egoejo_refresh=${cookie}` },
    })
  ).status;

test('after signing out offline the cookie signs nobody in again, and the session ends on the server when the network is back @long', async ({
  server,
  link,
  device,
}) => {
  const { page, context } = device;
  device.console.expect(/net::ERR/);
  await enterByProvider(page);
  await expect(page.getByText('awa@example.org')).toBeVisible();
  await shellCached(page);
  await page.goto('/moi/quitter');
  await expect(page.getByRole('switch', { name: /Garder mes données/ })).not.toBeChecked();
  const cookie = await refreshCookie(context);
  expect(await refreshBy(server.url, cookie)).toBe(200);
  link.down();
  await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect(page).not.toHaveURL(/quitter/);
  expect(
    (await page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name))).filter((n) =>
      /egoejo-[0-9a-f]{8}/.test(n ?? ''),
    ),
  ).toEqual([]);
  link.up();
  await page.goto('/connexion?entree=oidc&suite=/moi');
  await expect(page.getByLabel('Mot de passe')).toBeVisible();
  await expect(page).toHaveURL(/\/connexion\?suite=/);
  await expect.poll(() => refreshBy(server.url, cookie)).toBe(401);
  await expect.poll(() => refreshCookie(context)).toBe('');
  await page.goto('/moi');
  await expect(page.getByText('Vous visitez EGOEJO')).toBeVisible();
  // Nothing is pending any more: a new sign-in stands.
  await enterByProvider(page);
  await expect(page.getByText('awa@example.org')).toBeVisible();
  await page.reload();
  await expect(page.getByText('awa@example.org')).toBeVisible();
  expect(await refreshBy(server.url, await refreshCookie(context))).toBe(200);
});

test('a locked account opens with its PIN only, not by a reload or a return from a provider; removing the lock requires the PIN', async ({
  device,
}) => {
  const { page } = device;
  await enterByProvider(page);
  await expect(page.getByText('awa@example.org')).toBeVisible();
  await page.goto('/moi/reglages');
  await page.getByRole('button', { name: 'Poser un verrou' }).click();
  await page.getByLabel('Vos 4 chiffres').fill('4821');
  await page.getByRole('dialog').getByRole('button', { name: 'Poser un verrou' }).click();
  await expect(page.getByText('Verrou posé.')).toBeVisible();
  const locked = page.getByRole('heading', { level: 1, name: 'Compte protégé' });
  await page.reload();
  await expect(locked).toBeVisible();
  await expectAccessible(page);
  await page.goto('/connexion?entree=oidc&suite=/moi');
  await expect(locked).toBeVisible();
  await page.getByRole('button', { name: 'Quelqu’un d’autre' }).click();
  await page.goto('/connexion?entree=oidc&suite=/moi');
  await expect(page.getByLabel('Mot de passe')).toBeVisible();
  await expect(page).toHaveURL(/\/connexion\?suite=/);
  // The provider's session is still open in this browser: it is no proof either.
  await enterByProvider(page);
  await expect(locked).toBeVisible();
  await page.getByLabel('Vos 4 chiffres').fill('0000');
  await expect(page.getByText('Ce ne sont pas les bons chiffres.')).toBeVisible();
  await page.getByLabel('Vos 4 chiffres').fill('4821');
  await expect(page.getByText('awa@example.org')).toBeVisible();
  await page.goto('/moi/reglages');
  await page.getByLabel('Vos 4 chiffres').fill('4821');
  await page.getByRole('button', { name: 'Retirer le verrou' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Vos 4 chiffres').fill('1111');
  await expect(sheet.getByText('Ce ne sont pas les bons chiffres.')).toBeVisible();
  await expectAccessible(page);
  await sheet.getByLabel('Vos 4 chiffres').fill('4821');
  await expect(page.getByText('Verrou retiré.')).toBeVisible();
  await page.goto('/moi');
  await expect(page.getByText('awa@example.org')).toBeVisible();
});
