/** The main job: browse, lose the server, act, lose the browser, come back, and see each act received once. */
import { expect, boostProject, settled, shellCached, signIn, stored, test } from '../../support/installation.ts';

test('three boosts and a vote made without a server survive a killed browser and are received once', async ({
  installation,
  phone,
}) => {
  const awa = await installation.person(200);
  await signIn(phone.page, awa);
  // Chromium writes cookies to disk every half minute; a member who signed in this morning has theirs there.
  await phone.quit();
  await phone.reopen();
  await phone.page.goto('/projets');
  for (const p of installation.projects) await expect(phone.page.getByText(p.title).first()).toBeVisible();
  await phone.page.goto(`/votes/${installation.poll}`);
  await expect(phone.page.getByRole('heading', { name: 'Quel jour ?' })).toBeVisible();
  for (const p of installation.projects) {
    await phone.page.goto(`/projets/${p.id}`);
    await expect(phone.page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  }
  await shellCached(phone.page);

  // The server's process is dead and its port closed.
  await installation.server.kill();
  await phone.page.goto('/projets');
  await phone.page.getByRole('searchbox').fill('verger partage');
  await expect(phone.page.getByText('Verger partagé des Minimes').first()).toBeVisible();
  for (const p of installation.projects) await boostProject(phone.page, p);
  await phone.page.goto(`/votes/${installation.poll}`);
  for (let i = 0; i < 2; i++)
    await phone.page
      .getByRole('button', { name: /plus|\+|Ajouter|Augmenter/i })
      .first()
      .click();
  await phone.page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(phone.page.getByText(/Votre vote est enregistré sur cet appareil/)).toBeVisible();
  await phone.page.reload();
  await expect(phone.page.getByText(/Votre vote est enregistré sur cet appareil/)).toBeVisible();

  await phone.kill();
  await phone.reopen();
  await phone.page.goto('/moi/activite');
  await expect(phone.page.getByText(/10 grains à/)).toHaveCount(3);
  expect((await stored(phone.page, awa.id, 'outbox')).length).toBe(4);
  expect((await stored(phone.page, awa.id, 'project')).length).toBe(3);
  expect((await stored(phone.page, awa.id, 'poll')).length).toBe(1);

  await installation.server.start();
  await phone.page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect
    .poll(async () => (await settled(installation.db, awa.id)).receipts.filter((c) => c === 'applied').length)
    .toBeGreaterThanOrEqual(4);
  await expect(phone.page.getByText(/^reçu/).first()).toBeVisible();
  await expect.poll(async () => (await stored(phone.page, awa.id, 'outbox')).length).toBe(0);
  // 200 - 3 × 10 - 4 credits × 5 + 5 harvested by voting
  expect(await settled(installation.db, awa.id)).toMatchObject({ balance: 155, ledger: 155 });
  await expect
    .poll(async () =>
      (await installation.db.query<{ score: number }>('select score from project_tally order by score')).map(
        (r) => r.score,
      ),
    )
    .toEqual([10, 10, 10]);
});
