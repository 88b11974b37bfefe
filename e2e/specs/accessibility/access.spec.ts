/**
 * Access for everybody, where axe is blind: the keyboard alone, the state after an act, sizes of targets, forced
 * colours, motion, and the names and structure that screen readers get.
 */
import type { PollMethod } from '@egoejo/shared/polls/model.ts';
import { DEFAULT_GRADES } from '@egoejo/shared/polls/model.ts';
import type { Locator, Page } from '../../support/browsers/browser.ts';
import { expectFocusSeen, faultsOfStructure, smallTargets, tabTo } from '../../support/page/access.ts';
import { expect, shellCached, signIn, syncIdle, test, type SharedInstallation } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const options = ['Mardi', 'Jeudi', 'Samedi'].map((label) => ({ id: label.toLowerCase(), label }));
const budget = (points: number | null): PollMethod => ({
  kind: 'budget',
  rule: 'equal-shares',
  ballots: points === null ? 'approval' : 'cumulative',
  budget: 1_000_000,
  currency: 'EUR',
  costs: Object.fromEntries(options.map((o) => [o.id, 100_000])),
  terms: { utility: 'cost', completion: 'add1-greedy', comparison: true, support: 0, points },
});
const methods = {
  choice: { kind: 'choice', max: 1 },
  several: { kind: 'choice', max: 2 },
  quadratic: { kind: 'quadratic', credits: 100, unit: 5 },
  judgment: { kind: 'judgment', grades: [...DEFAULT_GRADES], ungraded: 0 },
  approval: budget(null),
  points: budget(10),
} as const satisfies Record<string, PollMethod>;
type Method = keyof typeof methods;

const plant = (page: Page) => page.getByRole('button', { name: 'Planter des grains' });
const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Navigation principale' }).getByRole('link', { name, exact: true });
const openPoll = (installation: SharedInstallation, method: Method) =>
  installation.poll({ method: methods[method], options, closesInSeconds: 86_400 });
const evening = '<p>Le vent du soir passe sur les jardins.</p>';

/** The addresses of the main pages, with a project, a story and a ballot of each kind. */
async function mainPages(installation: SharedInstallation): Promise<string[]> {
  const project = await installation.project('Un jardin pour les abeilles');
  const story = await installation.story({ title: 'Les jardins du soir', words: 3, pages: [evening, evening] });
  const polls: string[] = [];
  for (const method of Object.keys(methods) as Method[]) polls.push(`/votes/${await openPoll(installation, method)}`);
  const others = ['/', '/projets', '/lire', '/cycle', '/recherche', '/moi', '/moi/activite', '/moi/reglages'];
  return [...others, `/projets/${project.id}`, `/lire/${story}`, ...polls];
}
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByText('Un instant…')).toHaveCount(0);
}
/** Goes to a control by Tab and presses Enter. */
async function enter(page: Page, target: Locator, key?: 'Shift+Tab'): Promise<void> {
  await tabTo(page, target, key);
  await page.keyboard.press('Enter');
}
async function goTo(page: Page, name: string): Promise<void> {
  await enter(page, place(page, name), 'Shift+Tab');
  await expect(page.locator('#page-title')).toBeFocused();
}

test('the main path by keyboard alone: every stop shows its ring, and no act loses the focus', async ({
  installation,
  phone: { page },
}) => {
  const awa = await installation.person(100);
  const project = await installation.project('La mare aux grenouilles');
  await installation.story({ title: 'À lire au clavier', words: 3, pages: [evening, evening] });
  const poll = await openPoll(installation, 'choice');
  await open(page, '/connexion');
  await tabTo(page, page.getByLabel('Adresse e-mail'));
  await page.keyboard.type(awa.email);
  await tabTo(page, page.getByLabel('Mot de passe'));
  await page.keyboard.type(awa.password);
  await enter(page, page.getByRole('button', { name: 'Se connecter' }));
  await expect(page).not.toHaveURL(/connexion/);
  await expect(page.locator('#page-title')).toBeFocused();

  await goTo(page, 'Projets');
  await tabTo(page, page.getByRole('searchbox'));
  await page.keyboard.type(project.title);
  await enter(page, page.getByRole('link', { name: project.title }));
  await enter(page, plant(page));
  await expect(page.getByRole('spinbutton', { name: 'Grains à planter' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await enter(page, page.getByRole('button', { name: 'Planter 4 grains' }));
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(plant(page)).toBeFocused();
  await expectFocusSeen(page);

  await open(page, `/votes/${poll}`);
  await tabTo(page, page.getByRole('radio', { name: 'Mardi' }));
  await page.keyboard.press('ArrowDown');
  await expectFocusSeen(page);
  await page.keyboard.press('Space');
  await enter(page, page.getByRole('button', { name: 'Voter', exact: true }));
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Modifier mon vote' })).toBeFocused();
  await expectFocusSeen(page);

  await goTo(page, 'Lire');
  await enter(page, page.getByRole('link', { name: 'À lire au clavier' }));
  await expect(page.locator('#page-title')).toBeFocused();
  await enter(page, page.getByRole('button', { name: 'Page suivante' }));
  await expect(page.getByRole('article')).toBeFocused();
  await expect(page.getByText('10 grains récoltés').first()).toBeVisible();
  await expect(page.getByRole('article')).toBeFocused();

  await goTo(page, 'Moi');
  await enter(page, page.getByRole('link', { name: 'Activité' }));
  await expect(page.locator('#page-title')).toBeFocused();
  await expect(page.getByText(`4 grains à « ${project.title} »`)).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Synchroniser' }));
});

test('axe finds nothing after acting: sheet, dialog, refusal, faults, error page, no network @long', async ({
  installation,
  link,
  phone,
}) => {
  const { page } = phone;
  phone.console.expect(/status of 401/);
  // The server does not compare a withdrawn project with others.
  phone.console.expect(/search\.neighbours/);
  const awa = await installation.person(100);
  const project = await installation.project('Le four à pain');
  const poll = await openPoll(installation, 'choice');
  await open(page, '/connexion');
  await page.getByLabel('Adresse e-mail').fill(awa.email);
  await page.getByLabel('Mot de passe').fill('pas le bon mot de passe');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  await signIn(page, awa);

  await open(page, '/projets/proposer');
  await page.getByRole('button', { name: 'Proposer', exact: true }).click();
  const first = page.locator('[aria-invalid=true]').first();
  await expect(first).toBeFocused();
  await expect(first).toHaveAccessibleDescription(/\S/);
  await expect(page.getByRole('alert')).toBeVisible();
  await expectAccessible(page);
  // Sent again with the same faults.
  await page.getByRole('button', { name: 'Proposer', exact: true }).click();
  await expect(first).toBeFocused();
  await page.getByRole('textbox', { name: 'Titre' }).fill('Un puits');
  await expect(page.getByText('Donnez un titre.')).toHaveCount(0);

  await open(page, `/votes/${poll}`);
  await page.getByRole('radio', { name: 'Jeudi' }).check();
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  await page.getByRole('button', { name: 'Retirer mon vote' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);

  await open(page, `/projets/${project.id}`);
  await shellCached(page);
  await syncIdle(page, awa.id, link);
  link.down();
  await plant(page).click();
  await expectAccessible(page);
  await page.getByRole('spinbutton').fill('10');
  await page.getByRole('button', { name: /^Planter 10 grains/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  const acts = page.getByRole('list', { name: 'Vos actes sur ce projet' });
  await expect(acts).toContainText('en attente');
  await expectAccessible(page);
  await installation.db.query(`update project set status = 'withdrawn' where id = $1`, [project.id]);
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(acts).toContainText(/refusé/);
  await expectAccessible(page);
  await open(page, '/moi/activite');
  await expect(page.getByText(/^refusé/)).toBeVisible();
  await expectAccessible(page);
  await open(page, '/nulle-part');
  await expectAccessible(page);
});

test('a form sent with faults tells them below its fields, and the browser shows no bubble; what is mended is silent', async ({
  phone,
}) => {
  const { page } = phone;
  const address = page.getByLabel('Adresse e-mail');
  const password = page.getByLabel('Mot de passe');
  const send = page.getByRole('button', { name: 'Se connecter' });
  await open(page, '/connexion');
  const noBubble = page.evaluate(
    () =>
      new Promise((found) => {
        const look = (event: Event) => setTimeout(() => found(event.defaultPrevented));
        addEventListener('invalid', look, { capture: true, once: true });
      }),
  );
  await send.click();
  expect(await noBubble).toBe(true);
  await expect(page.getByText('Remplissez ce champ.')).toHaveCount(2);
  await expect(address).toHaveAccessibleDescription('Remplissez ce champ.');
  await expect(address).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('awa');
  await expect(address).toHaveAccessibleDescription('Une adresse s’écrit comme nom@example.org.');
  await page.keyboard.type('@example.org');
  await expect(address).toHaveAccessibleDescription('');
  await expect(address).not.toHaveAttribute('aria-invalid');
  // The focus goes on to the fault that is left.
  await send.click();
  await expect(password).toBeFocused();
  await page.keyboard.type('g');
  await expect(page.locator('[aria-invalid=true]')).toHaveCount(0);
});

for (const [title, viewport] of [
  ['a phone', { width: 360, height: 740 }],
  ['a wide screen', { width: 1280, height: 800 }],
] as const)
  test(`on ${title} every target is large enough, everything has a name, headings have no gap, nothing moves @long`, async ({
    installation,
    anotherDevice,
  }) => {
    const { page } = await anotherDevice({ viewport, reducedMotion: 'reduce' });
    const paths = await mainPages(installation);
    await signIn(page, await installation.person(100));
    const faults: string[] = [];
    const moving = () => page.evaluate(() => document.getAnimations().length);
    for (const path of paths) {
      await open(page, path);
      const found = [
        ...(await smallTargets(page, 24)),
        ...(await smallTargets(page, 44, 'nav[aria-label="Navigation principale"]')),
        ...(await faultsOfStructure(page)),
        ...((await moving()) > 0 ? ['something moves'] : []),
      ];
      faults.push(...found.map((fault) => `${path}: ${fault}`));
      const main = page.getByRole('button', { name: /^(Voter|Planter des grains)$/ });
      // In one step: the item beside a list may be drawn anew between two.
      const small = await main.evaluateAll((all) =>
        all
          .filter((e) => e.checkVisibility())
          .map((e) => e.getBoundingClientRect())
          .filter(({ width, height }) => width < 44 || height < 44)
          .map(({ width, height }) => `${width} × ${height}`),
      );
      faults.push(...small.map((fault) => `${path}: ${fault}`));
      if ((await plant(page).count()) === 0) continue;
      await plant(page).click();
      if ((await moving()) > 0) faults.push(`${path}: the sheet moves`);
      faults.push(...(await smallTargets(page, 44, 'dialog')).map((fault) => `${path}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });

test('with forced colours, what is selected, switched on or set apart by a colour still shows @long', async ({
  installation,
  phone: { page },
}, info) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  const project = await installation.project('Une cabane à livres');
  const judgment = await openPoll(installation, 'judgment');
  const jeanne = await installation.person(100);
  await installation.db.query(`update member set roles = '{administrator}' where id = $1`, [jeanne.id]);
  await signIn(page, jeanne);
  const look = (of: Locator) =>
    of.evaluate((e) => {
      const { backgroundColor, borderTopWidth, borderTopStyle, outlineStyle } = getComputedStyle(e);
      const edge = borderTopStyle !== 'none' && Number.parseFloat(borderTopWidth) > 0;
      return { backgroundColor, edge, outlined: outlineStyle !== 'none' };
    });
  const differ = async (one: Locator, other: Locator) =>
    expect((await look(one)).backgroundColor).not.toBe((await look(other)).backgroundColor);
  await open(page, `/projets/${project.id}`);
  await differ(place(page, 'Projets'), place(page, 'Lire'));
  expect((await look(plant(page))).edge).toBe(true);
  await plant(page).press('Enter');
  const sheet = page.getByRole('dialog');
  const amount = (n: number) => sheet.getByRole('button', { name: String(n), exact: true });
  await differ(amount(5), amount(25));
  expect((await look(sheet.locator('> div'))).edge).toBe(true);
  expect((await look(sheet.getByRole('spinbutton'))).outlined).toBe(true);
  await page.screenshot({ path: info.outputPath('sheet.png') });
  await sheet.getByRole('spinbutton').fill('10');
  await sheet.getByRole('button', { name: /^Planter 10/ }).click();
  await expect(page.getByRole('list', { name: 'Vos actes sur ce projet' })).toContainText('reçu');
  await page.screenshot({ path: info.outputPath('project.png') });
  await open(page, '/projets');
  const filter = (pressed: boolean) => page.getByRole('main').getByRole('button', { pressed }).first();
  await differ(filter(true), filter(false));
  await page.screenshot({ path: info.outputPath('projects.png') });
  await open(page, `/votes/${judgment}`);
  await page.getByRole('group', { name: 'Mardi' }).getByRole('radio', { name: 'Bien', exact: true }).check();
  await page.screenshot({ path: info.outputPath('judgment.png') });
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  const chip = page.getByText('reçu', { exact: true });
  await expect(chip).toBeVisible();
  expect((await look(chip.locator('xpath=..'))).edge).toBe(true);
  await open(page, '/moi/quitter');
  const knob = page.getByRole('switch').first().locator('span span');
  await knob.scrollIntoViewIfNeeded();
  expect((await look(knob)).edge).toBe(true);
  await page.screenshot({ path: info.outputPath('leave.png') });
  await open(page, '/administration/sante');
  await differ(page.getByRole('tab', { selected: true }), page.getByRole('tab', { selected: false }).first());
  await page.screenshot({ path: info.outputPath('administration.png') });
});

test('the ring of a link that covers its card goes round the card @long', async ({
  installation,
  phone: { page },
}, info) => {
  const project = await installation.project('Des nichoirs pour les hirondelles');
  await signIn(page, await installation.person());
  await open(page, '/projets');
  await page.getByRole('searchbox').fill(project.title);
  const card = page.getByRole('article').filter({ hasText: project.title });
  await tabTo(page, card.getByRole('link'));
  const ring = await card.getByRole('link').evaluate((e) => {
    const { outlineStyle, width, height } = getComputedStyle(e, '::after');
    return { outlineStyle, width: Number.parseFloat(width), height: Number.parseFloat(height) };
  });
  const box = (await card.boundingBox())!;
  expect(ring.outlineStyle).toBe('solid');
  expect(Math.abs(ring.width - box.width)).toBeLessThan(4);
  expect(Math.abs(ring.height - box.height)).toBeLessThan(4);
  await page.screenshot({ path: info.outputPath('card.png') });
});
