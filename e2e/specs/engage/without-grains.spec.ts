/** A server whose administrators turned SAKA off: no page promises grains (R12). */
import { startServer } from '@egoejo/server/testing/servers/server-process.ts';
import { expect, signIn, test } from '../../support/installation.ts';

/** Words that offer or explain what is off. */
const OFFERS = /récolt|planter|composte|pour gagner|10 premiers grains/i;

test('R12: with SAKA off no page offers or explains grains; the balance stays, and the cycle says that it rests', async ({
  installation,
  anotherDevice,
}) => {
  const server = await startServer({ databaseUrl: installation.databaseUrl, env: { ENABLE_SAKA: 'false' } });
  const { page } = await anotherDevice({ baseURL: server.url });
  await signIn(page, await installation.person(100));
  await expect(page.getByText('100', { exact: true }).first()).toBeVisible();
  const paths = ['/', '/projets', '/votes', '/lire', '/moi', '/moi/inviter', '/communautes', '/aide'];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('main'), path).not.toContainText(OFFERS);
  }
  await page.goto(`/projets/${installation.projects[0]!.id}`);
  await expect(page.getByText('Planter des grains est en pause pour le moment.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Planter/ })).toHaveCount(0);
  await page.goto('/cycle');
  await expect(page.getByText(/^Les grains sont en pause ici/)).toBeVisible();
  // An open page would complain of its stream.
  await page.goto('about:blank');
  await server.close();
});
