/** Faults of the real parts: a PostgreSQL that is killed, a browser that takes the storage away. */
import { openPostgres } from '../../server/src/platform/database.ts';
import { migrate } from '../../server/src/platform/migrate.ts';
import { startPostgres } from '../../server/src/testing/cluster.ts';
import { startServer } from '../../server/src/testing/server-process.ts';
import { createFolderFromTemplate } from '../../server/src/testing/template.ts';
import { startProxy } from '../support/proxy.ts';
import { atRest, expect, furnish, newPerson, plantHere, settled, shellKept, signIn, stored, test } from '../support/place.ts';

test('S5: PostgreSQL is killed under acts; it recovers, and each act has settled once', async ({ anotherDevice }) => {
  // Of its own, and durable: an answer that was given is on the disk.
  const started = await startPostgres({ durable: true });
  if (!started.ok) throw new Error(String(started.error.params['reason']));
  const cluster = started.value;
  const folder = await createFolderFromTemplate(process.env['EGOEJO_RUN_FOLDER'] ?? '');
  const prepared = await openPostgres({ url: cluster.url(), max: 4 });
  await migrate(prepared);
  const { projects } = await furnish(prepared);
  const awa = await newPerson(prepared, 400);
  await prepared.close();
  const server = await startServer({ databaseUrl: cluster.url(), dataDir: folder.dataDir });
  const link = await startProxy(server.port);
  const phone = await anotherDevice({ baseURL: link.url });
  phone.console.expect(/net::ERR|status of 50/);
  await signIn(phone.page, awa);
  await phone.page.goto(`/projets/${projects[0]!.id}`);
  await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await atRest(phone.page, awa.id, link);
  // The first settles; its answer is lost as the database dies behind it. The others are queued meanwhile.
  const answered = link.next('/sync/exchange', { kind: 'lose-answer' }, 'project.boost');
  await plantHere(phone.page);
  await answered;
  process.kill(cluster.pid(), 'SIGKILL');
  for (let i = 0; i < 4; i++) {
    await phone.page.getByRole('button', { name: 'Planter des grains' }).click();
    await phone.page.getByRole('button', { name: /^Planter 10 grains/ }).click();
    await expect(phone.page.getByRole('dialog')).toBeHidden();
  }
  await cluster.restart('immediate');
  await phone.page.goto('/moi/activite');
  await phone.page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect.poll(async () => (await stored(phone.page, awa.id, 'outbox')).length, { timeout: 60_000 }).toBe(0);
  const db = await openPostgres({ url: cluster.url(), max: 1 });
  expect(await settled(db, awa.id)).toEqual({ receipts: Array.from({ length: 5 }, () => 'applied'), balance: 350, ledger: 350 });
  await db.close();
  await link.close();
  await server.close();
  await cluster.stop();
  await folder.drop();
});

for (const open of [true, false]) {
  test(`S23: the browser takes the storage away while the app is ${open ? 'open' : 'closed'}: the member is told what waited, and nothing pretends to be queued`, async ({ place, phone }) => {
    // What is being read at the instant the storage goes ends with an error that has no words; of what is being written Dexie tells.
    phone.console.expect(/net::ERR|^thrown: $|^error: \w+ \(\S+\/assets\/vendor-/);
    const awa = await place.person(100);
    await signIn(phone.page, awa);
    await phone.page.goto(`/projets/${place.projects[0]!.id}`);
    await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
    await shellKept(phone.page);
    place.link.down();
    await plantHere(phone.page);
    const evict = async () => {
      const cdp = await phone.context.newCDPSession(phone.page);
      await cdp.send('Storage.clearDataForOrigin', { origin: place.link.url, storageTypes: 'indexeddb,local_storage,cache_storage' });
    };
    if (!open) await phone.page.goto('about:blank');
    // The open app begins anew by itself: a walk that goes elsewhere meanwhile would race it.
    const begunAnew = open ? phone.page.waitForEvent('load') : Promise.resolve();
    await evict();
    place.link.up();
    await begunAnew;
    if (!open) await phone.page.goto('/');
    await expect(phone.page.getByText(/1 acte qui attendait est perdu/)).toBeVisible();
    await phone.page.goto('/moi/activite');
    await expect(phone.page.locator('li[data-state="queued"]')).toHaveCount(0);
    // It goes on: what is done now is really queued and settles.
    await signIn(phone.page, awa);
    await phone.page.goto(`/projets/${place.projects[0]!.id}`);
    await plantHere(phone.page);
    await expect.poll(async () => (await settled(place.db, awa.id)).balance).toBe(90);
    await phone.page.getByRole('button', { name: 'Compris' }).first().click();
    await phone.page.reload();
    await expect(phone.page.getByText(/acte qui attendait est perdu/)).toHaveCount(0);
  });
}
