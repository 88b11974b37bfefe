/**
 * The life of a poll on a small phone: extended and copied without a network, a vote that waits while the closing comes
 * near, and the result as a poster.
 */
import { decodeQR } from 'qr/decode.js';
import { closeDuePolls } from '@egoejo/server/polls/closing.ts';
import { drawnCode } from '../../support/page/drawn-code.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, test, type SharedInstallation } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const days = ['Mardi', 'Jeudi', 'Samedi'].map((label) => ({ id: label.toLowerCase(), label }));
const pad = (n: number) => String(n).padStart(2, '0');
/** What a member types into a field of date and time. */
const typed = (at: Date) =>
  `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
const inHours = (h: number) => new Date(Math.floor(Date.now() / 60_000) * 60_000 + h * 3_600_000);
const named = ({ db }: SharedInstallation, poll: string, title: string) =>
  db.query('update poll set title = $2, frozen = null where id = $1', [poll, title]);

test('P1: an animator extends a poll without a network; every device shows the new time and why once the server has it @long', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const poll = await installation.poll({ method: { kind: 'choice', max: 1 }, options: days, closesInSeconds: 7200 });
  await named(installation, poll, 'Quel jour de marché ?');
  const [moussa, awa] = [await installation.person(), await installation.person()];
  await db.query(`update membership set role = 'animator' where member = $1`, [moussa.id]);
  const other = await anotherDevice();
  other.console.expect(/net::ERR/);
  await signIn(other.page, awa);
  await other.page.goto(`/votes/${poll}`);
  await expect(other.page.getByText(/clôture dans 1\d\d minutes/)).toBeVisible();
  const { page } = phone;
  await signIn(page, moussa);
  await shellCached(page);
  await page.goto('/animer');
  const card = page.getByRole('listitem').filter({ hasText: 'Quel jour de marché ?' });
  await expect(card).toBeVisible();
  link.down();
  await card.getByRole('button', { name: 'Prolonger' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Pourquoi').fill('Le réseau a manqué deux jours.');
  await dialog.getByRole('button', { name: 'Prolonger' }).click();
  await expect(dialog.getByText('Choisissez un moment après la clôture annoncée.')).toBeVisible();
  const to = inHours(72);
  await dialog.getByLabel('Nouvelle clôture').fill(typed(to));
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('extend.png') });
  await dialog.getByRole('button', { name: 'Prolonger' }).click();
  await expect(card.getByText('nouvelle clôture demandée')).toBeVisible();
  // Until the server has it, the announced time stands.
  await expect(card.getByText(/clôture dans 1\d\d minutes/)).toBeVisible();
  await page.screenshot({ path: info.outputPath('asked.png'), fullPage: true });
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  for (const p of [page, other.page]) {
    if (p === page) await card.getByRole('link').click();
    await expect(p.getByText(/Clôture repoussée au .*\s: Le réseau a manqué deux jours\./)).toBeVisible();
    await expect(p.getByText('clôture dans 2 jours')).toBeVisible();
    await expectAccessible(p);
  }
  await other.page.screenshot({ path: info.outputPath('extended.png'), fullPage: true });
  expect(await db.query('select iso(closes_at) as at, state from poll where id = $1', [poll])).toEqual([
    { at: await page.evaluate((local) => new Date(local).toISOString(), typed(to)), state: 'open' },
  ]);
});

test('P1: opening a poll asks once, with what voters will see and how many they are; then a number says who has not voted @long', async ({
  installation,
  phone: { page },
}, info) => {
  const { db, community } = installation;
  const [moussa, awa] = [await installation.person(), await installation.person(), await installation.person()];
  await db.query(`update membership set role = 'animator' where member = $1`, [moussa.id]);
  const [{ n: members } = { n: 0 }] = await db.query<{ n: number }>(
    'select count(*)::int as n from membership where community = $1',
    [community],
  );
  await signIn(page, moussa);
  await page.goto('/animer');
  await page.getByRole('button', { name: 'Préparer un vote' }).click();
  await page.getByLabel('Question').fill('Qui tient la buvette ?');
  for (const i of [1, 2]) await page.getByLabel(`Choix ${i}`, { exact: true }).fill(days[i]!.label);
  await page.getByRole('switch', { name: 'Vote secret' }).click();
  await page.getByLabel('Clôture').fill(typed(inHours(72)));
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  const card = page.getByRole('listitem').filter({ hasText: 'Qui tient la buvette ?' });
  await card.getByRole('button', { name: 'Ouvrir le vote' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ouvrir « Qui tient la buvette ? » ?' });
  await expect(dialog.getByRole('status').first()).toHaveText(`Ce vote atteindra ${members} personnes.`);
  await expect(dialog.getByText('d’avant l’ouverture')).toBeVisible();
  await dialog.getByText('Aperçu du bulletin').click();
  await expect(dialog.getByRole('radio', { name: 'Jeudi' })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('open.png') });
  await dialog.getByRole('button', { name: 'Annuler' }).click();
  const state = async () => (await db.query(`select state from poll where title = 'Qui tient la buvette ?'`))[0];
  expect(await state()).toEqual({ state: 'draft' });
  await card.getByRole('button', { name: 'Ouvrir le vote' }).click();
  await dialog.getByRole('button', { name: 'Ouvrir le vote' }).click();
  await expect.poll(state).toEqual({ state: 'open' });
  await db.query(
    `insert into ballot (poll, member, content, rev, cast_at)
      select id, $1, '{"kind": "secret"}', 1, now() from poll where title = 'Qui tient la buvette ?'`,
    [awa.id],
  );
  await page.reload();
  await expect(card).toContainText(`1 bulletin, ${members - 1} personnes n’ont pas encore voté`);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('turnout.png'), fullPage: true });
});

test('P1: an animator copies an ended poll into a new draft without a network @long', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const { db } = installation;
  const poll = await installation.poll({ method: { kind: 'choice', max: 2 }, options: days, closesInSeconds: 3600 });
  await named(installation, poll, 'Quel jour l’an dernier ?');
  await db.query(
    `update poll set state = 'closed', closes_at = now() - interval '1 day', result =
      '{"ballots":0,"quorumMet":true,"counts":[],"winners":[]}' where id = $1`,
    [poll],
  );
  const moussa = await installation.person();
  await db.query(`update membership set role = 'animator' where member = $1`, [moussa.id]);
  await signIn(page, moussa);
  await shellCached(page);
  await page.goto('/animer');
  await page.getByRole('heading', { name: 'Votes passés' }).click();
  link.down();
  await page.getByRole('button', { name: 'Copier « Quel jour l’an dernier ? » dans un nouveau vote' }).click();
  await expect(page.getByLabel('Question')).toHaveValue('Quel jour l’an dernier ?');
  await expect(page.getByLabel('Choix 3', { exact: true })).toHaveValue('Samedi');
  await expect(page.getByLabel('Choix au plus')).toHaveValue('2');
  await page.getByLabel('Question').fill('Quel jour cette année ?');
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('copy.png'), fullPage: true });
  const to = inHours(24);
  await expect(page.getByText(/Heure locale\s: Paris/)).toBeVisible();
  await page.getByLabel('Clôture').fill(typed(to));
  await page.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  await expect(page.getByRole('heading', { name: 'Brouillons' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Quel jour cette année ?' })).toBeVisible();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const drafted = () =>
    db.query<{ method: unknown; options: unknown; same: boolean }>(
      `select method, options, id = $1 as same from poll where title = 'Quel jour cette année ?' and state = 'draft'`,
      [poll],
    );
  await expect.poll(drafted).toEqual([{ method: { kind: 'choice', max: 2 }, options: days, same: false }]);
});

test('P1 P8: a vote’s receipt is a picture whose number the ballots name; the result becomes a poster without a network; its code opens the poll’s page', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const { db } = installation;
  const poll = await installation.poll({
    method: { kind: 'choice', max: 1 },
    options: days,
    closesInSeconds: 3600,
    quorum: 1,
  });
  await named(installation, poll, 'Quel jour de marché l’été ?');
  const awa = await installation.person();
  await signIn(page, awa);
  await page.goto(`/votes/${poll}`);
  await page.getByRole('radio', { name: 'Jeudi' }).check();
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Enregistrer le reçu en image' }).click();
  const download = await saved;
  await download.saveAs(info.outputPath('receipt.png'));
  await db.query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [poll]);
  const moved: string[] = [];
  await closeDuePolls(db, (scopes) => void moved.push(...scopes));
  await db.query(`select pg_notify('egoejo_poke', $1)`, [moved.join(',')]);
  await expect(page.getByText('1 bulletin dépouillé.')).toBeVisible();
  await shellCached(page);
  const answer = await page.request.get(`/api/polls/${poll}/ballots?format=json`);
  const { receipts } = (await answer.json()) as { receipts: string[] };
  expect(receipts.map((n) => `recu-${n.toLowerCase()}.png`)).toEqual([download.suggestedFilename()]);
  link.down();
  await page.reload();
  await page.getByRole('link', { name: 'Affiche à imprimer' }).click();
  await expect(page).toHaveURL(/affiche/);
  await expect(page.getByRole('heading', { name: 'Quel jour de marché l’été ?' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /l’emporte, 1 bulletin sur 1\./ })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('poster.png'), fullPage: true });
  const address = decodeQR(await drawnCode(page, /Code QR de la page du vote/));
  expect(address).toBe(`${link.url}/votes/${poll}`);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('button', { name: 'Imprimer' })).toBeHidden();
  await expect(page.getByRole('heading', { name: /l’emporte/ })).toBeVisible();
  expect(await page.locator('.poster').evaluate((e) => getComputedStyle(e).colorScheme)).toBe('light');
  await page.screenshot({ path: info.outputPath('printed.png') });
  await page.emulateMedia({ media: null, colorScheme: null });
  link.up();
});

test('S11 S26: a vote that waits while its poll closes within a day is told of on every page, with what to do, until it is received @long', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  const [near, far] = [
    await installation.poll({ method: { kind: 'choice', max: 1 }, options: days, closesInSeconds: 5400 }),
    await installation.poll({ method: { kind: 'choice', max: 1 }, options: days, closesInSeconds: 200_000 }),
  ];
  await named(installation, near, 'Quel jour de marché ?');
  const awa = await installation.person();
  await signIn(page, awa);
  await shellCached(page);
  const vote = async (poll: string) => {
    await page.goto(`/votes/${poll}`);
    await page.getByRole('radio', { name: 'Jeudi' }).check();
    await page.getByRole('button', { name: 'Voter', exact: true }).click();
    await expect(page.getByText(/Votre vote est enregistré sur cet appareil/)).toBeVisible();
  };
  const line = page.getByRole('status').getByRole('link', { name: 'Votre vote attend ici' });
  await page.goto(`/votes/${near}`);
  await expect(page.getByRole('radio', { name: 'Jeudi' })).toBeVisible();
  link.down();
  await vote(far);
  await page.goto('/');
  await expect(page.getByText('1 acte attend le réseau')).toBeVisible();
  // The other poll closes in two days: no warning yet.
  await expect(line).toHaveCount(0);
  await vote(near);
  await expect(line).toBeVisible();
  await expect(page.getByRole('status').getByText(/^clôture dans 8\d minutes$/)).toBeVisible();
  await expect(page.getByText('· trouvez du réseau')).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Votre vote attend encore' })).toBeVisible();
  await expect(page.getByText(/trouvez du réseau avant la clôture/)).toBeVisible();
  await expect(page.getByRole('link', { name: /^Quel jour de marché.*clôture dans 8\d minutes/ })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('reminder.png'), fullPage: true });
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByRole('heading', { name: 'Votre vote attend encore' })).toHaveCount(0);
  await expect(line).toHaveCount(0);
  await expect
    .poll(() => installation.db.query('select 1 as one from ballot where poll = any($1::uuid[])', [[near, far]]))
    .toHaveLength(2);
});
