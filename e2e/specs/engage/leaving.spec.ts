/**
 * Leaving a community that one did not want to leave: removed while acts are queued, or excluded by moderators. And
 * decisions that end something for everybody: a project withdrawn, a vote cancelled, each with its reason.
 */
import { newId, type MemberId } from '@egoejo/shared/platform/ids.ts';
import { addCommunity, addMembership, addProject } from '@egoejo/server/testing/world.ts';
import { decodeQR } from 'qr/decode.js';
import type { Page } from '../../support/browsers/browser.ts';
import { drawnCode } from '../../support/page/drawn-code.ts';
import type { Person } from '../../support/installation.ts';
import { expectAccessible } from '../../support/test.ts';
import {
  boostProject,
  expect,
  shellCached,
  signIn,
  stored,
  test,
  walletOf,
  type SharedInstallation,
} from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

/** A private community with a project, an animator and a member. */
async function privately({ db, person }: SharedInstallation, name: string) {
  const community = await addCommunity(db, 'private');
  const [moussa, awa] = [await person(), await person(50)];
  await db.query(`update community set name = $2 where id = $1`, [community, name]);
  for (const who of [moussa, awa]) await addMembership(db, { id: who.id as MemberId, device: newId() }, community);
  await db.query(`update membership set role = 'animator' where member = $1 and community = $2`, [
    moussa.id,
    community,
  ]);
  const project = { id: await addProject(db, community, 'Le grenier à graines'), title: 'Le grenier à graines' };
  return { community, moussa, awa, project };
}

async function comment(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Écrire un commentaire' }).click();
  await page.getByLabel('Votre commentaire').fill(words);
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: words }).getByText('en attente')).toBeVisible();
}

test('S11 S14: a member removed while acts are queued finds them refused with their words kept, their grains untouched, the community gone', async ({
  installation,
  link,
  phone: { page, console: said },
  anotherDevice,
}, info) => {
  const { db } = installation;
  const { community, moussa, awa, project } = await privately(installation, 'Les greniers');
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });
  said.expect(/net::ERR|status of 40[34]/);
  await signIn(page, awa);
  await page.goto(`/communautes/${community}`);
  await expect(page.getByText('vous en êtes membre')).toBeVisible();
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('heading', { name: 'Commentaires' })).toBeVisible();
  await shellCached(page);
  link.down();
  await comment(page, 'Je garde les graines de mil.');
  await boostProject(page, project);

  const desk = await anotherDevice({ baseURL: installation.server.url });
  await signIn(desk.page, moussa);
  await desk.page.goto(`/communautes/${community}/membres`);
  await desk.page.getByRole('button', { name: /^Gérer/ }).click();
  await desk.page.getByRole('button', { name: 'Exclure' }).click();
  await desk.page.getByRole('dialog').getByLabel('Pourquoi').fill('N’habite plus ici.');
  await expectAccessible(desk.page);
  await desk.page.screenshot(shot('remove'));
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Exclure' }).last().click();
  await expect
    .poll(() => db.query('select 1 as one from membership where member = $1 and community = $2', [awa.id, community]))
    .toEqual([]);
  // The list of the animator follows by itself.
  await expect(desk.page.getByRole('list', { name: 'Membres' }).getByRole('listitem')).toHaveCount(1);

  link.up();
  await page.goto('/moi/activite');
  // The server judges them by what she may do now.
  const refused = page.locator('li[data-state="refused"]');
  await expect(refused).toHaveCount(2);
  await expect(page.getByText('10 grains à « Le grenier à graines »')).toBeVisible();
  const words = refused.filter({ hasText: 'Commentaire sur « Le grenier à graines »' });
  await words.getByText('Ce que vous aviez écrit').click();
  await expect(words.getByText('Je garde les graines de mil.')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(shot('refused'));
  expect(await walletOf(db, awa.id)).toBe(50);
  // The rows of the private community are gone from the device.
  expect(await stored(page, awa.id, 'project')).not.toContainEqual(expect.objectContaining({ id: project.id }));
  await page.goto(`/communautes/${community}`);
  await expect(page.getByText('Communauté introuvable')).toBeVisible();
  await page.screenshot(shot('gone'));
});

test('S11: a moderator excludes an author from the community: they read why, and no poster lets them in again @long', async ({
  installation,
  phone: { page, console: said },
  anotherDevice,
}, info) => {
  const { db } = installation;
  const { community, moussa, awa, project } = await privately(installation, 'Les ruches');
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });
  await db.query(
    `insert into comment (id, scope, project, kind, author, name, text)
      values (gen_random_uuid(), 'community:' || $1::text, $2, 'comment', $3, '', 'Vous êtes tous des voleurs.')`,
    [community, project.id, awa.id],
  );
  const reporter = await installation.person();
  await addMembership(db, { id: reporter.id as MemberId, device: newId() }, community);
  said.expect(/status of 40[34]/);
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByText('Vous êtes tous des voleurs.')).toBeVisible();

  const desk = await anotherDevice();
  desk.console.expect(/status of 404/);
  await signIn(desk.page, reporter);
  await desk.page.goto(`/projets/${project.id}`);
  const words = desk.page.getByRole('listitem').filter({ hasText: 'Vous êtes tous des voleurs.' });
  await words.getByRole('button', { name: 'Signaler' }).click();
  await desk.page.getByRole('radio', { name: /nsult/ }).check();
  await desk.page.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await expect.poll(() => db.query('select 1 as one from report where member = $1', [reporter.id])).toHaveLength(1);
  const animator = await anotherDevice({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
  await signIn(animator.page, moussa);
  await animator.page.goto('/animer/signalements');
  await animator.page.getByRole('button', { name: 'Masquer' }).click();
  const dialog = animator.page.getByRole('dialog');
  await dialog.getByLabel('Pourquoi').fill('On ne s’accuse pas sans preuve.');
  await dialog.getByRole('switch', { name: /Exclure aussi l’auteur/ }).click();
  await expectAccessible(animator.page);
  await animator.page.screenshot(shot('ban'));
  await dialog.getByRole('button', { name: 'Masquer' }).click();
  await expect
    .poll(() => db.query('select 1 as one from membership where member = $1 and community = $2', [awa.id, community]))
    .toEqual([]);

  // Her own page has the decision, its reason, and what follows from it.
  await page.goto('/moi/activite');
  await expect(page.getByText('On ne s’accuse pas sans preuve.')).toBeVisible();
  await expect(page.getByText('Vous ne pouvez plus rejoindre cette communauté.')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(shot('told'));
  await animator.page.goto(`/communautes/${community}/affiche`);
  await expect(animator.page.getByRole('img', { name: /Code à photographier/ })).toBeVisible();
  await page.goto(decodeQR(await drawnCode(animator.page, /Code à photographier/)));
  await page.getByRole('button', { name: 'Rejoindre' }).click();
  await expect(page.getByRole('heading', { name: 'Votre adhésion est refusée' })).toBeVisible();
  await expect(page.getByText('La modération vous en a exclu.')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(shot('refused'));
});

const animates = async ({ db, person }: SharedInstallation): Promise<Person> => {
  const moussa = await person();
  await db.query(`update membership set role = 'animator' where member = $1`, [moussa.id]);
  return moussa;
};

test('R7 S11: a project is withdrawn with its reason: its author is told, its page says it, a queued boost is refused and its grains stay @long', async ({
  installation,
  link,
  phone: { page, console: said },
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [moussa, lea, awa] = [await animates(installation), await installation.person(), await installation.person(50)];
  const project = await installation.project('Le toboggan géant');
  await db.query('update project set author = $2 where id = $1', [project.id, lea.id]);
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });
  // Until it hears of the withdrawal, its page asks for the projects near it.
  said.expect(/net::ERR|status of 404/);
  await signIn(page, awa);
  await boostProject(page, project);
  await expect.poll(() => walletOf(db, awa.id)).toBe(40);
  await shellCached(page);
  link.down();
  await boostProject(page, project);

  const desk = await anotherDevice({ baseURL: installation.server.url });
  await signIn(desk.page, moussa);
  await desk.page.goto('/animer');
  await desk.page.getByText('Retirer un projet publié').click();
  await desk.page.getByRole('combobox', { name: 'Projet à retirer' }).selectOption({ label: project.title });
  await desk.page.getByRole('button', { name: 'Retirer ce projet' }).click();
  await desk.page.getByRole('dialog').getByLabel('Pourquoi').fill('Le terrain est vendu.');
  await expectAccessible(desk.page);
  await desk.page.screenshot(shot('withdraw'));
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Retirer ce projet' }).click();
  await expect
    .poll(() => db.query('select status from project where id = $1', [project.id]))
    .toEqual([{ status: 'withdrawn' }]);

  const own = await anotherDevice({ baseURL: installation.server.url });
  await signIn(own.page, lea);
  await own.page.goto('/notifications');
  await own.page.getByRole('link', { name: /Votre projet « Le toboggan géant » est retiré/ }).click();
  await expect(own.page.getByText('Raison : « Le terrain est vendu. »')).toBeVisible();
  await own.page.screenshot(shot('author'));

  link.up();
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByText('Ce projet a été retiré. Il ne prend plus de grains.')).toBeVisible();
  await expect(page.getByText('Raison : « Le terrain est vendu. »')).toBeVisible();
  await expect(page.getByText('Le projet a été retiré. Vos grains sont intacts.').first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(shot('supporter'));
  expect(await walletOf(db, awa.id)).toBe(40);
});

test('P1: a vote is cancelled with its reason, which those who voted read on its page, with their grains back @long', async ({
  installation,
  phone: { page },
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [moussa, awa] = [await animates(installation), await installation.person(100)];
  const options = ['Mardi', 'Jeudi'].map((label) => ({ id: label.toLowerCase(), label }));
  const poll = await installation.poll({ method: { kind: 'quadratic', credits: 100, unit: 5 }, options });
  await db.query(`update poll set title = 'Quel jour de marché ?', frozen = null where id = $1`, [poll]);
  const shot = (name: string) => ({ path: info.outputPath(`${name}.png`), fullPage: true });
  await signIn(page, awa);
  await page.goto(`/votes/${poll}`);
  await page
    .getByRole('button', { name: /plus|Ajouter/i })
    .first()
    .click();
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  await expect(page.getByText(/^5 réservés/)).toHaveCount(0);

  const desk = await anotherDevice();
  await signIn(desk.page, moussa);
  await desk.page.goto('/animer');
  const card = desk.page.getByRole('listitem').filter({ hasText: 'Quel jour de marché ?' });
  await card.getByRole('button', { name: 'Annuler ce vote' }).click();
  await desk.page.getByRole('dialog').getByLabel('Pourquoi').fill('La place est en travaux.');
  await expectAccessible(desk.page);
  await desk.page.screenshot(shot('cancel'));
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Annuler ce vote' }).click();

  await expect(page.getByText('Ce vote a été annulé.')).toBeVisible();
  await expect(page.getByText('Raison : « La place est en travaux. »')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot(shot('cancelled'));
  await expect.poll(() => walletOf(db, awa.id)).toBe(100);
});

test('the figures of a community count what its members did, and stand whole on a small phone @long', async ({
  installation,
  phone: { page, console: said },
}, info) => {
  const { db } = installation;
  const { community, moussa, awa, project } = await privately(installation, 'Les moulins');
  // The public interface does not know what is private.
  said.expect(/status of 404/);
  const poll = await installation.poll({ community, openToAll: false, method: { kind: 'choice', max: 1 } });
  await signIn(page, awa);
  await boostProject(page, project);
  await page.goto(`/votes/${poll}`);
  await page.getByRole('radio', { name: 'option b' }).check();
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  await page.goto('/projets/proposer');
  await page.getByRole('combobox', { name: 'Communauté' }).selectOption({ label: 'Les moulins' });
  await page.getByLabel('Titre').fill('Un puits');
  await page.getByLabel('En deux phrases').fill('De l’eau pour tous.');
  await page.getByRole('button', { name: 'Proposer', exact: true }).click();
  await expect.poll(() => db.query(`select 1 as one from project where title = 'Un puits'`)).toHaveLength(1);
  await page.goto(`/communautes/${community}`);
  await page.getByRole('button', { name: 'Quitter' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Quitter' }).click();
  await expect
    .poll(() => db.query('select 1 as one from membership where community = $1', [community]))
    .toHaveLength(1);
  await page.goto('/moi/quitter');
  await page.getByRole('button', { name: 'Se déconnecter', exact: true }).click();
  await expect(page).not.toHaveURL(/quitter/);

  await signIn(page, moussa);
  await page.goto(`/communautes/${community}`);
  await page.getByRole('link', { name: 'Animer', exact: true }).click();
  await page.getByRole('link', { name: 'Chiffres' }).click();
  const fact = (word: string) => page.locator('dl > div').filter({ has: page.getByText(word, { exact: true }) });
  for (const [word, value] of [
    ['Membres', '1'],
    ['dont animateurs', '1'],
    ['Votes ouverts', '1'],
    // Who voted has left since.
    ['Membres ayant voté en 30 jours', '0 sur 1'],
    ['Projets publiés', '1'],
    ['Grains reçus', '10'],
    ['Soutiens', '1'],
    ['Propositions en attente', '1'],
  ] as const)
    await expect(fact(word).locator('dd')).toHaveText(value);
  await page.getByText('Bulletins, jour par jour').click();
  await expect(page.getByText('Quelqu’un qui ne montre pas son nom')).toBeVisible();
  await expect(page.getByText(/^parti le/)).toBeVisible();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.screenshot({ path: info.outputPath('figures.png'), fullPage: true });
});
