/** A server put back from a backup, with real devices that know more than it does (S29). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '../../support/browsers/browser.ts';
import { egoejo } from '../../support/operator.ts';
import { expect, boostProject, settled, signIn, stored, test } from '../../support/installation.ts';

async function activity(page: Page): Promise<void> {
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
}
const received = (page: Page, times: number) => expect(page.locator('li[data-state="received"]')).toHaveCount(times);

test('S29: acts received after the backup are sent again and are received again or lost, and the member sees which @long', async ({
  installation,
  phone,
}, info) => {
  // A restore ends every session (docs/backup.md).
  phone.console.expect(/net::ERR|status of 401/);
  const awa = await installation.person(100);
  const [bakery, orchard, benches] = installation.projects;
  const folder = await mkdtemp(join(tmpdir(), 'egoejo-backup-'));
  const file = join(folder, 'before.gz');
  const env = { DATABASE_URL: installation.databaseUrl, DATA_DIR: installation.server.dataDir };
  await signIn(phone.page, awa);
  await boostProject(phone.page, bakery!);
  await activity(phone.page);
  await received(phone.page, 1);
  expect(await egoejo(env, 'backup', file)).toMatchObject({ exit: 0 });
  await boostProject(phone.page, orchard!);
  await boostProject(phone.page, benches!);
  await activity(phone.page);
  await received(phone.page, 3);
  expect(await settled(installation.db, awa.id)).toEqual({
    receipts: ['applied', 'applied', 'applied'],
    balance: 70,
    ledger: 70,
  });

  expect(await egoejo(env, 'restore', file, '--replace')).toMatchObject({
    exit: 3,
    err: expect.stringContaining('backup.in_use'),
  });
  await installation.server.stop();
  expect(await egoejo(env, 'restore', file)).toMatchObject({
    exit: 3,
    err: expect.stringContaining('backup.not_empty'),
  });
  expect(await egoejo(env, 'restore', file, '--replace')).toMatchObject({ exit: 0 });
  expect((await settled(installation.db, awa.id)).receipts).toEqual(['applied']);
  // The benches are given up before the device is back.
  await installation.db.query(`update project set status = 'withdrawn' where id = $1`, [benches!.id]);
  await installation.server.start();

  // Her refresh token is one the backup does not know: she signs in again, nothing of hers is gone.
  await signIn(phone.page, awa);
  await activity(phone.page);
  await received(phone.page, 2);
  await expect(phone.page.getByText(/^reçu à nouveau après une restauration/)).toHaveCount(1);
  await expect(phone.page.locator('li[data-state="again"]')).toContainText(
    /attend la fin de la restauration du serveur\s:\sle projet a été retiré/,
  );
  for (const scheme of ['light', 'dark'] as const) {
    await phone.page.emulateMedia({ colorScheme: scheme });
    await phone.page.screenshot({ path: info.outputPath(`waits-${scheme}.png`) });
  }
  expect(await settled(installation.db, awa.id)).toEqual({ receipts: ['applied', 'applied'], balance: 80, ledger: 80 });

  expect(await egoejo(env, 'recovery', 'end')).toMatchObject({ exit: 0 });
  await phone.page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(phone.page.locator('li[data-state="lost"]')).toContainText(
    /perdu dans une restauration du serveur\s:\sle projet a été retiré/,
  );
  await expect(
    phone.page.locator('li[data-state="lost"]').getByRole('link', { name: 'Voir un autre projet' }),
  ).toBeVisible();
  for (const scheme of ['light', 'dark'] as const) {
    await phone.page.emulateMedia({ colorScheme: scheme });
    await phone.page.screenshot({ path: info.outputPath(`lost-${scheme}.png`) });
  }
  expect(await settled(installation.db, awa.id)).toEqual({
    receipts: ['applied', 'applied', 'sync.lost_in_restore'],
    balance: 80,
    ledger: 80,
  });
  await expect.poll(async () => (await stored(phone.page, awa.id, 'outbox')).length).toBe(0);
  await phone.page.reload();
  await expect(phone.page.locator('li[data-state="lost"]')).toHaveCount(1);
  await rm(folder, { recursive: true });
});
