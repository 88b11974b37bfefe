/**
 * Acts that the server cannot decide, or does not know yet: they stay on the device, hold back nothing else, and go
 * when they can.
 */
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import type { Page } from '../../support/browsers/browser.ts';
import {
  syncIdle,
  ecoOf,
  expect,
  boostProject,
  settled,
  shellCached,
  signIn,
  stored,
  test,
} from '../../support/installation.ts';

const sync = (page: Page) => page.getByRole('button', { name: 'Synchroniser' });

async function pictures(page: Page, file: (name: string) => string, name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: file(`${name}-${scheme}.png`) });
  }
}

test('S9: an act the server fails on is quarantined after five tries, the others are sent, and it is received once the server is fixed @long', async ({
  installation,
  phone: { page },
}, info) => {
  const awa = await installation.person(100);
  await signIn(page, awa);
  await page.goto('/moi/activite');
  await shellCached(page);
  await syncIdle(page, awa.id, installation.link);
  // A fault of the server's own: its database takes no transfer of ten grains.
  await installation.db.query('alter table transfer add constraint fault check (amount <> 10) not valid');
  await boostProject(page, installation.projects[0]!);
  await page.goto('/moi/reglages');
  await page.getByRole('radio', { name: /^Moyen/ }).check();
  // It waits behind the act the server fails on; a page left before it is queued would lose it.
  await expect
    .poll(async () => (await stored(page, awa.id, 'outbox')).map((row) => row['name']))
    .toContain('preferences.set');
  await page.goto('/moi/activite');
  const act = page.locator('li', { hasText: installation.projects[0]!.title });
  // Every tap is an exchange; the act says how often it was tried, until it is put aside.
  for (let tries = 1; tries < 6; tries++) {
    await sync(page).click();
    await expect(act).toContainText(new RegExp(`[${tries}-9] essais?`));
  }
  await expect(act).toHaveAttribute('data-state', 'quarantined');
  await expect(act).toContainText('Il est gardé ici ; réessayez ou enregistrez-le.');
  await sync(page).click();
  await expect.poll(() => ecoOf(installation.db, awa.id)).toBeTruthy();
  expect(await settled(installation.db, awa.id)).toMatchObject({ balance: 100, ledger: 100 });
  await pictures(page, (name) => info.outputPath(name), 'aside');

  await page.reload();
  await expect(act).toHaveAttribute('data-state', 'quarantined');
  await installation.db.query('alter table transfer drop constraint fault');
  await act.getByRole('button', { name: /^Réessayer/ }).click();
  await expect(act).toHaveAttribute('data-state', 'received');
  expect(await settled(installation.db, awa.id)).toMatchObject({ balance: 90, ledger: 90 });
});

test('S8: an act of a newer app waits visibly for the server’s update, the others are sent, and it is received afterwards @long', async ({
  installation,
  phone: { page },
}, info) => {
  const awa = await installation.person(100);
  await signIn(page, awa);
  await page.goto(`/projets/${installation.projects[0]!.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await shellCached(page);
  await syncIdle(page, awa.id, installation.link);
  installation.link.down();
  await boostProject(page, installation.projects[0]!);
  await page.goto('/moi/reglages');
  await page.getByRole('radio', { name: /^Moyen/ }).check();
  await expect
    .poll(async () => (await stored(page, awa.id, 'outbox')).map((row) => row['name']))
    .toContain('preferences.set');
  await inVersion(page, awa.id, 99);
  // An exchange that was prepared before must not go out with the act as it was: it ends with its page.
  await page.goto('/moi/activite');
  installation.link.up();
  await sync(page).click();
  const act = page.locator('li[data-state="waiting-upgrade"]');
  await expect(act).toContainText('attend une mise à jour');
  await expect.poll(() => ecoOf(installation.db, awa.id)).toBeTruthy();
  expect(await settled(installation.db, awa.id)).toMatchObject({ balance: 100, ledger: 100 });
  await pictures(page, (name) => info.outputPath(name), 'waits');

  await inVersion(page, awa.id, 1);
  await act.getByRole('button', { name: /^Réessayer/ }).click();
  await expect(page.locator('li[data-state="received"]', { hasText: installation.projects[0]!.title })).toBeVisible();
  expect(await settled(installation.db, awa.id)).toMatchObject({ balance: 90, ledger: 90 });
});

/** The queued boost as an app of that version of it leaves it on the device. */
async function inVersion(page: Page, member: string, version: number): Promise<void> {
  const rows = (await stored(page, member, 'outbox')).filter((row) => row['name'] === 'project.boost');
  const written = rows.map((row) => ({
    ...row,
    version,
    hash: requestHash({ name: 'project.boost', version, args: row['args'] }),
  }));
  await page.evaluate(
    ([name, acts]) =>
      new Promise<void>((done, failed) => {
        const open = indexedDB.open(`egoejo-${name}`);
        open.addEventListener('success', () => {
          const work = open.result.transaction('outbox', 'readwrite');
          for (const act of acts) work.objectStore('outbox').put(act);
          work.addEventListener('complete', () => {
            open.result.close();
            done();
          });
          work.addEventListener('error', () => failed(work.error));
        });
      }),
    [member, written] as const,
  );
}
