/**
 * Majority judgment and budget polls on a phone: graded and approved without a network, counted, shown with the reasons
 * of the result; prepared by an animator. The pages of both pass axe, light and dark, and do not overflow.
 */
import { closeDuePolls } from '@egoejo/server/polls/closing.ts';
import { settleBySql, type TestMember } from '@egoejo/server/testing/world.ts';
import { newMember } from '@egoejo/server/testing/acts.ts';
import type { PollId } from '@egoejo/shared/platform/ids.ts';
import { DEFAULT_GRADES, type BallotContent, type PollMethod } from '@egoejo/shared/polls/model.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { expect, shellCached, signIn, test, type SharedInstallation } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

const LABELS = [
  'Un verger partagé derrière l’école des Minimes',
  'Des bancs à l’ombre',
  'Un four à pain',
  'Deux ruches',
];
const options = LABELS.map((label, i) => ({ id: `o${i}`, label }));
const judgment: PollMethod = { kind: 'judgment', grades: [...DEFAULT_GRADES], ungraded: 0 };
const budget: PollMethod = {
  kind: 'budget',
  rule: 'equal-shares',
  ballots: 'approval',
  budget: 1_000_000,
  currency: 'EUR',
  costs: { o0: 1_000_000, o1: 330_000, o2: 330_000, o3: 120_050 },
  terms: { utility: 'cost', completion: 'add1-greedy', comparison: true, support: 0, points: null },
};

async function others(installation: SharedInstallation, poll: PollId, ballots: readonly BallotContent[]) {
  for (const ballot of ballots) {
    const caller = await newMember(installation.db);
    const member: TestMember = { id: caller.member, device: caller.device };
    const [verdict] = await settleBySql(installation.db, member, [{ name: 'poll.vote', args: { poll, ballot } }]);
    expect(verdict?.code).toBe(null);
  }
}
async function close(installation: SharedInstallation, poll: PollId): Promise<void> {
  await installation.db.query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [poll]);
  const moved: string[] = [];
  await closeDuePolls(installation.db, (scopes) => void moved.push(...scopes));
  await installation.db.query(`select pg_notify('egoejo_poke', $1)`, [moved.join(',')]);
}
/** What axe finds, and whether the page is wider than the phone; a picture of each colour scheme and of a wide screen. */
async function look(page: Page, file: (name: string) => string, name: string): Promise<void> {
  const phone = page.viewportSize()!;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0)).toBeLessThanOrEqual(phone.width);
    await expectAccessible(page);
    await page.screenshot({ path: file(`${name}-${colorScheme}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.screenshot({ path: file(`${name}-wide.png`) });
  await page.setViewportSize(phone);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('P5: options are graded by tap and by keyboard without a network; the result shows ranks, grades and profiles', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const poll = await installation.poll({ method: judgment, options, closesInSeconds: 86_400 });
  const awa = await installation.person();
  await signIn(page, awa);
  await page.goto(`/votes/${poll}`);
  const grades = (label: string) => page.getByRole('group', { name: label });
  await expect(grades(LABELS[0]!)).toBeVisible();
  await shellCached(page);
  link.down();
  await page.reload();
  await grades(LABELS[0]!).getByRole('radio', { name: 'Très bien' }).click();
  await grades(LABELS[1]!).getByRole('radio', { name: 'Passable' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(grades(LABELS[1]!).getByRole('radio', { name: 'Insuffisant' })).toBeChecked();
  await grades(LABELS[2]!).getByRole('radio', { name: 'Excellent' }).click();
  await page.getByRole('button', { name: `Effacer la mention de ${LABELS[2]!}` }).click();
  await expect(page.getByText('2 mentions données sur 4. Sans mention compte comme « À rejeter ».')).toBeVisible();
  await look(page, (name) => info.outputPath(name), 'judgment-ballot');
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(page.getByText(/Votre\svote\sest\senregistré\ssur\scet\sappareil/)).toBeVisible();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  const [row] = await installation.db.query<{ content: unknown }>('select content from ballot where poll = $1', [poll]);
  expect(row?.content).toEqual({ kind: 'judgment', grades: { o0: 5, o1: 1 } });
  await others(installation, poll, [
    { kind: 'judgment', grades: { o0: 6, o1: 4, o2: 3 } },
    { kind: 'judgment', grades: { o0: 2, o1: 4, o2: 6, o3: 1 } },
    { kind: 'judgment', grades: { o0: 5, o1: 3, o2: 5 } },
    { kind: 'judgment', grades: { o0: 4, o1: 3, o2: 5, o3: 6 } },
  ]);
  await close(installation, poll);
  const first = page.getByRole('list', { name: 'Résultat' }).getByRole('listitem').first();
  await expect(first).toContainText(LABELS[0]!);
  await expect(first).toContainText('Très bien');
  await expect(first).toContainText('retenu');
  await expect(first.getByRole('img')).toHaveAccessibleName(
    `${LABELS[0]!} : Excellent 20 %, Très bien 40 %, Bien 20 %, Passable 20 %`,
  );
  await page.getByText('Tous les chiffres').click();
  await look(page, (name) => info.outputPath(name), 'judgment-result');
});

test('P6: projects are approved without a network; the result tells both rules and what the member’s own share paid', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const poll = await installation.poll({ method: budget, options, closesInSeconds: 86_400 });
  const awa = await installation.person();
  await signIn(page, awa);
  await page.goto(`/votes/${poll}`);
  const project = (label: string) => page.getByRole('checkbox', { name: label });
  await expect(project(LABELS[1]!)).toBeVisible();
  await shellCached(page);
  link.down();
  await page.reload();
  await project(LABELS[0]!).check();
  await project(LABELS[1]!).check();
  await expect(page.getByText('plus que le budget : c’est permis')).toBeVisible();
  await project(LABELS[0]!).uncheck();
  await project(LABELS[3]!).check();
  await expect(page.getByText(/Vos\schoix\s:\s4\s500,50\s€\ssur\s10\s000\s€/)).toBeVisible();
  await expect(page.getByText(/reste\s5\s499,50\s€/)).toBeVisible();
  await look(page, (name) => info.outputPath(name), 'budget-ballot');
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(page.getByText(/Votre\svote\sest\senregistré\ssur\scet\sappareil/)).toBeVisible();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  const approving = (...projects: string[]): BallotContent => ({ kind: 'budget', projects });
  await others(installation, poll, [
    ...Array.from({ length: 4 }, () => approving('o0')),
    ...Array.from({ length: 2 }, () => approving('o1', 'o3')),
    ...Array.from({ length: 3 }, () => approving('o2')),
  ]);
  await close(installation, poll);
  await expect(page.getByRole('row', { name: /Des bancs à l’ombre.*retenu/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Un verger partagé.*retenu/ })).toHaveCount(0);
  await expect(
    page.getByText(/Parts\ségales\s:\s3\sprojets\spour\s7\s800,50\s€\.\sC’est\sle\srésultat\./),
  ).toBeVisible();
  await expect(page.getByText(/Nombre\sde\svoix\s:\s1\sprojet\spour\s10\s000\s€\./)).toBeVisible();
  const own = page.getByRole('region', { name: 'Votre part' });
  await expect(own).toContainText('Votre part a payé pour :');
  await expect(own.getByRole('listitem').filter({ hasText: LABELS[1]! })).toContainText(/1\s100\s€/);
  await expect(own.getByRole('listitem').filter({ hasText: LABELS[3]! })).toContainText(/400,17\s€/);
  await page.getByText('Pourquoi ces projets ?').click();
  await expect(page.getByText(/Chaque\ssoutien\sa\spayé\s400,17\s€\./)).toBeVisible();
  await look(page, (name) => info.outputPath(name), 'budget-result');
});

test('P6: points are shared among projects; the steppers stop when they are given @long', async ({
  installation,
  phone: { page },
}, info) => {
  const method: PollMethod = { ...budget, ballots: 'cumulative', terms: { ...budget.terms!, points: 3 } };
  const poll = await installation.poll({ method, options, closesInSeconds: 86_400 });
  await signIn(page, await installation.person());
  await page.goto(`/votes/${poll}`);
  const more = (label: string) => page.getByRole('button', { name: `Plus : Points pour ${label}` });
  for (const label of [LABELS[1]!, LABELS[1]!, LABELS[2]!]) await more(label).click();
  await expect(page.getByText('plus de points')).toBeVisible();
  await expect(more(LABELS[3]!)).toBeDisabled();
  await look(page, (name) => info.outputPath(name), 'points-ballot');
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  const [row] = await installation.db.query<{ content: unknown }>('select content from ballot where poll = $1', [poll]);
  expect(row?.content).toEqual({ kind: 'budget', projects: ['o1', 'o2'], points: [2, 1] });
});

test('P1 P6: an animator prepares a budget poll, by equal shares unless they choose otherwise, and a poll by majority judgment @long', async ({
  installation,
  phone: { page },
}, info) => {
  const moussa = await installation.person();
  await installation.db.query(`update membership set role = 'animator' where member = $1`, [moussa.id]);
  await signIn(page, moussa);
  await page.goto('/animer');
  await page.getByRole('button', { name: 'Préparer un vote' }).click();
  await page.getByLabel('Question').fill('Que financer cette année ?');
  await page.getByRole('radio', { name: /^Budget participatif/ }).check();
  await page.getByLabel('Budget', { exact: true }).fill('10 000');
  await expect(page.getByRole('radio', { name: /^Parts égales/ })).toBeChecked();
  for (const [i, cost] of [
    ['1', '3300'],
    ['2', '12000'],
  ] as const) {
    await page.getByLabel(`Choix ${i}`, { exact: true }).fill(LABELS[Number(i)]!);
    await page.getByLabel(`Coût ${i}`, { exact: true }).fill(cost);
  }
  await page.getByLabel('Clôture').fill('2999-12-31T18:00');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await expect(page.getByText('Chaque choix demande un coût, au plus le budget.')).toBeVisible();
  await page.getByLabel('Coût 2', { exact: true }).fill('1200,50');
  await page.getByText('Réglages fins').click();
  await look(page, (name) => info.outputPath(name), 'budget-form');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  const drafted = () =>
    installation.db.query<{ method: PollMethod }>(`select method from poll where author = $1 order by created_at`, [
      moussa.id,
    ]);
  await expect
    .poll(drafted)
    .toMatchObject([
      {
        method: {
          kind: 'budget',
          rule: 'equal-shares',
          budget: 1_000_000,
          costs: { o1: 330_000, o2: 120_050 },
          terms: { completion: 'add1-greedy', points: null },
        },
      },
    ]);
  await page.getByRole('button', { name: 'Préparer un vote' }).click();
  await page.getByLabel('Question').fill('Quel lieu ?');
  await page.getByRole('radio', { name: /^Jugement majoritaire/ }).check();
  await page.getByLabel('Mentions').fill('Oui\nPeut-être\nNon');
  for (const i of ['1', '2']) await page.getByLabel(`Choix ${i}`, { exact: true }).fill(LABELS[Number(i)]!);
  await page.getByLabel('Clôture').fill('2999-12-31T18:00');
  await look(page, (name) => info.outputPath(name), 'judgment-form');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await expect
    .poll(drafted)
    .toMatchObject([{}, { method: { kind: 'judgment', grades: ['Non', 'Peut-être', 'Oui'], ungraded: 0 } }]);
});

test('P1 P6: without a network an animator makes a poll about a project, of projects, and tries its ballot; voters see the links, and the result tells who tied @long', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const { db } = installation;
  const about = await installation.project('Place du lavoir');
  for (const title of ['Lavoir : banc', 'Lavoir : auvent', 'Lavoir : fontaine']) {
    const { id } = await installation.project(title);
    await db.query(`update project set cost_cents = 40000, cost_currency = 'EUR' where id = $1`, [id]);
  }
  const moussa = await installation.person();
  await db.query(`update membership set role = 'animator' where member = $1`, [moussa.id]);
  await signIn(page, moussa);
  await page.goto('/animer');
  await page.getByRole('button', { name: 'Préparer un vote' }).click();
  link.down();
  await page.getByLabel('Question').fill('Que faire au lavoir ?');
  await page.getByRole('button', { name: 'Lier le vote à un projet' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('searchbox').fill('place LAVOIR');
  await sheet.getByRole('button', { name: about.title }).click();
  await expect(page.getByRole('button', { name: `Ne plus lier à ${about.title}` })).toBeVisible();
  await page.getByRole('radio', { name: /^Budget participatif/ }).check();
  await page.getByRole('radio', { name: 'Nombre de voix Du', exact: false }).check();
  await page.getByLabel('Budget', { exact: true }).fill('500');
  await page.getByRole('button', { name: 'Ajouter des projets' }).click();
  await sheet.getByRole('searchbox').fill('lavoir :');
  await sheet.getByRole('button', { name: 'Ajouter ces 3 projets' }).click();
  await expect(sheet.getByRole('checkbox', { checked: true })).toHaveCount(3);
  await sheet.getByRole('button', { name: 'C’est bon' }).click();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByLabel('Coût 3', { exact: true })).toHaveValue('400');
  await page.getByLabel('Choix 1', { exact: true }).fill('Un auvent');
  await page.getByRole('button', { name: 'Aperçu du bulletin' }).click();
  await sheet.getByRole('checkbox', { name: 'Un auvent' }).check();
  await sheet.getByRole('checkbox', { name: 'Lavoir : banc' }).check();
  await expect(sheet.getByText('plus que le budget : c’est permis')).toBeVisible();
  await sheet.getByRole('button', { name: 'Voter' }).click();
  await expect(sheet.getByText(/Rien n’est parti\s: c’est un aperçu/)).toBeVisible();
  await look(page, (name) => info.outputPath(name), 'preview');
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.getByRole('switch', { name: 'Ouvert à tous' }).check();
  await page.getByLabel('Clôture').fill('2999-12-31T18:00');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await page.getByRole('button', { name: 'Ouvrir le vote' }).click();
  await expect(sheet.getByText('Le nombre de personnes sera connu avec un réseau.')).toBeVisible();
  await look(page, (name) => info.outputPath(name), 'open-offline');
  await sheet.getByRole('button', { name: 'Ouvrir le vote' }).click();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.getByRole('link', { name: /Que faire au lavoir/ }).click();
  await expect(page.getByText('aucun bulletin')).toBeVisible();
  expect(await db.query('select 1 as one from ballot where member = $1', [moussa.id])).toEqual([]);
  const poll = new URL(page.url()).pathname.split('/').at(-1) as PollId;
  await page.getByRole('link', { name: `Voir le projet ${about.title}` }).click();
  await page.getByRole('link', { name: /Que faire au lavoir/ }).click();
  const approving = (...projects: string[]): BallotContent => ({ kind: 'budget', projects });
  const [row] = await db.query<{ options: { id: string; label: string }[] }>('select options from poll where id = $1', [
    poll,
  ]);
  const [shelter, bench] = row!.options.map((o) => o.id);
  await others(installation, poll, [approving(shelter!), approving(bench!)]);
  await close(installation, poll);
  await expect(page.getByText(/À égalité, 1 chacun\s: Un auvent et Lavoir\s: banc\./)).toBeVisible();
  await expect(
    page.getByText(/À égalité passe d’abord le projet que plus de bulletins soutiennent/).first(),
  ).toBeVisible();
  await look(page, (name) => info.outputPath(name), 'tie');
});
