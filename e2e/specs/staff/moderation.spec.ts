/**
 * Moderation on small phones: a project is reported without a network, a moderator hides it with a reason, its author
 * reads why and appeals, and an animator shows it again.
 */
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, test } from '../../support/shared-server.ts';
import { looker } from '../../support/page/walk.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

test('a report made without a network leads to a hidden project, an appeal and its return', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa, jeanne, lea] = [
    await installation.person(),
    await installation.person(),
    await installation.person(),
    await installation.person(),
  ];
  const project = await installation.project('Un manège de luxe');
  await db.query('update project set author = $2 where id = $1', [project.id, lea.id]);
  await db.query(`update membership set role = 'moderator' where member = $1`, [moussa.id]);
  await db.query(`update membership set role = 'animator' where member = $1`, [jeanne.id]);
  await db.query(`insert into notification (member, id, kind, project, title) values ($1, $2, 'news', $2, $3)`, [
    awa.id,
    project.id,
    project.title,
  ]);
  const open = async (who: typeof awa) => {
    const device = await anotherDevice();
    device.console.expect(/net::ERR/);
    // The public interface does not know what is hidden.
    device.console.expect(/status of 404/);
    await signIn(device.page, who);
    return device.page;
  };
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });

  // Awa reports without a network.
  const { page } = phone;
  phone.console.expect(/status of 404/);
  await signIn(page, awa);
  await shellCached(page);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Signaler' })).toBeVisible();
  link.down();
  await page.getByRole('button', { name: 'Signaler' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: 'Faux ou trompeur' }).check();
  await sheet.getByLabel('En quelques mots (facultatif)').fill('Ce manège n’existe pas.');
  await expectAccessible(page);
  await page.screenshot(shot('report'));
  await sheet.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await expect(page.getByText('signalé par vous')).toBeVisible();
  await page.goto('/moi/activite');
  await expect(page.getByText('Signalement de « Un manège de luxe »')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Mes signalements' })).toContainText('attend une décision');
  link.up();
  await expect
    .poll(() => db.query('select state from report where member = $1', [awa.id]))
    .toEqual([{ state: 'open' }]);

  // Moussa, a moderator, finds the report first on Accueil and hides the project without a network.
  const desk = await open(moussa);
  await expect(desk.getByRole('main').getByRole('heading', { level: 2 }).first()).toHaveText('À décider');
  await expect(desk.getByRole('link', { name: '1 signalement', exact: true })).toBeVisible();
  const look = looker(desk, info);
  await look('decide-first');
  await desk.getByRole('link', { name: '1 notification non lue' }).click();
  await desk.getByRole('link', { name: 'Un signalement attend votre décision : « Un manège de luxe »' }).click();
  await expect(desk).toHaveURL(/signalements$/);
  await desk.goto('/moi');
  await expect(desk.getByText('1 à décider')).toBeVisible();
  await look('me');
  await desk.getByRole('link', { name: 'Signalements' }).click();
  const card = desk.getByRole('listitem').filter({ has: desk.getByRole('heading', { name: 'Un manège de luxe' }) });
  await expect(card).toContainText('Ce manège n’existe pas.');
  await expectAccessible(desk);
  await look('queue');
  link.down();
  await card.getByRole('button', { name: 'Masquer' }).click();
  await desk.getByRole('dialog').getByLabel('Pourquoi').fill('Rien ne montre que ce manège existe.');
  await expectAccessible(desk);
  await look('decide');
  await desk.getByRole('dialog').getByRole('button', { name: 'Masquer' }).click();
  await expect(card).toContainText('masqué par vous : Rien ne montre que ce manège existe.');
  await look('decided');
  link.up();

  // Awa learns the outcome, and no longer sees the project.
  await expect(page.getByRole('list', { name: 'Mes signalements' })).toContainText(
    'masqué : « Rien ne montre que ce manège existe. »',
  );
  await page.screenshot(shot('outcome'));
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('heading', { name: 'Projet introuvable' })).toBeVisible();
  await page.goto('/notifications');
  await expect(page.getByText('masqué par la modération')).toBeVisible();
  await expect(page.getByText(project.title)).toHaveCount(0);
  await page.screenshot(shot('veiled'));
  await page.goto(`/projets/${project.id}`);

  // Lea, its author, reads why and appeals.
  const own = await open(lea);
  await own.goto('/notifications');
  await expect(own.getByText('Rien ne montre que ce manège existe.')).toBeVisible();
  await own.screenshot(shot('told'));
  await own.getByRole('link', { name: 'La modération a masqué « Un manège de luxe »' }).click();
  await expect(own.getByRole('button', { name: 'Faire appel' })).toBeVisible();
  await own.goto(`/projets/${project.id}`);
  await expect(own.getByText('vous seul le voyez encore')).toBeVisible();
  await expect(own.getByText('Rien ne montre que ce manège existe.')).toBeVisible();
  await expect(own.getByText('Ce manège n’existe pas.')).toHaveCount(0);
  await expectAccessible(own);
  await own.screenshot(shot('hidden'));
  link.down();
  await own.getByRole('button', { name: 'Faire appel' }).click();
  await own.getByLabel('Vos raisons').fill('Voici le devis du manège.');
  await own.screenshot(shot('appeal'));
  await own.getByRole('button', { name: 'Envoyer l’appel' }).click();
  await expect(own.getByText('Votre appel attend une réponse : « Voici le devis du manège. »')).toBeVisible();
  link.up();

  // Jeanne, an animator, shows it again.
  const animator = await open(jeanne);
  await expect(animator.getByRole('link', { name: '1 appel', exact: true })).toBeVisible();
  await animator.goto('/animer');
  await animator.getByRole('link', { name: 'Signalements' }).click();
  await expect(animator.getByText('Voici le devis du manège.')).toBeVisible();
  await animator.screenshot(shot('appealed'));
  await animator.getByRole('button', { name: 'Rendre visible' }).click();
  await animator.getByRole('dialog').getByLabel('Pourquoi').fill('Le devis est clair, merci.');
  await animator.getByRole('dialog').getByRole('button', { name: 'Rendre visible' }).click();
  await expect(own.getByText('Le devis est clair, merci.')).toBeVisible();
  await own.screenshot(shot('shown'));
  await own.goto('/notifications');
  await expect(own.getByText('Votre appel a sa réponse : « Un manège de luxe »')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Un manège de luxe' })).toBeVisible();
});
