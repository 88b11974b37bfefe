/**
 * A link that leads nowhere, and a device on which one was stored long ago: the sync goes on, and nobody is told of a
 * missing network (S30).
 */
import { newId } from '@egoejo/shared/platform/ids.ts';
import type { Page } from '../../support/browsers/browser.ts';
import {
  syncIdle,
  expect,
  boostProject,
  boostOpenProject,
  leaveApp,
  settled,
  shellCached,
  signIn,
  stored,
  test,
} from '../../support/installation.ts';

const BAR = /Hors ligne|Le serveur/;

/** Puts rows into the member's database as no app would write them. */
const damage = (page: Page, member: string, table: string, rows: readonly object[]): Promise<void> =>
  page.evaluate(
    ([name, store, given]) =>
      new Promise<void>((done, failed) => {
        const open = indexedDB.open(`egoejo-${name}`);
        open.addEventListener('success', () => {
          const work = open.result.transaction(store, 'readwrite');
          for (const row of given) work.objectStore(store).put(row);
          work.addEventListener('complete', () => {
            open.result.close();
            done();
          });
          work.addEventListener('error', () => failed(work.error));
        });
      }),
    [member, table, rows] as const,
  );

test('S30: a link with an invalid id shows an error page and stores nothing, and the next act is received @long', async ({
  installation,
  phone: { page },
}, info) => {
  const awa = await installation.person(100);
  await signIn(page, awa);
  await shellCached(page);
  for (const path of [
    '/communautes/nope',
    '/projets/nope',
    '/projets/nope/impact',
    '/votes/nope',
    '/lire/nope',
    `/communautes/${newId().toUpperCase()}x`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'Page introuvable' }).first()).toBeVisible();
    await expect(page.getByText('Ce lien ne mène nulle part ici.')).toBeVisible();
  }
  await page.screenshot({ path: info.outputPath('nowhere.png') });
  await syncIdle(page, awa.id, installation.link);
  expect(await stored(page, awa.id, 'followed')).toEqual([]);
  await page.goto(`/projets/${installation.projects[0]!.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  installation.link.down();
  await boostOpenProject(page);
  installation.link.up();
  await page.goto('/communautes/nope');
  await expect.poll(() => settled(installation.db, awa.id)).toMatchObject({ receipts: ['applied'], balance: 90 });
  await expect(page.getByText(BAR)).toHaveCount(0);
});

test('S30: a device that stored a bad link, a bad cursor and a damaged act repairs itself at the next start; its other act is received', async ({
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
  await boostProject(page, installation.projects[1]!);
  await leaveApp(page);
  const [first] = await stored(page, awa.id, 'outbox');
  await damage(page, awa.id, 'outbox', [{ ...first, args: { project: 'nope', grains: 5 } }]);
  await damage(page, awa.id, 'followed', [{ community: 'nope' }]);
  await damage(page, awa.id, 'cursors', [
    { scope: 'public', parts: [{ cursor: { scope: 'public', entities: 'all', rev: 'x' } }] },
  ]);
  await damage(page, awa.id, 'meta', [{ k: 'offset', v: 'noon' }]);
  // The app starts on what is stored now, before it can send anything.
  await page.goto('/moi/activite');
  await expect(page.locator('li[data-state="quarantined"]')).toContainText('abîmé');
  installation.link.up();
  await page.reload();
  await expect.poll(() => settled(installation.db, awa.id)).toMatchObject({ receipts: ['applied'], balance: 90 });
  expect(await stored(page, awa.id, 'followed')).toEqual([{ community: installation.community }]);
  const damaged = page.locator('li[data-state="quarantined"]');
  await expect(damaged).toContainText('abîmé');
  await expect(damaged.getByRole('button', { name: /^Réessayer/ })).toHaveCount(0);
  await expect(page.getByText(BAR)).toHaveCount(0);
  await page.screenshot({ path: info.outputPath('set-aside.png') });
  await damaged.getByRole('button', { name: /^Annuler/ }).click();
  await expect(damaged).toHaveCount(0);
});
