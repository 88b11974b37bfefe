/** Real faults between a real browser and two real server processes on one PostgreSQL: nothing lost, nothing twice. */
import { atRest, expect, plantHere, settled, shellKept, signIn, stored, test } from '../support/place.ts';

test.describe('an act meets a fault', () => {
  for (const [title, fault] of [
    ['S6 S21: the answer is lost after the commit', { kind: 'lose-answer' }],
    ['S9: the connection breaks while the server works', { kind: 'cut-after-request' }],
    ['S9: the request is lost', { kind: 'lose-request' }],
    ['S16: the answer breaks off in its middle', { kind: 'cut-answer', afterBytes: 300 }],
  ] as const) {
    test(title, async ({ place, phone }) => {
      const awa = await place.person(100);
      await signIn(phone.page, awa);
      await phone.page.goto(`/projets/${place.projects[0]!.id}`);
      await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
      await atRest(phone.page, awa.id, place.link);
      const happened = place.link.next('/sync/exchange', fault, 'project.boost');
      await plantHere(phone.page);
      await happened;
      await phone.page.goto('/moi/activite');
      await phone.page.getByRole('button', { name: 'Synchroniser' }).click();
      await expect(phone.page.getByText(/^reçu/)).toBeVisible();
      expect(await settled(place.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });
      await expect.poll(async () => (await stored(phone.page, awa.id, 'outbox')).length).toBe(0);
    });
  }

  test('S5 S6: the request arrives twice at the same instant, on two servers', async ({ place, phone }) => {
    const awa = await place.person(100);
    await signIn(phone.page, awa);
    await phone.page.goto(`/projets/${place.projects[0]!.id}`);
    await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
    await atRest(phone.page, awa.id, place.link);
    const happened = place.link.next('/sync/exchange', { kind: 'duplicate', copyTo: place.two.port }, 'project.boost');
    await plantHere(phone.page);
    await happened;
    await phone.page.goto('/moi/activite');
    await expect(phone.page.getByText(/^reçu/)).toBeVisible();
    expect(await settled(place.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });
    await expect.poll(async () => (await place.db.query<{ s: number }>('select sum(score)::bigint as s from project_tally'))[0]!.s).toBe(10);
  });

  test('S11: a vote that comes after closing is refused, its grains untouched, and says so', async ({ place, phone }) => {
    const awa = await place.person(100);
    await signIn(phone.page, awa);
    await phone.page.goto(`/votes/${place.poll}`);
    await expect(phone.page.getByRole('button', { name: 'Voter', exact: true })).toBeVisible();
    await shellKept(phone.page);
    place.link.down();
    await phone.page.getByRole('button', { name: /plus|\+|Ajouter|Augmenter/i }).first().click();
    await phone.page.getByRole('button', { name: 'Voter', exact: true }).click();
    await expect(phone.page.getByText(/Votre vote est enregistré sur cet appareil/)).toBeVisible();
    await place.db.query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [place.poll]);
    place.link.up();
    await phone.page.goto('/moi/activite');
    await phone.page.getByRole('button', { name: 'Synchroniser' }).click();
    await expect(phone.page.getByText(/refusé/).first()).toBeVisible();
    expect(await settled(place.db, awa.id)).toEqual({ receipts: ['poll.closed'], balance: 100, ledger: 100 });
  });
});

test('S2: twenty acts confirmed as queued survive the kill of the browser at that instant; one request settles them all', async ({ place, phone }) => {
  const awa = await place.person(500);
  await signIn(phone.page, awa);
  // Chromium writes cookies to disk every half minute; a member who signed in long ago has theirs there.
  await phone.quit();
  await phone.reopen();
  await phone.page.goto(`/projets/${place.projects[0]!.id}`);
  await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await shellKept(phone.page);
  place.link.down();
  for (let i = 0; i < 20; i++) {
    await phone.page.getByRole('button', { name: 'Planter des grains' }).click();
    await phone.page.getByRole('button', { name: /^Planter 10 grains/ }).click();
    await expect(phone.page.getByRole('dialog')).toBeHidden();
  }
  await phone.kill();
  await phone.reopen();
  await phone.page.goto('/moi/activite');
  expect((await stored(phone.page, awa.id, 'outbox')).length).toBe(20);
  const before = place.link.requests.length;
  place.link.up();
  await phone.page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect.poll(async () => (await settled(place.db, awa.id)).receipts.length).toBe(20);
  await expect.poll(async () => (await stored(phone.page, awa.id, 'outbox')).length).toBe(0);
  expect(await settled(place.db, awa.id)).toMatchObject({ balance: 300, ledger: 300 });
  // The access token was in the killed tab's memory: the refresh cookie did it in the same call (S21).
  const sent = place.link.requests.slice(before).filter((r) => r.path.startsWith('/sync/exchange') || r.path.startsWith('/trpc/accounts.refresh'));
  expect(sent.filter((r) => r.path.startsWith('/trpc')).length).toBe(0);
});

test('S5: the server is killed while a crowd of acts settles; after its return each has settled once', async ({ place, anotherDevice }) => {
  const devices = await Promise.all([0, 1].map(() => anotherDevice({ baseURL: place.link.url })));
  const people = await Promise.all(devices.map(() => place.person(400)));
  for (const [i, d] of devices.entries()) {
    await signIn(d.page, people[i]!);
    await d.page.goto(`/projets/${place.projects[i]!.id}`);
    await expect(d.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
    d.console.expect(/net::ERR/);
  }
  place.link.down();
  for (const d of devices) {
    for (let i = 0; i < 5; i++) {
      await d.page.getByRole('button', { name: 'Planter des grains' }).click();
      await d.page.getByRole('button', { name: /^Planter 10 grains/ }).click();
      await expect(d.page.getByRole('dialog')).toBeHidden();
    }
  }
  const reached = place.link.next('/sync/exchange', { kind: 'cut-after-request' }, 'project.boost');
  place.link.up();
  for (const d of devices) await d.page.evaluate(() => window.dispatchEvent(new Event('online')));
  await reached;
  await place.one.kill();
  await place.one.start();
  for (const [i, d] of devices.entries()) {
    await d.page.goto('/moi/activite');
    await d.page.getByRole('button', { name: 'Synchroniser' }).click();
    await expect.poll(async () => settled(place.db, people[i]!.id), { timeout: 30_000 }).toMatchObject({ balance: 350, ledger: 350 });
    await expect.poll(async () => (await stored(d.page, people[i]!.id, 'outbox')).length).toBe(0);
  }
});
