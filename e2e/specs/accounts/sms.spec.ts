/** An account by a phone number, through a real browser and a provider of text messages on loopback. */
import { askForCode } from '../../support/ask-for-code.ts';
import { startSmsProvider, type SmsProvider } from '@egoejo/server/testing/services/sms-provider.ts';
import { expect, expectAccessible, test as base } from '../../support/test.ts';

const test = base.extend<{ provider: SmsProvider }>({
  provider: async ({}, use) => {
    const provider = await startSmsProvider();
    await use(provider);
    await provider.close();
  },
  serverOptions: async ({ provider }, use) => {
    await use({
      database: 'embedded',
      env: { SMS_URL: provider.url, SMS_TOKEN: 'between two servers', SMS_COUNTRIES: 'SN' },
    });
  },
});

test('somebody without mail opens an account by a code on the phone, leaves and signs in again', async ({
  provider,
  device: { page, console },
}, info) => {
  // The form of sign-up is sent sooner than a person would.
  console.expect(/status of 400/);
  await page.goto('/inscription');
  const address = page.getByLabel('E-mail ou téléphone');
  await address.fill('+221 77 123 45 67');
  await expect(address).toHaveValue('+221771234567');
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('address.png'), fullPage: true });
  await askForCode(page);
  await expect.poll(() => provider.received.length).toBe(1);
  const { to, text } = provider.received[0]!.body as { to: string; text: string };
  expect(to).toBe('+221771234567');
  await page.getByLabel('Code reçu').fill(/\d{8}/.exec(text)![0]);
  await page.getByRole('button', { name: 'Vérifier le code' }).click();
  await page.getByRole('textbox', { name: 'Nom' }).fill('Awa');
  await page.getByLabel('Choisissez un mot de passe').fill('une phrase pour entrer');
  await page.getByRole('button', { name: 'Créer mon compte' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Bonjour Awa' })).toBeVisible();
  await page.goto('/moi/quitter');
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page).not.toHaveURL(/quitter/);
  await page.goto('/connexion');
  await page.getByLabel('E-mail ou téléphone').fill('+221 77 123 45 67');
  await page.getByLabel('Mot de passe').fill('une phrase pour entrer');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page).not.toHaveURL(/connexion/);
  await page.goto('/moi');
  await expect(page.getByText('+221771234567')).toBeVisible();
  expect(provider.calls).toBe(1);
});
