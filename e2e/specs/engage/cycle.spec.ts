/**
 * The pages of the cycle: this season's figures, what compost would take, the seasons themselves; online, offline, in
 * words alone.
 */
import { CYCLE_FIGURES } from '@egoejo/server/saka/model.ts';
import { notifyMoved } from '@egoejo/server/sync/pokes/pokes.ts';
import { frenchDay } from '../../support/french-day.ts';
import { expectAccessible } from '../../support/test.ts';
import {
  ecoOf,
  expect,
  boostOpenProject,
  shellCached,
  signIn,
  test,
  type SharedInstallation,
} from '../../support/shared-server.ts';

/** A member with 120 grains harvested `daysAgo` days ago, and nothing since. */
async function idle(installation: SharedInstallation, daysAgo: number) {
  const person = await installation.person();
  await installation.db.query(
    `insert into transfer (member, from_account, to_account, amount, reason, at)
      values ($1, 'source', 'wallet', 120, 'content_read', now() - $2 * interval '1 day')`,
    [person.id, daysAgo],
  );
  return person;
}
/** The first Monday at 03:00 UTC later than `ms`, when compost runs (R8). */
function firstMondayAfter(ms: number): Date {
  const at = new Date(ms);
  at.setUTCHours(3, 0, 0, 0);
  while (at.getUTCDay() !== 1 || at.getTime() <= ms) at.setUTCDate(at.getUTCDate() + 1);
  return at;
}
const season = async (installation: SharedInstallation) =>
  (await installation.db.query<{ id: string; name: string }>('select id, name from cycle where active'))[0]!;

test('R11: the season’s figures and the member’s part of them, the same offline with their age @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const [{ id, name }, awa] = [await season(installation), await installation.person(100)];
  for (const [from, to, amount, reason] of [
    ['source', 'wallet', 41, 'content_read'],
    ['wallet', 'silo', 17, 'compost'],
    ['silo', 'wallet', 5, 'silo_redistribution'],
  ] as const) {
    await installation.db.query(
      'insert into transfer (member, from_account, to_account, amount, reason, cycle) values ($1, $2, $3, $4, $5, $6)',
      [awa.id, from, to, amount, reason, id],
    );
  }
  await expect
    .poll(async () => (await installation.db.query<{ n: number }>('select count(*) as n from cycle_delta'))[0]?.n)
    .toBe(0);
  // As the server says a few seconds later: what it keeps of earlier readers is forgotten.
  await notifyMoved(installation.db, [CYCLE_FIGURES]);
  const [sum] = await installation.db.query<{ harvested: number }>(
    'select sum(harvested)::bigint as harvested from cycle_day where cycle = $1',
    [id],
  );
  await signIn(page, awa);
  await page.goto('/cycle');
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: `Saison « ${name} »` })).toBeVisible();
  await expect(main.locator('dl').first().getByText('Récolte', { exact: true }).locator('..')).toContainText(
    new Intl.NumberFormat('fr').format(sum!.harvested),
  );
  await expect(main.getByRole('row', { name: /Récoltés/ })).toContainText(/41\s*41/);
  await expect(main.getByRole('row', { name: /Compostés/ })).toContainText(/17\s*17/);
  await main.getByText('Jour par jour').click();
  await expect(
    main
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') })
      .first(),
  ).toBeVisible();
  await expect(main.getByText(/^Mis à jour/)).toBeVisible();
  await expectAccessible(page);
  await shellCached(page);
  // What the browser keeps by itself for five minutes is gone: what stands there was kept by the app.
  await (await page.context().newCDPSession(page)).send('Network.clearBrowserCache');
  link.down();
  await page.goto('/cycle');
  await expect(main.locator('dl').first().getByText('Récolte', { exact: true }).locator('..')).toContainText(
    new Intl.NumberFormat('fr').format(sum!.harvested),
  );
  await expect(main.getByRole('row', { name: /Récoltés/ })).toContainText(/41\s*41/);
  await expect(main.getByText(/Mis à jour .*le serveur n’a pas répondu/)).toBeVisible();
  link.up();
});

test('R11: level 5 draws no chart and loads the figures by hand only @long', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await installation.person(100);
  await signIn(page, awa);
  await page.goto('/moi/reglages');
  await page.getByRole('radio', { name: /^Texte/ }).check();
  // The choice is an act: a page left before it is queued would lose it, one left before it is received would send it
  // from the next.
  await expect.poll(() => ecoOf(installation.db, awa.id)).toBe('5');
  const from = link.requests.length;
  const asked = () => link.requests.slice(from).filter((r) => r.path.startsWith('/api/public/saka')).length;
  await page.goto('/cycle');
  const main = page.getByRole('main');
  await expect(main.getByText('Cet appareil n’a pas encore lu ces chiffres')).toBeVisible();
  expect(asked()).toBe(0);
  await main.getByRole('button', { name: 'Actualiser' }).click();
  await expect(main.getByText(/Récolte\s: en lisant/)).toBeVisible();
  expect(asked()).toBe(1);
  await expect(main.locator('svg[viewBox="0 0 220 220"], svg[viewBox^="0 0 300"]')).toHaveCount(0);
});

test('R9: what compost would take, when, and what prevents it; a queued act protects nothing until it arrives', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await idle(installation, 100);
  const project = await installation.project('Un puits pour tous');
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('button', { name: 'Planter des grains' })).toBeVisible();
  await page.goto('/cycle/silo');
  const main = page.getByRole('main');
  await expect(main.getByText(/^Sans acte d’ici lundi .*, 12 de vos 120 grains iront au Silo\.$/)).toBeVisible();
  await expect(main.getByText(/Chaque lundi, 10\s% des portefeuilles/)).toBeVisible();
  await expect(main.getByText(/acte en attente/)).toHaveCount(0);
  await shellCached(page);
  link.down();
  await page.goto(`/projets/${project.id}`);
  await boostOpenProject(page);
  await page.goto('/cycle/silo');
  await expect(main.getByText(/^Sans acte d’ici lundi .*, 12 de vos 120 grains/)).toBeVisible();
  await expect(main.getByText('Votre acte en attente ne protège rien tant qu’il n’est pas arrivé.')).toBeVisible();
  link.up();
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await expect(page.getByText(/^reçu/).first()).toBeVisible();
  await page.goto('/cycle/silo');
  await expect(main.getByText(/Votre acte en attente/)).toHaveCount(0);
  // 110 grains are left, and the act has put the day off to the first Monday, 03:00 UTC, after ninety days.
  const { idleSince } = (
    await installation.db.query<{ idleSince: Date }>(
      `select max(at) as "idleSince" from transfer where member = $1 and from_account = 'wallet'`,
      [awa.id],
    )
  )[0]!;
  const monday = firstMondayAfter(idleSince.getTime() + 90 * 86_400_000);
  await expect(
    main.getByText(new RegExp(`^Sans acte d’ici ${frenchDay(monday)}.*, 11 de vos 110 grains iront au Silo\\.$`)),
  ).toBeVisible();
});

test('R9: every run is in the log of the Silo, with its rules and what grains left for @long', async ({
  installation,
  phone: { page },
}) => {
  await installation.db.query(
    `insert into saka_run (kind, at, source, parameters, state, ended_at, frozen, wallets, grains, left_out) values
      ('compost', '2026-11-02T03:00:00Z', 'schedule',
        '{"compostRate": 1000, "compostInactivityDays": 90, "compostMinBalance": 50, "compostMinAmount": 10}', 'ended',
        now(), 32, 31, 1240, 1)`,
  );
  // As a run does: what the server keeps of earlier readers is forgotten.
  await notifyMoved(installation.db, ['public']);
  await expect.poll(async () => (await page.request.get('/api/public/saka/silo')).text()).toContain('1240');
  await page.goto('/cycle/silo');
  // The demo's own stands there too.
  const run = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: /^Compost/ }), hasText: '31 portefeuilles' });
  await expect(run).toContainText(/1\s240 grains de 31 portefeuilles au Silo\. 1 laissé en paix/);
  await expect(run).toContainText(
    /10\s% après 90 jours sans acte, à partir de 50 grains, au moins 10\. Au calendrier\./,
  );
});

test('R11: an animator of the whole manages the seasons; overlapping dates are refused with a message @long', async ({
  installation,
  phone: { page, console },
}) => {
  // The browser reports the refusal that is asked for.
  console.expect(/status of 400/);
  const [{ name }, awa] = [await season(installation), await installation.person()];
  await signIn(page, awa);
  await page.goto('/cycle/saisons');
  await expect(page.getByText('Réservé à l’animation de l’ensemble')).toBeVisible();
  await installation.db.query(`update member set roles = '{animator}' where id = $1`, [awa.id]);
  await page.goto('/moi/activite');
  await page.getByRole('button', { name: 'Synchroniser' }).click();
  await page.goto('/cycle');
  await page.getByRole('link', { name: 'Les saisons' }).click();
  const plan = async (title: string, from: string, to: string) => {
    await page.getByRole('textbox', { name: 'Nom' }).fill(title);
    await page.getByLabel('Premier jour').fill(from);
    await page.getByLabel('Dernier jour').fill(to);
    await page.getByRole('button', { name: 'Ouvrir la saison' }).click();
  };
  const today = new Date().toISOString().slice(0, 10);
  await plan('Une de trop', today, '2090-03-01');
  await expect(page.getByRole('alert')).toContainText(`Ces dates touchent celles de « ${name} »`);
  await plan('Une d’après', '2090-03-01', '2090-05-31');
  await expect(page.getByText('Saison ouverte')).toBeVisible();
  const card = page.getByRole('listitem').filter({ hasText: 'Une d’après' });
  await expect(card).toContainText('prévue');
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Abandonner' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Abandonner' }).click();
  await expect(card).toHaveCount(0);
});
