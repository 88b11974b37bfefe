/** A double tap is one act: the sheet that queued it may still be on the screen while it closes. */
import { expect, settled, signIn, stored, syncIdle, test } from '../../support/installation.ts';

test('S2: a double tap on planting queues one boost', async ({ installation, phone }) => {
  const { page } = phone;
  const awa = await installation.person(100);
  await signIn(page, awa);
  for (const [i, project] of installation.projects.entries()) {
    await page.goto(`/projets/${project.id}`);
    await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
    await syncIdle(page, awa.id, installation.link);
    installation.link.down();
    await page.getByRole('button', { name: 'Planter des grains' }).click();
    // The second tap comes when the act is queued and the sheet still closes.
    const tappable = await page.getByRole('button', { name: /^Planter \d+ grain/ }).evaluate(async (button) => {
      if (!(button instanceof HTMLElement)) throw new Error('not a button');
      const closing = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          if (!button.closest('dialog[data-closed]')) return;
          observer.disconnect();
          resolve();
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      });
      button.click();
      await closing;
      button.click();
      return button.isConnected;
    });
    expect(tappable).toBe(true);
    await expect(page.getByText(/^en attente/).first()).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await stored(page, awa.id, 'outbox')).toHaveLength(1);
    installation.link.up();
    await page.goto('/moi/activite');
    await expect(page.getByText(/^reçu/)).toHaveCount(i + 1);
  }
  expect((await settled(installation.db, awa.id)).receipts).toEqual(['applied', 'applied', 'applied']);
});

test('S2: the second tap of a slow double tap does not reach what was behind the sheet @long', async ({
  installation,
  phone,
}) => {
  const { page } = phone;
  const awa = await installation.person(100);
  await signIn(page, awa);
  await page.goto(`/projets/${installation.projects[0]!.id}`);
  await page.getByRole('button', { name: 'Planter des grains' }).click();
  const plant = page.getByRole('button', { name: /^Planter \d+ grain/ });
  await plant.click({ trial: true });
  const box = (await plant.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.click(x, y);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const taps = await page.evaluateHandle(() => {
    const reached: string[] = [];
    document.addEventListener('click', ({ target }) => reached.push(target instanceof Element ? target.tagName : ''));
    return reached;
  });
  // The browser counts it as the second click however long this took.
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  expect(await taps.jsonValue()).toEqual([]);
  // Only that one tap is ignored.
  await page.mouse.down({ clickCount: 3 });
  await page.mouse.up({ clickCount: 3 });
  expect(await taps.jsonValue()).toHaveLength(1);
});
