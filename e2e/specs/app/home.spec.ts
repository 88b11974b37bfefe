/** Accueil: what waits for a member first, what moved, what to read; and where a new member begins. */
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { grant } from '@egoejo/server/testing/acts.ts';
import { expect, shellCached, signIn, test, walletOf, type SharedInstallation } from '../../support/shared-server.ts';
import { countTaps, looker } from '../../support/page/walk.ts';

/** An open poll for everybody with a title: by choice, or such that each credit costs 5 grains. */
async function newPoll(
  { poll, db }: SharedInstallation,
  title: string,
  costs: boolean,
  closesInSeconds: number,
  community: CommunityId | null = null,
) {
  const id = await poll({
    community,
    method: costs ? { kind: 'quadratic', credits: 100, unit: 5 } : { kind: 'choice', max: 1 },
    options: [
      { id: 'pompe', label: 'La pompe' },
      { id: 'toit', label: 'Le toit' },
    ],
    closesInSeconds,
  });
  await db.query('update poll set title = $2 where id = $1', [id, title]);
  return id;
}

test('votes to cast come first, those cast are one line; new projects, the text begun and the next one follow, offline too', async ({
  installation,
  link,
  phone: { page },
}) => {
  const { db } = installation;
  const awa = await installation.person(120);
  // Sooner than any other poll of this server.
  const costly = await newPoll(installation, 'Que réparer en premier ?', true, 900);
  const easy = await newPoll(installation, 'Quel jour pour les travaux ?', false, 600);
  await installation.project('Une citerne pour l’école');
  const story = await installation.story({
    title: 'La pluie du soir',
    words: 2000,
    pages: ['<p>Il pleut.</p>', '<p>Il pleut encore.</p>', '<p>Il ne pleut plus.</p>'],
  });
  await signIn(page, awa);
  const titles = page.getByRole('main').getByRole('heading', { level: 2 });
  await expect(titles.nth(0)).toHaveText('Quel jour pour les travaux ?');
  await expect(titles.nth(1)).toHaveText('Que réparer en premier ?');
  // Grains are said once.
  await expect(page.getByText(/^120/)).toHaveCount(2);
  await expect(page.getByRole('link', { name: '120 grains' })).toHaveAttribute('href', '/cycle');
  await expect(page.getByRole('heading', { name: 'Nouveaux projets de vos communautés' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Une citerne pour l’école' })).toBeVisible();
  await expect(page.getByText('À lire ensuite · jusqu’à 10 grains')).toBeVisible();
  await shellCached(page);

  await page.goto(`/lire/${story}`);
  await page.getByRole('button', { name: 'Page suivante' }).click();
  await expect(page.getByRole('article', { name: 'page 2 sur 3' })).toBeVisible();
  // Its position is told after four seconds, or on leaving.
  await page.getByRole('link', { name: 'Accueil' }).click();
  await expect(page.getByText('Reprendre la lecture · 66 %')).toBeVisible();
  await expect(page.getByRole('link', { name: 'La pluie du soir' })).toBeVisible();

  link.down();
  await page.getByRole('link', { name: 'Voter' }).first().click();
  await expect(page.getByRole('heading', { name: 'Quel jour pour les travaux ?' })).toBeVisible();
  await page.getByRole('radio', { name: 'La pompe' }).click();
  await page.getByRole('button', { name: /^Voter|^Envoyer/ }).click();
  await expect(page.getByText(/Votre vote est enregistré/).first()).toBeVisible();
  // A cold start without a network.
  await page.goto('/');
  await expect(titles.filter({ hasText: 'Que réparer en premier ?' })).toBeVisible();
  await expect(titles.filter({ hasText: 'Quel jour pour les travaux ?' })).toHaveCount(0);
  // One truth: a vote is said to be cast only once the server has it, here and in the list (S26).
  const all = page.getByRole('link', { name: /^1 en attente.*Tous les votes/ });
  await expect(all).toBeVisible();
  await expect(page.getByText('Reprendre la lecture · 66 %')).toBeVisible();
  await all.click();
  const cast = page.getByRole('list', { name: 'Vous avez voté' }).getByRole('listitem');
  await expect(cast.filter({ hasText: 'Quel jour pour les travaux ?' })).toContainText('en attente');
  await expect(cast.getByText('voté', { exact: true })).toHaveCount(0);
  // No event of the browser tells that the server is back: the page asks, and the vote leaves (S20).
  link.up();
  await expect(cast.getByText('voté', { exact: true })).toBeVisible();
  await expect(cast.getByText('en attente')).toHaveCount(0);
  await page.goto('/');
  await expect(page.getByRole('link', { name: /1 vote fait/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /1 en attente/ })).toHaveCount(0);
  await db.query(`update poll set state = 'cancelled' where id = any($1)`, [[costly, easy]]);
});

test.describe('at 360 px', () => {
  test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

  test('a new member joins, is welcomed and asked for their name once, harvests, plants five grains, and votes', async ({
    installation,
    phone: { page },
  }, info) => {
    const { db, community } = installation;
    const awa = await installation.person();
    await db.query('delete from membership where member = $1', [awa.id]);
    await db.query(`update member set name = 'Awa' where id = $1`, [awa.id]);
    const costly = await newPoll(installation, 'Combien pour le four ?', true, 300);
    const free = await newPoll(installation, 'Quelle heure pour le four ?', false, 350);
    const ours = await newPoll(installation, 'Quel bois pour le four ?', false, 400, community);
    await installation.project('Un four pour le pain');
    await installation.story({ title: 'Le pain de Fatou', words: 10, pages: ['<p>Le pain.</p>', '<p>Le four.</p>'] });
    const look = looker(page, info);
    await signIn(page, awa);
    const titles = page.getByRole('main').getByRole('heading', { level: 2 });
    await expect(titles.nth(0)).toHaveText('Rejoignez une communauté');
    await expect(titles.nth(1)).toHaveText('Récoltez vos 10 premiers grains');
    await expect(titles.filter({ hasText: 'Quelle heure pour le four ?' })).toBeVisible();
    await expect(page.getByText('Combien pour le four ?')).toHaveCount(0);
    await expect(page.getByText('À lire ensuite')).toHaveCount(0);
    await expect(page.getByText('Montrer votre nom')).toHaveCount(0);
    await look('first');

    const [own] = await db.query<{ name: string }>('select name from community where id = $1', [community]);
    await page.getByRole('link', { name: own!.name }).click();
    await page.getByRole('button', { name: 'Rejoindre', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Bienvenue !' })).toBeVisible();
    await expect(page.getByText('1 vote vous attend.')).toBeVisible();
    await look('welcome');
    await page.getByRole('button', { name: 'Montrer mon nom' }).click();
    await expect(page.getByText('Vos communautés verront votre nom.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Profil' })).toBeFocused();
    await expect
      .poll(() => db.query(`select visibility ->> 'name' as name from member where id = $1`, [awa.id]))
      .toEqual([{ name: 'community' }]);
    await expect
      .poll(() => db.query(`select value -> 'nameAsked' as asked from preferences where member = $1`, [awa.id]))
      .toEqual([{ asked: true }]);

    await page.getByRole('link', { name: 'Accueil' }).click();
    await expect(page.getByText('Montrer votre nom')).toHaveCount(0);
    await page.getByRole('link', { name: 'Lire cette histoire' }).click();
    await page.getByRole('button', { name: 'Page suivante' }).click();
    await expect(page.getByText('10 grains récoltés').first()).toBeVisible();
    // What comes next: planting them. Half of a first harvest is offered, and two sentences say what it is.
    await page.getByRole('link', { name: 'Les planter' }).click();
    await page.getByRole('searchbox').fill('Un four pour le pain');
    await page.getByRole('link', { name: 'Un four pour le pain' }).click();
    await page.getByRole('button', { name: 'Planter des grains' }).click();
    await expect(page.getByText('ils ne s’achètent pas')).toBeVisible();
    await look('plant');
    await page.getByRole('button', { name: 'Planter 5 grains' }).click();
    await expect.poll(() => walletOf(db, awa.id)).toBe(5);

    // Three taps from Accueil to a vote, three to a boost, four by the list of projects.
    const taps = await countTaps(page);
    await page.getByRole('link', { name: 'Accueil' }).click();
    await expect(titles.nth(0)).toHaveText('Combien pour le four ?');
    await taps();
    await page.getByRole('link', { name: 'Voter' }).nth(1).click();
    await page.getByRole('radio', { name: 'La pompe' }).click();
    await page.getByRole('button', { name: 'Voter', exact: true }).click();
    await expect(page.getByText('Votre vote est compté.')).toBeVisible();
    expect(await taps()).toBe(3);
    await expect(page.getByRole('link', { name: 'Vote suivant : Combien pour le four ?' })).toBeVisible();
    await look('voted');
    // The server now counts enough grains for two boosts; the device learns it when it sends the first.
    const [rich] = await db.query<{ id: MemberId }>('select id from member where id = $1', [awa.id]);
    await grant(db, rich!.id, 10);
    await page.getByRole('link', { name: 'Accueil' }).click();
    await taps();
    await page.getByRole('link', { name: 'Un four pour le pain' }).click();
    await page.getByRole('button', { name: 'Planter des grains' }).click();
    await page.getByRole('button', { name: 'Planter 10 grains' }).click();
    await expect.poll(() => walletOf(db, awa.id)).toBe(10);
    expect(await taps()).toBe(3);
    await page.getByRole('link', { name: 'Accueil' }).click();
    await taps();
    await page.getByRole('link', { name: 'Projets', exact: true }).click();
    await page.getByRole('link', { name: 'Un four pour le pain' }).click();
    await page.getByRole('button', { name: 'Planter des grains' }).click();
    await page.getByRole('button', { name: 'Planter 10 grains' }).click();
    await expect.poll(() => walletOf(db, awa.id)).toBe(0);
    expect(await taps()).toBe(4);
    await db.query(`update poll set state = 'cancelled' where id = any($1)`, [[costly, free, ours]]);
  });
});
