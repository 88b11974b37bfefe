/** Groups and roles that policies use: who may propose projects, who may publish texts, and a report of a member. */
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('S11: an administrator makes a group, an animator leaves proposing to it, and the form says so before a refusal names it @long', async ({
  installation,
  link,
  phone: { page },
  anotherDevice,
}, info) => {
  const { db, community } = installation;
  const [jeanne, awa] = [await installation.person(), await installation.person()];
  await db.query(`update member set roles = '{administrator}' where id = $1`, [jeanne.id]);
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });
  const group = `jury-${awa.id.slice(-6)}`;

  // Awa is put in a group, and taken out of it again by a box that names it.
  await signIn(page, jeanne);
  await page.goto('/administration/membres');
  await page.getByRole('searchbox').fill(jeanne.email);
  await page.getByRole('listitem').getByRole('button').first().click();
  await page.getByRole('dialog').getByRole('tab', { name: 'Rôles' }).click();
  await page.getByLabel('Nouveaux groupes').fill(group);
  await expectAccessible(page);
  await page.screenshot(shot('roles'));
  await page.getByRole('dialog').getByRole('button', { name: 'Enregistrer' }).click();
  await expect
    .poll(() => db.query('select name from member_group where member = $1', [jeanne.id]))
    .toEqual([{ name: group }]);
  await page.goto('/moi/profil');
  await expect(page.getByRole('heading', { name: 'Vos groupes' })).toBeVisible();
  await expect(page.getByText(group)).toBeVisible();
  await page.screenshot(shot('profile'));

  // The community leaves proposing to it.
  await page.goto(`/communautes/${community}/modifier`);
  await page.getByLabel('Qui propose des projets').selectOption({ label: `Le groupe « ${group} »` });
  await expectAccessible(page);
  await page.screenshot(shot('community'));
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect
    .poll(() => db.query('select proposers from community where id = $1', [community]))
    .toEqual([{ proposers: group }]);

  // A member outside the group reads it before writing; an act that was made anyway is refused with its name.
  const other = await anotherDevice();
  other.console.expect(/net::ERR/);
  await signIn(other.page, awa);
  await shellCached(other.page);
  await other.page.goto('/projets/proposer');
  await other.page.getByRole('combobox', { name: 'Communauté' }).selectOption(community);
  await expect(other.page.getByText(`seul le groupe « ${group} » propose des projets`)).toBeVisible();
  await expectAccessible(other.page);
  await other.page.screenshot(shot('propose'));
  link.down();
  await other.page.getByLabel('Titre').fill('Un banc');
  await other.page.getByLabel('En deux phrases').fill('Devant le puits.');
  await other.page.getByRole('button', { name: 'Proposer', exact: true }).click();
  link.up();
  await other.page.goto('/moi/activite');
  await expect(other.page.getByText(`Ici, seul le groupe « ${group} » propose des projets`)).toBeVisible();
  await other.page.screenshot(shot('refused'));
  await db.query('update community set proposers = null where id = $1', [community]);
});

test('S5: an author publishes a text without a network; another member queues it and keeps that when it is withdrawn', async ({
  installation,
  link,
  phone: { page, console: said },
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, jeanne] = [await installation.person(), await installation.person()];
  await db.query(`update member set roles = '{author}', name = 'Awa Ndiaye' where id = $1`, [awa.id]);
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });
  const title = `La pluie de ${awa.id.slice(-4)}`;

  // The draft outlives a reload; the text is published without a network.
  said.expect(/net::ERR/);
  await signIn(page, awa);
  await page.goto('/lire');
  await page.getByRole('link', { name: 'Écrire un texte' }).click();
  await expect(page.getByText('signé Awa Ndiaye')).toBeVisible();
  await shellCached(page);
  await page.screenshot(shot('empty'));
  link.down();
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByText('Donnez-lui un titre.')).toBeVisible();
  await page.getByLabel('Titre').fill(title);
  await page.getByLabel('Texte', { exact: true }).fill('Le puits compte les gouttes.\n\n<b>Mille</b>, dit-il.');
  await page.getByLabel('Licence').selectOption('CC BY-SA 4.0');
  await page.reload();
  await expect(page.getByLabel('Titre')).toHaveValue(title);
  await expectAccessible(page);
  await page.screenshot(shot('write'));
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByText('Ce texte attend le réseau')).toBeVisible();
  await expect(page.getByText('<b>Mille</b>, dit-il.')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(shot('waits'));
  const address = page.url();
  await page.goto('/moi/activite');
  await expect(page.getByText(`Texte publié « ${title} »`)).toBeVisible();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect
    .poll(() => db.query('select authors, licence, state from story where author = $1', [awa.id]))
    .toEqual([{ authors: 'Text: Awa Ndiaye', licence: 'CC BY-SA 4.0', state: 'published' }]);

  // Jeanne reads it and keeps it; she sees no way to write.
  const other = await anotherDevice();
  other.console.expect(/net::ERR/);
  await signIn(other.page, jeanne);
  await other.page.goto('/lire/ecrire');
  await expect(other.page.getByText('Réservé à la rédaction')).toBeVisible();
  await other.page.goto('/lire');
  await expect(other.page.getByRole('link', { name: 'Écrire un texte' })).toHaveCount(0);
  const row = other.page.getByRole('list', { name: 'Histoires' }).getByRole('listitem').filter({ hasText: title });
  await expect(row).toContainText('<b>Mille</b>, dit-il.');
  await expect(row).not.toContainText('Awa Ndiaye');
  await row.getByRole('button', { name: /^Actions/ }).click();
  await expect(other.page.getByRole('button', { name: 'Retirer du catalogue' })).toHaveCount(0);
  await other.page.getByRole('button', { name: 'Ajouter à « À lire »' }).click();
  // The page leaves once the act is written: until then it shows nothing of it.
  await row.getByRole('button', { name: /^Actions/ }).click();
  await expect(other.page.getByRole('button', { name: 'Retirer de « À lire »' })).toBeVisible();
  await other.page.goto(address);
  await expect(other.page.getByText('<b>Mille</b>, dit-il.')).toBeVisible();
  await expect(other.page.getByText('Texte : Awa Ndiaye · CC BY-SA 4.0')).toBeVisible();
  await expect(other.page.getByRole('button', { name: 'Signaler' })).toBeVisible();
  await expectAccessible(other.page);
  await other.page.screenshot(shot('read'));
  await expect.poll(() => db.query('select title from reading_item where member = $1', [jeanne.id])).toHaveLength(1);

  // Awa withdraws it.
  await page.goto('/lire');
  const own = page.getByRole('listitem').filter({ hasText: title });
  await own.getByRole('button', { name: /^Actions/ }).click();
  await page.screenshot(shot('actions'));
  await page.getByRole('button', { name: 'Retirer du catalogue' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer du catalogue' }).last().click();
  await expect
    .poll(() => db.query('select state from story where author = $1', [awa.id]))
    .toEqual([{ state: 'withdrawn' }]);
  await page.goto('/lire/ecrire');
  await expect(page.getByRole('listitem').filter({ hasText: title }).getByText('retiré')).toBeVisible();
  await page.screenshot(shot('own'));

  // Jeanne's copy stays in her queue, and is said to be withdrawn.
  await other.page.goto('/lire');
  const kept = other.page.getByRole('listitem').filter({ hasText: title });
  await expect(kept.getByText('retiré')).toBeVisible();
  await other.page.screenshot(shot('kept'));
  await kept.getByRole('link').click();
  await expect(other.page.getByText('<b>Mille</b>, dit-il.')).toBeVisible();

  // Once she is no author any more, a text is refused; its words stay on her phone.
  link.down();
  await page.getByLabel('Titre').fill('La suite');
  await page.getByLabel('Texte', { exact: true }).fill('Mille et une.');
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'La suite' })).toBeVisible();
  await db.query(`update member set roles = '{}' where id = $1`, [awa.id]);
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.goto('/moi/activite');
  await expect(page.getByText(/seules les personnes qui ont le rôle de rédaction/i)).toBeVisible();
  await page.getByRole('link', { name: 'Revoir le texte' }).click();
  await expect(page.getByText('Mille et une.')).toBeVisible();
  await expect(page.getByText(/^Seules les personnes/)).toBeVisible();
  await page.screenshot(shot('refused'));
});

test('S5: who signed a comment is reported without a network; a moderator hides the profile, and its member reads why @long', async ({
  installation,
  link,
  phone: { page, console: said },
  anotherDevice,
}, info) => {
  const { db, community } = installation;
  const [awa, moussa, lea] = [await installation.person(), await installation.person(), await installation.person()];
  const project = await installation.project('Le lavoir du haut');
  await db.query(`update membership set role = 'moderator' where member = $1`, [moussa.id]);
  await db.query(`update member set name = 'Léa', bio = 'Des insultes.', visibility = $2::jsonb where id = $1`, [
    lea.id,
    JSON.stringify({ name: 'community', bio: 'community', place: 'private', avatar: 'private' }),
  ]);
  await db.query(
    `insert into comment (id, scope, project, kind, author, name, text)
      values (gen_random_uuid(), 'community:' || $1::text, $2, 'comment', $3, 'Léa', 'Bonjour à tous.')`,
    [community, project.id, lea.id],
  );
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });

  said.expect(/net::ERR/);
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByText('Bonjour à tous.')).toBeVisible();
  await shellCached(page);
  link.down();
  await page.getByRole('button', { name: 'Léa', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Léa', exact: true });
  await expect(sheet.getByRole('button', { name: 'Signaler' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(shot('writer'));
  await sheet.getByRole('button', { name: 'Signaler' }).click();
  const form = page.getByRole('dialog', { name: /Signaler/ });
  await form.getByRole('radio', { name: /nsult/ }).check();
  await form.getByLabel('En quelques mots (facultatif)').fill('Lisez son profil.');
  await expectAccessible(page);
  await page.screenshot(shot('report'));
  await form.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await expect(sheet.getByText('signalé par vous')).toBeVisible();
  await page.screenshot(shot('reported'));
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect
    .poll(() => db.query('select kind, state from report where member = $1', [awa.id]))
    .toEqual([{ kind: 'member', state: 'open' }]);

  const desk = await anotherDevice();
  await signIn(desk.page, moussa);
  await desk.page.goto('/animer/signalements');
  const card = desk.page.getByRole('listitem').filter({ has: desk.page.getByRole('heading', { name: 'Léa' }) });
  await expect(card).toContainText('Lisez son profil.');
  await expect(card).toContainText('Des insultes.');
  await desk.page.screenshot(shot('case'));
  await card.getByRole('button', { name: 'Masquer' }).click();
  await desk.page.getByRole('dialog').getByLabel('Pourquoi').fill('On ne s’insulte pas ici.');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Masquer' }).click();
  await expect
    .poll(() => db.query(`select visibility ->> 'bio' as bio from member where id = $1`, [lea.id]))
    .toEqual([{ bio: 'private' }]);

  const own = await anotherDevice();
  await signIn(own.page, lea);
  await own.page.goto('/moi/profil');
  await expect(own.page.getByText('La modération a masqué votre profil.')).toBeVisible();
  await expect(own.page.getByText('On ne s’insulte pas ici.')).toBeVisible();
  await expectAccessible(own.page);
  await own.page.screenshot(shot('hidden'));
});
