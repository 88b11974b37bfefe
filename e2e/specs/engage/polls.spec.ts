/**
 * Votes: queued without a network, counted, changed, withdrawn; half-filled ones kept; turnout live; the result after
 * closing.
 */
import { closeDuePolls } from '@egoejo/server/polls/closing.ts';
import { everDrawn, recordDrawnText } from '../../support/page/drawn-text.ts';
import { expectAccessible } from '../../support/test.ts';
import {
  expect,
  settled,
  shellCached,
  signIn,
  stored,
  test,
  type SharedInstallation,
} from '../../support/shared-server.ts';

const days = ['Mardi', 'Jeudi', 'Samedi'].map((label) => ({ id: label.toLowerCase(), label }));
const ballotOf = async (installation: SharedInstallation, poll: string, member: string): Promise<unknown> =>
  (
    await installation.db.query<{ content: unknown }>('select content from ballot where poll = $1 and member = $2', [
      poll,
      member,
    ])
  )[0]?.content ?? null;

test('P1 S26: a vote made offline is counted once online, and no frame shows it counted earlier; then it is changed, then withdrawn', async ({
  installation,
  link,
  phone: { page },
}) => {
  const poll = await installation.poll({ method: { kind: 'choice', max: 1 }, options: days, closesInSeconds: 86_400 });
  const awa = await installation.person();
  await signIn(page, awa);
  await page.goto(`/votes/${poll}`);
  await expect(page.getByRole('radio', { name: 'Jeudi' })).toBeVisible();
  await expect(page.getByText(/^jusqu’au \S+ \d.* \(heure locale\s: Paris\)$/)).toBeVisible();
  await shellCached(page);
  await recordDrawnText(page);
  link.down();
  await page.reload();
  await page.getByRole('radio', { name: 'Jeudi' }).check();
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  const waits = page.getByText(
    /Votre vote est enregistré sur cet appareil, il partira dès que possible \(clôture dans/,
  );
  await expect(waits).toBeVisible();
  expect(await everDrawn(page, 'Votre vote est compté.')).toBe(false);
  await page.reload();
  await expect(waits).toBeVisible();
  expect(await everDrawn(page, 'Votre vote est compté.')).toBe(false);
  expect(await everDrawn(page, 'Votre vote est enregistré sur cet appareil')).toBe(true);
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  expect(await ballotOf(installation, poll, awa.id)).toEqual({ kind: 'choice', options: ['jeudi'] });
  await page.getByRole('radio', { name: 'Samedi' }).check();
  await page.getByRole('button', { name: 'Modifier mon vote' }).click();
  await expect.poll(() => ballotOf(installation, poll, awa.id)).toEqual({ kind: 'choice', options: ['samedi'] });
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  await page.getByRole('button', { name: 'Retirer mon vote' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retirer mon vote' }).click();
  await expect.poll(() => ballotOf(installation, poll, awa.id)).toBe(null);
  await expect(page.getByRole('button', { name: 'Voter', exact: true })).toBeVisible();
  await expect(page.getByText('Votre vote est compté.')).toHaveCount(0);
});

test('P4: the quadratic ballot shows its cost; half filled, it survives a killed browser @long', async ({
  installation,
  phone,
}) => {
  const poll = await installation.poll({
    method: { kind: 'quadratic', credits: 100, unit: 5 },
    options: days,
    closesInSeconds: 86_400,
  });
  const awa = await installation.person(90);
  await signIn(phone.page, awa);
  // Chromium writes cookies to disk every half minute; a member who signed in long ago has theirs there.
  await phone.quit();
  await phone.reopen();
  await phone.page.goto(`/votes/${poll}`);
  const more = (label: string) => phone.page.getByRole('button', { name: `Plus : Voix pour ${label}` });
  for (const label of ['Jeudi', 'Jeudi', 'Jeudi', 'Samedi', 'Samedi']) await more(label).click();
  await expect(phone.page.getByText('13 / 100')).toBeVisible();
  await expect(phone.page.getByText('Coût : 65 grains sur 90 disponibles.')).toBeVisible();
  await expect
    .poll(
      async () => (await stored(phone.page, awa.id, 'drafts')).find((d) => d['name'] === `ballot:${poll}`)?.['value'],
    )
    .toMatchObject({ votes: { jeudi: 3, samedi: 2 } });
  await phone.kill();
  await phone.reopen();
  await phone.page.goto(`/votes/${poll}`);
  await expect(phone.page.getByText('Coût : 65 grains sur 90 disponibles.')).toBeVisible();
  await expect(phone.page.getByRole('spinbutton', { name: 'Voix pour Jeudi' })).toHaveValue('3');
  expect(await ballotOf(installation, poll, awa.id)).toBe(null);
  await phone.page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(phone.page.getByText(/Votre vote est compté\. Il porte 65 grains\./)).toBeVisible();
  // 90 - 65 + 5 harvested by voting (R5)
  expect(await settled(installation.db, awa.id)).toMatchObject({ receipts: ['applied'], balance: 30, ledger: 30 });
});

test('S25 P8: turnout changes on another device by a poke; after closing both show the result, and a receipt is checked', async ({
  installation,
  anotherDevice,
  phone: { page },
}, info) => {
  const poll = await installation.poll({ method: { kind: 'choice', max: 2 }, options: days, closesInSeconds: 86_400 });
  const [awa, moussa] = await Promise.all([installation.person(), installation.person()]);
  const other = await anotherDevice();
  await Promise.all([signIn(page, awa), signIn(other.page, moussa)]);
  for (const p of [page, other.page]) {
    await p.goto(`/votes/${poll}`);
    await expect(p.getByText('aucun bulletin')).toBeVisible();
  }
  await page.getByRole('checkbox', { name: 'Jeudi' }).check();
  await page.getByRole('checkbox', { name: 'Samedi' }).check();
  await expect(page.getByRole('checkbox', { name: 'Mardi' })).toBeDisabled();
  await page.getByRole('button', { name: 'Voter', exact: true }).click();
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  await expect(other.page.getByText('1 bulletin', { exact: true })).toBeVisible();
  // What the job does every minute, at once. Its word to devices is the notice a server passes on.
  await installation.db.query(`update poll set closes_at = now() - interval '1 second' where id = $1`, [poll]);
  const moved: string[] = [];
  await closeDuePolls(installation.db, (scopes) => void moved.push(...scopes));
  await installation.db.query(`select pg_notify('egoejo_poke', $1)`, [moved.join(',')]);
  for (const p of [page, other.page]) {
    await expect(p.getByRole('table', { name: 'Résultat' })).toBeVisible();
    await expect(p.getByText('1 bulletin dépouillé.')).toBeVisible();
    await expect(p.getByRole('row', { name: /Jeudi.*à égalité.*1/ })).toBeVisible();
    await expect(p.getByRole('button', { name: /Voter|Modifier/ })).toHaveCount(0);
  }
  // The number is there on the device that voted; anybody else may type it.
  await page.getByRole('link', { name: 'Vérifier un reçu' }).click();
  const field = page.getByLabel('Numéro de reçu');
  await expect(field).toHaveValue(/^([0-9A-F]{4}-){4}[0-9A-F]{4}$/);
  const number = await field.inputValue();
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await expect(page.locator('#contenu').getByRole('status')).toContainText(
    `Ce bulletin est compté dans le résultat (${number}).`,
  );
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('receipt.png'), fullPage: true });
  await other.page.goto(`/votes/${poll}/recu?numero=${number.toLowerCase().replaceAll('-', '')}`);
  const asked = other.page.getByLabel('Numéro de reçu');
  await asked.fill(`${await asked.inputValue()}a`);
  await other.page.getByRole('button', { name: 'Vérifier' }).click();
  await expect(other.page.getByText('Un numéro de reçu a vingt chiffres ou lettres de A à F.')).toBeVisible();
  await asked.fill('0000 1111 2222 3333 4444');
  await other.page.getByRole('button', { name: 'Vérifier' }).click();
  await expect(other.page.getByText('Aucun bulletin compté n’a ce numéro')).toBeVisible();
  await other.page.screenshot({ path: info.outputPath('missing.png'), fullPage: true });
});
