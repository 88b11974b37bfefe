/** A tab that the phone stops while it holds the sync lock, and another that cannot wait for it. */
import { LOCK_PATIENCE } from '@egoejo/client/sync/engine/schedule/syncer.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { holdLongTimers } from '../../support/browsers/clock.ts';
import { freeze, processOf, withoutBackgroundSync } from '../../support/browsers/freeze.ts';
import {
  syncIdle,
  expect,
  boostProject,
  boostOpenProject,
  settled,
  shellCached,
  signIn,
  stored,
  test,
} from '../../support/installation.ts';

// Two tabs, of which one is made busy to be found: slower than most.

test('S18: another tab steals a frozen tab’s lock; once resumed, nothing is doubled or lost, and both tabs show the same @long', async ({
  installation,
  phone,
}) => {
  const { page: other } = phone;
  const awa = await installation.person(100);
  const exchanges = () => installation.link.requests.filter((r) => r.path.startsWith('/sync/exchange')).length;
  await withoutBackgroundSync(phone.context, installation.link.url);
  await signIn(other, awa);
  await other.goto(`/projets/${installation.projects[1]!.id}`);
  await expect(other.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  // The service worker starts with the tab that stays awake, as a phone keeps it with the one in view.
  await shellCached(other);
  const frozen = await phone.context.newPage();
  await frozen.goto(`/projets/${installation.projects[0]!.id}`);
  await expect(frozen.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  const process = await processOf(frozen);
  expect(await processOf(other)).not.toBe(process);
  await syncIdle(frozen, awa.id, installation.link);
  const longTimers = await holdLongTimers(other);

  // Its request is on the link when it stops; the answer comes while nobody is there to read it.
  const before = exchanges();
  installation.link.stall();
  await boostOpenProject(frozen);
  await expect.poll(exchanges).toBe(before + 1);
  const thaw = freeze(process);
  installation.link.flow();
  await expect.poll(() => settled(installation.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });

  await boostOpenProject(other);
  await expect
    .poll(() => other.evaluate(async () => (await navigator.locks.query()).pending?.length ?? 0))
    .toBeGreaterThan(0);
  expect(exchanges()).toBe(before + 1);
  await longTimers(LOCK_PATIENCE);
  await expect
    .poll(() => settled(installation.db, awa.id))
    .toEqual({ receipts: ['applied', 'applied'], balance: 80, ledger: 80 });
  await expect.poll(() => stored(other, awa.id, 'outbox')).toEqual([]);

  thaw();
  await boostProject(frozen, installation.projects[2]!);
  await expect
    .poll(() => settled(installation.db, awa.id))
    .toEqual({ receipts: ['applied', 'applied', 'applied'], balance: 70, ledger: 70 });
  for (const tab of [frozen, other]) {
    await tab.goto('/moi/activite');
    await expect(tab.getByRole('list', { name: 'Mes actes' }).getByRole('listitem')).toHaveText(
      installation.projects.toReversed().map(({ title }) => new RegExp(`10 grains à «\\s${title}\\s».*reçu`)),
    );
    await tab.goto('/moi');
    await expect(tab.getByText('70').first()).toBeVisible();
  }
  await expect.poll(() => stored(frozen, awa.id, 'outbox')).toEqual([]);
});

/** Keeps a write transaction over the member's queue open in this tab, as one that the phone freezes inside it does. */
const writeForEver = (tab: Page, member: string): Promise<void> =>
  tab.evaluate(
    (name) =>
      new Promise<void>((done, failed) => {
        const open = indexedDB.open(name);
        open.addEventListener('error', () => failed(open.error));
        open.addEventListener('success', () => {
          const work = open.result.transaction('outbox', 'readwrite');
          const until = performance.now() + 500;
          // After the freeze its time is up: the transaction ends when the tab thaws.
          const again = (first: boolean): void => {
            work
              .objectStore('outbox')
              .count()
              .addEventListener('success', () => {
                if (first) done();
                if (performance.now() < until || first) again(false);
                else open.result.close();
              });
          };
          again(true);
        });
      }),
    `egoejo-${member}`,
  );

for (const goes of ['stays open', 'is closed before the frozen one thaws']) {
  test(`S18: a tab frozen inside a write transaction: its sibling, which ${goes}, still queues, and each act is received once @long`, async ({
    installation,
    phone,
  }) => {
    const { page: frozen } = phone;
    const awa = await installation.person(100);
    await withoutBackgroundSync(phone.context, installation.link.url);
    await signIn(frozen, awa);
    await frozen.goto('/moi/activite');
    await shellCached(frozen);
    const other = await phone.context.newPage();
    await other.goto(`/projets/${installation.projects[0]!.id}`);
    await expect(other.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
    const process = await processOf(frozen);
    expect(await processOf(other)).not.toBe(process);
    await syncIdle(other, awa.id, installation.link);

    await writeForEver(frozen, awa.id);
    const thaw = freeze(process);
    const spares = () =>
      other.evaluate(async () => (await indexedDB.databases()).filter((d) => d.name?.includes('-spare-')).length);
    await boostOpenProject(other);
    expect(await spares()).toBe(1);
    await other.getByRole('button', { name: 'Planter des grains' }).click();
    await other.getByRole('button', { name: /^Planter \d+ grain/ }).click();
    await expect.poll(spares).toBe(2);
    expect(await settled(installation.db, awa.id)).toMatchObject({ receipts: [], balance: 100 });

    if (goes !== 'stays open') await other.close();
    thaw();
    if (other.isClosed()) await frozen.reload();
    await expect
      .poll(() => settled(installation.db, awa.id))
      .toEqual({ receipts: ['applied', 'applied'], balance: 80, ledger: 80 });
    await expect.poll(() => stored(frozen, awa.id, 'outbox')).toEqual([]);
    await frozen.goto('/moi/activite');
    await expect(frozen.getByRole('list', { name: 'Mes actes' }).locator('li[data-state="received"]')).toHaveCount(2);
    expect(
      await frozen.evaluate(async () => (await indexedDB.databases()).filter((d) => d.name?.includes('-spare-'))),
    ).toEqual([]);
  });
}
