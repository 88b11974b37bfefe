/** Every page in every state: first run, empty, loading, stale, offline, queued, refused, error, full. */
import { newId } from '@egoejo/shared/platform/ids.ts';
import { forMembers, forVisitors, rarely } from '../support/page/pages.ts';
import {
  boostProject,
  expect,
  shellCached,
  signIn,
  syncIdle,
  test,
  type Person,
  type SharedInstallation,
} from '../support/shared-server.ts';
import { shoot } from './shoot.ts';

/** Animates a community, administers, and writes; the demo is full of what they did. */
async function busy({ db }: SharedInstallation): Promise<Person> {
  const email = 'moussa@example.org';
  await db.query(`update member set roles = roles || '{author}' where email = $1 and not 'author' = any(roles)`, [
    email,
  ]);
  return { id: '', email, password: 'ombre-du-manguier' };
}
/** Pages that a member opens daily. */
const DAILY = ['/', '/projets', '/votes', '/lire', '/cycle', '/moi', '/moi/activite'];
const THREE_DAYS_MS = 3 * 86_400_000;

test('first run', async ({ phone: { page } }) => {
  for (const path of forVisitors) await shoot(page, 'first-run', path);
});

test('empty', async ({ installation, phone: { page } }) => {
  await signIn(page, await installation.person());
  for (const path of [...DAILY, '/notifications', '/moi/impact', '/moi/profil', '/recherche', '/cycle/silo'])
    await shoot(page, 'empty', path);
});

test('full', async ({ installation, phone: { page } }) => {
  await signIn(page, await busy(installation));
  for (const path of [...(await forMembers(installation)), ...(await rarely(installation))])
    await shoot(page, 'full', path);
  const [work] = await installation.db.query<{ id: string }>('select id from work order by title limit 1');
  for (const path of ['/constellation', '/lire/catalogue', `/lire/catalogue/${work?.id}`])
    await shoot(page, 'full', path);
});

test('administration', async ({ phone: { page } }) => {
  await signIn(page, { id: '', email: 'jeanne@example.org', password: 'pierre-et-mousse' });
  // The pages open once the roles are on the device.
  await page.goto('/moi');
  await expect(page.getByRole('link', { name: 'Administration' }).first()).toBeVisible();
  for (const part of ['sante', 'reglages', 'membres', 'passages', 'journal', 'partenaires', 'file', 'annoncer'])
    await shoot(page, 'full', `/administration/${part}`);
  await shoot(page, 'full', '/animer/signalements');
});

test('nothing on the device yet, and no network', async ({ installation, link, phone }) => {
  const { page } = phone;
  phone.console.expect(/net::ERR/);
  await page.goto('/connexion');
  await shellCached(page);
  // The member signs in, and the network goes away before the first exchange.
  await page.context().route('**/sync/exchange', (route) => route.abort());
  await signIn(page, await installation.person());
  link.down();
  for (const path of DAILY) await shoot(page, 'never-synced', path);
});

test('loading', async ({ installation, link, phone: { page } }) => {
  await signIn(page, await installation.person());
  await shellCached(page);
  link.stall();
  for (const path of ['/moi/impact', '/notifications']) await shoot(page, 'loading', path, { settle: false });
  link.flow();
});

test('offline and stale', async ({ installation, link, phone }) => {
  const { page } = phone;
  // Pages that this device never opened.
  phone.console.expect(/Failed to fetch dynamically imported module/);
  const moussa = await busy(installation);
  const [{ id } = { id: '' }] = await installation.db.query<{ id: string }>('select id from member where email = $1', [
    moussa.email,
  ]);
  await signIn(page, moussa);
  await page.goto('/projets');
  await shellCached(page);
  await syncIdle(page, id, link);
  link.down();
  for (const path of [...(await forMembers(installation)), ...(await rarely(installation))])
    await shoot(page, 'offline', path);
  await page.clock.setFixedTime(Date.now() + THREE_DAYS_MS);
  for (const path of DAILY) await shoot(page, 'stale', path);
});

test('queued and refused', async ({ installation, link, phone: { page } }) => {
  const awa = await installation.person(120);
  const [kept, refused] = [
    await installation.project('Un abri pour les vélos'),
    await installation.project('Un bac à sable'),
  ];
  const days = ['Mardi', 'Jeudi'].map((label) => ({ id: label, label }));
  const poll = await installation.poll({ method: { kind: 'choice', max: 1 }, options: days });
  await signIn(page, awa);
  await shellCached(page);
  await syncIdle(page, awa.id, link);
  link.down();
  for (const project of [kept, refused]) await boostProject(page, project);
  await page.goto(`/votes/${poll}`);
  await page.getByRole('radio', { name: 'Jeudi' }).check();
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(page.getByText('en attente').first()).toBeVisible();
  for (const path of [...DAILY, `/projets/${kept.id}`, `/votes/${poll}`]) await shoot(page, 'queued', path);
  await installation.db.query(`update project set status = 'withdrawn' where id = $1`, [refused.id]);
  link.up();
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(page.getByText(/^refusé/).first()).toBeVisible();
  for (const path of ['/', '/moi/activite', `/projets/${refused.id}`]) await shoot(page, 'refused', path);
});

test('error', async ({ installation, link, phone }) => {
  // What is not there, and pages that were never loaded.
  phone.console.expect(/404 \(Not Found\)|Failed to fetch dynamically imported module/);
  const { page } = phone;
  await signIn(page, await installation.person());
  await shellCached(page);
  for (const path of [`/projets/${newId()}`, `/votes/${newId()}`, `/lire/${newId()}`, '/nulle-part', '/administration'])
    await shoot(page, 'error', path);
  link.down();
  for (const path of ['/moi/impact', '/moi/securite', '/projets/x/historique']) await shoot(page, 'error', path);
});
