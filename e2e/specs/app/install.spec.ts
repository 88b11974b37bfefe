/** The offer to install the app, and the protection of what it stores. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../support/test.ts';
import { boostProject, expect, shellCached, signIn, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
  'Version/18.1 Mobile/15E148 Safari/604.1';

/** Keeps the browser's own event from the page. */
const withoutChromiumsOffer = (page: Page) =>
  page.addInitScript(() =>
    addEventListener('beforeinstallprompt', (event) => {
      if (!event.isTrusted) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }),
  );

declare global {
  // Kept by the test in every document: whether the page let the browser ask.
  var installAsked: boolean;
}

test('the app offers to install itself once the member has acted, asks through the browser, and rests when put off @long', async ({
  installation,
  phone: { page },
}, info) => {
  const awa = await installation.person(100);
  const project = await installation.project('Un puits couvert');
  await withoutChromiumsOffer(page);
  // Chromium sends the event when it sees fit, and asks in a window that no test can answer.
  await page.addInitScript(() => {
    globalThis.installAsked = false;
    addEventListener('load', () => {
      const event = new Event('beforeinstallprompt', { cancelable: true });
      dispatchEvent(
        Object.assign(event, {
          prompt: async () => {
            globalThis.installAsked = true;
            return { outcome: 'dismissed' };
          },
        }),
      );
    });
  });
  await signIn(page, awa);
  await shellCached(page);
  await page.goto('/');
  const card = page.getByRole('region', { name: 'Gardez EGOEJO sur cet appareil' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(card).toHaveCount(0);
  await page.goto(`/projets/${project.id}`);
  await boostProject(page, project);
  await page.goto('/');
  await expect(card).toBeVisible();
  await expectAccessible(page);
  await card.scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('offer.png') });
  await card.getByRole('button', { name: 'Installer' }).click();
  expect(await page.evaluate(() => globalThis.installAsked)).toBe(true);
  await expect(card).toHaveCount(0);
  // The browser's refusal counts as *later*: nothing is offered on Accueil, but one finds it on the page of data.
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(card).toHaveCount(0);
  await page.goto('/moi/donnees');
  await expect(card).toBeVisible();
  const protection = page.getByText('le navigateur peut effacer ces données');
  await expect(protection.or(page.getByText('Protégé : le navigateur n’efface pas'))).toBeVisible();
  await card.scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('data.png'), fullPage: true });
  await expectAccessible(page);
});

test.describe('on an iPhone', () => {
  test.use({ deviceOptions: { viewport: { width: 360, height: 740 }, userAgent: IPHONE } });

  test('the steps by hand are shown before the first act, until they are put off', async ({
    installation,
    phone: { page },
  }, info) => {
    await withoutChromiumsOffer(page);
    await signIn(page, await installation.person());
    await page.goto('/');
    const card = page.getByRole('region', { name: 'Gardez EGOEJO sur cet appareil' });
    await expect(card.getByRole('listitem')).toHaveCount(3);
    await expect(card.getByRole('button', { name: 'Installer' })).toHaveCount(0);
    await expectAccessible(page);
    await card.scrollIntoViewIfNeeded();
    await page.screenshot({ path: info.outputPath('ios.png') });
    await card.getByRole('button', { name: 'Plus tard' }).click();
    await expect(card).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(card).toHaveCount(0);
  });
});
