/** Signing in by an OpenID provider, through a real browser and a real provider on loopback. */
import { startProvider, type OidcProvider } from '@egoejo/server/testing/services/oidc.ts';
import { expect, expectAccessible, test as base } from '../../support/test.ts';

const test = base.extend<{ provider: OidcProvider }>({
  provider: async ({}, use) => {
    const provider = await startProvider('egoejo');
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

test('a member whose address the provider verified signs in and continues; an address without an account gets a message @long', async ({
  provider,
  device: { page },
}) => {
  provider.claims = { email: 'nobody@example.org', email_verified: true };
  await page.goto('/connexion?suite=/moi');
  await page.getByRole('button', { name: 'Se connecter avec La Ruche' }).click();
  await expect(page.getByRole('alert')).toContainText('Aucun compte n’a cette adresse ici.');
  await expectAccessible(page);
  provider.claims = { email: 'awa@example.org', email_verified: true };
  await page.getByRole('button', { name: 'Se connecter avec La Ruche' }).click();
  await expect(page).toHaveURL(/\/moi$/);
  await expect(page.getByText('awa@example.org')).toBeVisible();
  // The session is one like any other.
  await page.reload();
  await expect(page.getByText('awa@example.org')).toBeVisible();
});
