/** Real faults between a real browser and two real server processes on one PostgreSQL: nothing lost, nothing twice. */
import {
  syncIdle,
  expect,
  boostOpenProject,
  settled,
  shellCached,
  signIn,
  stored,
  test,
} from '../../support/installation.ts';

test.describe('an act with a network fault', () => {
  for (const [title, fault] of [
    ['S6 S21: the answer is lost after the commit', { kind: 'lose-answer' }],
    ['S9: the connection breaks while the server works @long', { kind: 'cut-after-request' }],
    ['S9: the request is lost @long', { kind: 'lose-request' }],
    ['S16: the answer breaks off in its middle @long', { kind: 'cut-answer', afterBytes: 300 }],
  ] as const) {
    test(title, async ({ installation, phone }) => {
      const awa = await installation.person(100);
      await signIn(phone.page, awa);
      await phone.page.goto(`/projets/${installation.projects[0]!.id}`);
      await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
      await syncIdle(phone.page, awa.id, installation.link);
      const happened = installation.link.next('/sync/exchange', fault, 'project.boost');
      await boostOpenProject(phone.page);
      await happened;
      await phone.page.goto('/moi/activite');
      await phone.page.getByRole('button', { name: 'Synchroniser' }).click();
      await expect(phone.page.getByText(/^reçu/)).toBeVisible();
      expect(await settled(installation.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });
      await expect.poll(async () => (await stored(phone.page, awa.id, 'outbox')).length).toBe(0);
    });
  }

  test('S5 S6: the request arrives twice at the same time, on two servers @long', async ({
    installation,
    second,
    phone,
  }) => {
    const awa = await installation.person(100);
    await signIn(phone.page, awa);
    await phone.page.goto(`/projets/${installation.projects[0]!.id}`);
    await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
    await syncIdle(phone.page, awa.id, installation.link);
    const happened = installation.link.next(
      '/sync/exchange',
      { kind: 'duplicate', copyTo: second.port },
      'project.boost',
    );
    await boostOpenProject(phone.page);
    await happened;
    await phone.page.goto('/moi/activite');
    await expect(phone.page.getByText(/^reçu/)).toBeVisible();
    expect(await settled(installation.db, awa.id)).toEqual({ receipts: ['applied'], balance: 90, ledger: 90 });
    await expect
      .poll(
        async () =>
          (await installation.db.query<{ s: number }>('select sum(score)::bigint as s from project_tally'))[0]!.s,
      )
      .toBe(10);
  });

  test('S11: a vote that arrives after the closing is refused visibly, with its grains untouched', async ({
    installation,
    phone,
  }) => {
    const awa = await installation.person(100);
    await signIn(phone.page, awa);
    await phone.page.goto(`/votes/${installation.poll}`);
    await expect(phone.page.getByRole('button', { name: 'Voter', exact: true })).toBeVisible();
    await shellCached(phone.page);
    installation.link.down();
    await phone.page
      .getByRole('button', { name: /plus|\+|Ajouter|Augmenter/i })
      .first()
      .click();
    await phone.page.getByRole('button', { name: 'Voter', exact: true }).click();
    await expect(phone.page.getByText(/Votre vote est enregistré sur cet appareil/)).toBeVisible();
    await installation.db.query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [
      installation.poll,
    ]);
    installation.link.up();
    await phone.page.goto('/moi/activite');
    await phone.page.getByRole('button', { name: 'Synchroniser' }).click();
    await expect(phone.page.getByText(/refusé/).first()).toBeVisible();
    expect(await settled(installation.db, awa.id)).toEqual({ receipts: ['poll.closed'], balance: 100, ledger: 100 });
  });
});

test('S2: twenty acts confirmed as queued survive an immediate kill of the browser; one request settles them all @long', async ({
  installation,
  phone,
}) => {
  const awa = await installation.person(500);
  await signIn(phone.page, awa);
  // Chromium writes cookies to disk every half minute; a member who signed in long ago has theirs there.
  await phone.quit();
  await phone.reopen();
  await phone.page.goto(`/projets/${installation.projects[0]!.id}`);
  await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await shellCached(phone.page);
  installation.link.down();
  for (let i = 0; i < 20; i++) {
    await phone.page.getByRole('button', { name: 'Planter des grains' }).click();
    await phone.page.getByRole('spinbutton').fill('10');
    await phone.page.getByRole('button', { name: /^Planter 10 grains/ }).click();
    await expect(phone.page.getByRole('dialog')).toBeHidden();
  }
  await phone.kill();
  await phone.reopen();
  await phone.page.goto('/moi/activite');
  expect((await stored(phone.page, awa.id, 'outbox')).length).toBe(20);
  const before = installation.link.requests.length;
  installation.link.up();
  await phone.page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect.poll(async () => (await settled(installation.db, awa.id)).receipts.length).toBe(20);
  await expect.poll(async () => (await stored(phone.page, awa.id, 'outbox')).length).toBe(0);
  expect(await settled(installation.db, awa.id)).toMatchObject({ balance: 300, ledger: 300 });
  // The access token was in the killed tab's memory: the refresh cookie did it in the same call (S21).
  const sent = installation.link.requests
    .slice(before)
    .filter((r) => r.path.startsWith('/sync/exchange') || r.path.startsWith('/trpc/accounts.refresh'));
  expect(sent.filter((r) => r.path.startsWith('/trpc')).length).toBe(0);
  expect(sent.filter((r) => r.carries('"project.boost"')).length).toBe(1);
});

test('S5: the server is killed while many members’ acts settle; after its restart each act has settled once @long', async ({
  installation,
  anotherDevice,
}) => {
  const devices = await Promise.all([0, 1].map(() => anotherDevice()));
  const people = await Promise.all(devices.map(() => installation.person(400)));
  for (const [i, d] of devices.entries()) {
    await signIn(d.page, people[i]!);
    await d.page.goto(`/projets/${installation.projects[i]!.id}`);
    await expect(d.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
    d.console.expect(/net::ERR/);
  }
  installation.link.down();
  for (const d of devices) {
    for (let i = 0; i < 5; i++) {
      await d.page.getByRole('button', { name: 'Planter des grains' }).click();
      await d.page.getByRole('spinbutton').fill('10');
      await d.page.getByRole('button', { name: /^Planter 10 grains/ }).click();
      await expect(d.page.getByRole('dialog')).toBeHidden();
    }
  }
  // The counters of both members are locked, so that the settlement of both is seen waiting when the server dies.
  await installation.db.transaction(async (tx) => {
    await tx.query('select 1 from member_counter where member = any($1::uuid[]) for update', [people.map((p) => p.id)]);
    installation.link.up();
    for (const d of devices) await d.page.evaluate(() => window.dispatchEvent(new Event('online')));
    const settling = `select 1 from pg_stat_activity
      where datname = current_database() and state = 'active' and wait_event_type = 'Lock'
      and query like '%settle_acts%'`;
    await expect.poll(async () => (await installation.db.query(settling)).length).toBeGreaterThan(0);
    await installation.server.kill();
  });
  await installation.server.start();
  for (const [i, d] of devices.entries()) {
    await d.page.goto('/moi/activite');
    await d.page.getByRole('button', { name: 'Synchroniser' }).click();
    await expect.poll(async () => settled(installation.db, people[i]!.id)).toMatchObject({ balance: 350, ledger: 350 });
    await expect.poll(async () => (await stored(d.page, people[i]!.id, 'outbox')).length).toBe(0);
  }
});
