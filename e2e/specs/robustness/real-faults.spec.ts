/** Faults of the real parts: a PostgreSQL that is killed, a browser that takes the storage away. */
import { openPostgres } from '@egoejo/server/platform/database/open-postgres.ts';
import { migrate } from '@egoejo/server/migrate.ts';
import { startPostgres } from '@egoejo/server/testing/database/cluster.ts';
import { startServer } from '@egoejo/server/testing/servers/server-process.ts';
import { startProxy } from '../../support/network/proxy.ts';
import {
  syncIdle,
  expect,
  addContent,
  newPerson,
  boostOpenProject,
  settled,
  shellCached,
  signIn,
  stored,
  test,
} from '../../support/installation.ts';

test('S5: PostgreSQL is killed while acts settle; it recovers, and each act has settled once @long', async ({
  anotherDevice,
}) => {
  // Of its own, and durable: an answer that was given is on the disk.
  const started = await startPostgres({ durable: true });
  if (!started.ok) throw new Error(String(started.error.params['reason']));
  const cluster = started.value;
  const prepared = await openPostgres({ url: cluster.url(), max: 4 });
  await migrate(prepared);
  const { projects } = await addContent(prepared);
  const awa = await newPerson(prepared, 400);
  await prepared.close();
  const server = await startServer({ databaseUrl: cluster.url() });
  const link = await startProxy(server.port);
  const phone = await anotherDevice({ baseURL: link.url });
  phone.console.expect(/net::ERR|status of 50/);
  await signIn(phone.page, awa);
  await phone.page.goto(`/projets/${projects[0]!.id}`);
  await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await syncIdle(phone.page, awa.id, link);
  // The first settles; its answer is lost as the database dies behind it. The others are queued meanwhile.
  const answered = link.next('/sync/exchange', { kind: 'lose-answer' }, 'project.boost');
  await boostOpenProject(phone.page);
  await answered;
  process.kill(cluster.pid(), 'SIGKILL');
  for (let i = 0; i < 4; i++) {
    await phone.page.getByRole('button', { name: 'Planter des grains' }).click();
    await phone.page.getByRole('spinbutton').fill('10');
    await phone.page.getByRole('button', { name: /^Planter 10 grains/ }).click();
    await expect(phone.page.getByRole('dialog')).toBeHidden();
  }
  await cluster.restart('immediate');
  await phone.page.goto('/moi/activite');
  await phone.page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect.poll(async () => (await stored(phone.page, awa.id, 'outbox')).length).toBe(0);
  const db = await openPostgres({ url: cluster.url(), max: 1 });
  expect(await settled(db, awa.id)).toEqual({
    receipts: Array.from({ length: 5 }, () => 'applied'),
    balance: 350,
    ledger: 350,
  });
  await db.close();
  await link.close();
  await server.close();
  await cluster.stop();
});

for (const open of [true, false]) {
  test(`S23: the browser evicts the storage while the app is ${open ? 'open' : 'closed'}: the member is told what was lost, and nothing is shown as queued @long`, async ({
    installation,
    phone,
  }) => {
    // What is being read or written at the instant the storage goes ends with an error of Dexie, of which the browser
    // reports a shortened class name, with or without the error's name.
    phone.console.expect(/net::ERR|^thrown: (\w+Error: \w*)?$|^error: \w+ \(\S+\/assets\/vendor-/);
    const awa = await installation.person(100);
    await signIn(phone.page, awa);
    await phone.page.goto(`/projets/${installation.projects[0]!.id}`);
    await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
    await shellCached(phone.page);
    installation.link.down();
    await boostOpenProject(phone.page);
    const evict = async () => {
      const cdp = await phone.context.newCDPSession(phone.page);
      await cdp.send('Storage.clearDataForOrigin', {
        origin: installation.link.url,
        storageTypes: 'indexeddb,local_storage,cache_storage',
      });
    };
    if (!open) await phone.page.goto('about:blank');
    // The open app begins anew by itself: a walk that goes elsewhere meanwhile would race it.
    const begunAnew = open ? phone.page.waitForEvent('load') : Promise.resolve();
    await evict();
    installation.link.up();
    await begunAnew;
    if (!open) await phone.page.goto('/');
    await expect(phone.page.getByText(/1 acte qui attendait est perdu/)).toBeVisible();
    await phone.page.goto('/moi/activite');
    await expect(phone.page.locator('li[data-state="queued"]')).toHaveCount(0);
    // It goes on: what is done now is really queued and settles.
    await signIn(phone.page, awa);
    await phone.page.goto(`/projets/${installation.projects[0]!.id}`);
    await boostOpenProject(phone.page);
    await expect.poll(async () => (await settled(installation.db, awa.id)).balance).toBe(90);
    await phone.page.getByRole('button', { name: 'Compris' }).first().click();
    await expect(phone.page.getByText(/acte qui attendait est perdu/)).toHaveCount(0);
    await phone.page.reload();
    await expect(phone.page.getByText(/acte qui attendait est perdu/)).toHaveCount(0);
  });
}
