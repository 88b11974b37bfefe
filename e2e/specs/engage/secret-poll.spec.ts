/** A secret poll that opens by itself, on a small phone: prepared, scheduled, voted in without a network, counted. */
import { openBallotKeys } from '@egoejo/server/polls/secret/ballot-keys.ts';
import { announceOpened } from '@egoejo/server/polls/announcing.ts';
import { closeDuePolls } from '@egoejo/server/polls/closing.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, stored, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const TITLE = 'Qui représente le village ?';
const pad = (n: number) => String(n).padStart(2, '0');
const typed = (at: Date) =>
  `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
const inHours = (h: number) => new Date(Math.floor(Date.now() / 60_000) * 60_000 + h * 3_600_000);

test('P1 P2: an animator schedules a secret poll; members see it coming, vote without a network, and no device keeps the ballot once it is closed', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db, server } = installation;
  const { page } = phone;
  phone.console.expect(/net::ERR/);
  const [moussa, awa] = [await installation.person(), await installation.person()];
  await db.query(`update membership set role = 'animator' where member = $1`, [moussa.id]);
  const laptop = await anotherDevice();
  laptop.console.expect(/net::ERR/);
  const animator = laptop.page;
  await signIn(animator, moussa);
  await animator.goto('/animer');
  await animator.getByRole('button', { name: 'Préparer un vote' }).click();
  await animator.getByLabel('Question').fill(TITLE);
  await animator.getByLabel('Choix 1', { exact: true }).fill('Awa');
  await animator.getByLabel('Choix 2', { exact: true }).fill('Moussa');
  await animator.getByRole('switch', { name: 'Vote secret' }).click();
  await animator.getByLabel('Clôture').fill(typed(inHours(72)));
  await expectAccessible(animator);
  await animator.screenshot({ path: info.outputPath('draft.png'), fullPage: true });
  await animator.getByRole('button', { name: 'Enregistrer le brouillon' }).click();
  const card = animator.getByRole('listitem').filter({ hasText: TITLE });
  await card.getByRole('button', { name: 'Programmer' }).click();
  const dialog = animator.getByRole('dialog');
  await dialog.getByLabel('Ouverture').fill(typed(inHours(96)));
  await dialog.getByRole('button', { name: 'Programmer' }).click();
  await expect(dialog.getByText('Choisissez un moment à venir, avant la clôture.')).toBeVisible();
  await dialog.getByLabel('Ouverture').fill(typed(inHours(24)));
  await expectAccessible(animator);
  await animator.screenshot({ path: info.outputPath('schedule.png') });
  await dialog.getByRole('button', { name: 'Programmer' }).click();
  await expect(card.getByText(/^ouvre /)).toBeVisible();
  const [{ id: poll } = { id: '' }] = await db.query<{ id: string }>('select id from poll where title = $1', [TITLE]);

  // Members see it, and cannot vote yet.
  await signIn(page, awa);
  await shellCached(page);
  await page.goto(`/votes/${poll}`);
  await expect(page.getByText(/Ouverture du vote/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Voter' })).toHaveCount(0);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('coming.png'), fullPage: true });

  await db.query(`update poll set opens_at = clock_timestamp() - interval '1 second' where id = $1`, [poll]);
  await announceOpened(db, () => undefined);
  await page.reload();
  await expect(page.getByText('Vote secret. Une fois le vote clos', { exact: false })).toBeVisible();
  link.down();
  await page.getByRole('radio', { name: 'Awa' }).click();
  await page.getByRole('button', { name: 'Voter' }).click();
  await expect(page.getByText(/Votre vote est enregistré sur cet appareil/)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('queued.png'), fullPage: true });
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  // This device still shows what was chosen; another one only that there is a vote.
  await page.reload();
  await expect(page.getByText('Votre vote est compté.')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Awa' })).toBeChecked();
  const second = (await anotherDevice()).page;
  await signIn(second, awa);
  await second.goto(`/votes/${poll}`);
  await expect(second.getByText('Votre vote est compté.')).toBeVisible();
  await expect(second.getByRole('radio', { name: 'Awa' })).not.toBeChecked();
  await expectAccessible(second);
  await second.screenshot({ path: info.outputPath('second.png'), fullPage: true });

  await db.query(`update poll set closes_at = clock_timestamp() - interval '1 second' where id = $1`, [poll]);
  await closeDuePolls(db, () => undefined, openBallotKeys(`${server.dataDir}-ballot-keys`));
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Résultat' })).toBeVisible();
  await expect(page.getByText('retenu', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('result.png'), fullPage: true });
  const left = async () =>
    (await stored(page, awa.id, 'sent')).filter((act) => act['name'] === 'poll.voteSecretly').map((act) => act['args']);
  await expect.poll(left).toEqual([{ poll }]);
});
