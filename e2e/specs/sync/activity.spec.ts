/**
 * Activité: every act with its state, taken back, refused, dismissed; the same in every tab, one exchange at a time.
 */
import type { Page } from '@playwright/test';
import { withoutBackgroundSync } from '../../support/browsers/freeze.ts';
import type { Proxy } from '../../support/network/proxy.ts';
import {
  syncIdle,
  expect,
  boostProject,
  settled,
  shellCached,
  signIn,
  stored,
  test,
  type SharedInstallation,
} from '../../support/shared-server.ts';

/** A member on the page of a project of their own, the shell kept. */
async function ready(page: Page, installation: SharedInstallation, link: Proxy, grains = 100) {
  const awa = await installation.person(grains);
  const project = await installation.project('Un abri pour les vélos');
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await shellCached(page);
  await syncIdle(page, awa.id, link);
  return { awa, project };
}

async function boostOpenProject(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Planter des grains' }).click();
  await page.getByRole('spinbutton').fill('10');
  await page.getByRole('button', { name: /^Planter 10 grains/ }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

const acts = (page: Page) => page.getByRole('list', { name: 'Mes actes' }).getByRole('listitem');
const exchanges = (link: { requests: { path: string }[] }) =>
  link.requests.filter((r) => r.path.startsWith('/sync/exchange')).length;

test('S26: an act that was never sent is taken back immediately, while another is being sent @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const { awa } = await ready(page, installation, link);
  const before = exchanges(link);
  link.stall();
  await boostOpenProject(page);
  await expect.poll(() => exchanges(link)).toBe(before + 1);
  await boostOpenProject(page);
  // Within the app: a page that loads anew would send both again.
  await page.getByRole('link', { name: /^Moi/ }).click();
  await page.getByRole('link', { name: /^Activité/ }).click();
  await expect(acts(page)).toHaveCount(2);
  await acts(page)
    .first()
    .getByRole('button', { name: /^Annuler/ })
    .click();
  await expect(page.getByText('Acte annulé : il ne partira pas.')).toBeVisible();
  await expect(acts(page)).toHaveCount(1);
  link.flow();
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect.poll(() => settled(installation.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });
  await expect(acts(page).getByText(/^reçu/)).toHaveCount(1);
});

for (const [title, kind, outcome] of [
  [
    'S26: a sent act whose verdict was lost: the standing verdict comes back @long',
    'lose-answer',
    { word: /^reçu/, receipts: ['applied'], balance: 90 },
  ],
  [
    'S26: a sent act that never arrived: it is cancelled, and no grain moves',
    'lose-request',
    { word: /^annulé\s: il n’a pas été compté\.$/, receipts: ['sync.cancelled'], balance: 100 },
  ],
] as const) {
  test(title, async ({ installation, link, phone: { page, context } }) => {
    // Or the worker's own try, begun before the act is taken back, may reach the server first once the link is up.
    await withoutBackgroundSync(context, link.url);
    const { awa } = await ready(page, installation, link);
    const happened = link.next('/sync/exchange', { kind }, 'project.boost').then(() => link.down());
    await boostOpenProject(page);
    await happened;
    await page.goto('/moi/activite');
    await acts(page)
      .first()
      .getByRole('button', { name: /^Annuler/ })
      .click();
    await expect(acts(page).first()).toHaveAttribute('data-state', 'cancelling');
    // Said once, where the button was, which keeps the focus.
    await expect(page.getByText(/annulation en attente/i)).toHaveCount(1);
    await expect(acts(page).first()).toBeFocused();
    // Accueil says the same.
    await page.goto('/');
    await expect(page.locator('main').getByText('annulation en attente')).toBeVisible();
    await page.goto('/moi/activite');
    link.up();
    await page.getByRole('button', { name: 'Synchroniser' }).click();
    await expect(acts(page).first().getByText(outcome.word)).toBeVisible();
    const after = await settled(installation.db, awa.id);
    expect(after.balance).toBe(outcome.balance);
    expect(after.ledger).toBe(outcome.balance);
    expect(after.receipts).toEqual(expect.arrayContaining([...outcome.receipts]));
  });
}

test('S26: a refused act shows why and what to do next, and stays dismissed once dismissed', async ({
  installation,
  link,
  phone: { page },
}) => {
  const { awa, project } = await ready(page, installation, link);
  link.down();
  await boostOpenProject(page);
  await installation.db.query(`update project set status = 'withdrawn' where id = $1`, [project.id]);
  link.up();
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(
    acts(page)
      .first()
      .getByText(/^refusé\s: le projet a été retiré\. Vos grains sont intacts\./),
  ).toBeVisible();
  await expect(acts(page).first().getByRole('link', { name: 'Voir un autre projet' })).toHaveAttribute(
    'href',
    '/projets',
  );
  await page.goto('/');
  await expect(page.getByText('1 acte refusé')).toBeVisible();
  await page.goto('/moi/activite');
  await acts(page)
    .first()
    .getByRole('button', { name: /^Compris/ })
    .click();
  await expect(
    acts(page)
      .first()
      .getByRole('button', { name: /^Compris/ }),
  ).toHaveCount(0);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('1 acte refusé')).toHaveCount(0);
  await page.goto('/moi/activite');
  await expect(
    acts(page)
      .first()
      .getByText(/^refusé/),
  ).toBeVisible();
  await expect(
    acts(page)
      .first()
      .getByRole('button', { name: /^Compris/ }),
  ).toHaveCount(0);
  expect(await settled(installation.db, awa.id)).toEqual({
    receipts: ['project.withdrawn'],
    balance: 100,
    ledger: 100,
  });
});

test('S18: two tabs show the same queue and badge; only one of them exchanges @long', async ({
  installation,
  link,
  phone,
}) => {
  const { page } = phone;
  const { awa, project } = await ready(page, installation, link);
  const other = await phone.context.newPage();
  await other.goto(`/projets/${project.id}`);
  await expect(other.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await other.goto('/moi/activite');
  // Each tab exchanges when it opens: what comes after this is the acts' own.
  const opened = exchanges(link);
  await other.getByRole('button', { name: 'Synchroniser' }).click();
  await expect.poll(() => exchanges(link)).toBeGreaterThan(opened);
  await expect
    .poll(() =>
      other.evaluate(async () => {
        const { held = [], pending = [] } = await navigator.locks.query();
        return held.length + pending.length;
      }),
    )
    .toBe(0);
  const before = exchanges(link);
  link.stall();
  await boostOpenProject(page);
  await expect.poll(() => exchanges(link)).toBe(before + 1);
  await boostOpenProject(page);
  for (const tab of [page, other])
    await expect(tab.getByRole('navigation').getByText('2 actes en attente')).toBeAttached();
  await expect(acts(other)).toHaveCount(2);
  await other.getByRole('button', { name: 'Synchroniser' }).click();
  // The other tab wants to, and waits for the lock.
  await expect
    .poll(() => other.evaluate(async () => (await navigator.locks.query()).pending?.length ?? 0))
    .toBeGreaterThan(0);
  expect(exchanges(link)).toBe(before + 1);
  link.flow();
  await expect
    .poll(() => settled(installation.db, awa.id))
    .toEqual({ receipts: ['applied', 'applied'], balance: 80, ledger: 80 });
  await page.goto('/moi/activite');
  for (const tab of [page, other]) {
    await expect(acts(tab).getByText(/^reçu/)).toHaveCount(2);
    await expect(tab.getByRole('navigation').getByText(/en attente/)).toHaveCount(0);
  }
});

test('S26: an act made on another device is listed in Activité too @long', async ({
  installation,
  link,
  anotherDevice,
  phone: { page },
}) => {
  const { awa, project } = await ready(page, installation, link);
  const second = await anotherDevice();
  await signIn(second.page, awa);
  await boostProject(second.page, project);
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(acts(page).getByText(/^reçu.*depuis un autre appareil/)).toBeVisible();
});

/** Damages the queued acts of that name on this device, so that they are set aside. */
const spoil = (page: Page, member: string, name: string): Promise<void> =>
  page.evaluate(
    ([store, wanted]) =>
      new Promise<void>((done, failed) => {
        const open = indexedDB.open(store!);
        open.addEventListener('error', () => failed(open.error));
        open.addEventListener('success', () => {
          const tx = open.result.transaction('outbox', 'readwrite');
          const all = tx.objectStore('outbox').getAll();
          all.addEventListener('success', () => {
            for (const row of all.result as { name: string; args: unknown }[])
              if (row.name === wanted) tx.objectStore('outbox').put({ ...row, args: { textSize: 7 } });
          });
          tx.addEventListener('abort', () => failed(tx.error));
          tx.addEventListener('complete', () => {
            open.result.close();
            done();
          });
        });
      }),
    [`egoejo-${member}`, name],
  );

test('S26: acts are listed by day; settings stay behind a switch, but neither their number while they wait nor one set aside @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const { awa } = await ready(page, installation, link);
  await boostOpenProject(page);
  await page.goto('/moi/activite');
  await expect(acts(page).getByText(/^reçu/)).toHaveCount(1);
  const settings = acts(page).filter({ hasText: 'Préférences modifiées' });
  await expect(settings).toHaveCount(0);
  await page.goto('/moi/reglages');
  await page.getByRole('radio', { name: '130 %' }).click();
  const sizes = async (table: string) =>
    (await stored(page, awa.id, table)).map((act) => Reflect.get(Object(act['args']), 'textSize'));
  await expect.poll(() => sizes('sent')).toContain(130);
  link.down();
  await page.getByRole('radio', { name: '150 %' }).click();
  await expect.poll(() => sizes('outbox')).toContain(150);
  await page.goto('/moi/activite');
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('En attente');
  await expect(page.getByText('1 réglage ou position attend aussi.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Aujourd’hui' })).toBeVisible();
  await expect(acts(page)).toHaveCount(1);
  const show = page.getByRole('switch', { name: 'Montrer aussi les réglages et positions' });
  await show.click();
  await expect(settings).toHaveCount(2);
  await expect(page.getByText('1 réglage ou position attend aussi.')).toHaveCount(0);
  await show.click();
  await expect(settings).toHaveCount(0);
  await spoil(page, awa.id, 'preferences.set');
  await page.reload();
  link.up();
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(settings).toHaveCount(1);
  await expect(settings.getByText(/^mis de côté/)).toBeVisible();
  await expect(show).toHaveAttribute('aria-checked', 'false');
});
