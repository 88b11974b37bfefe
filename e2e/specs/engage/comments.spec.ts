/** Comments on a project: written without a network, answered on another phone, changed and taken away; news; following. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, stored, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

/** Until the page is loaded again, a draft's write is begun but does not finish: the browser drops it with the page. */
const neverFinishDrafts = (page: Page) =>
  page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBTransaction.prototype.commit = () => undefined;
    IDBObjectStore.prototype.put = function unfinished(this: IDBObjectStore, ...given: Parameters<typeof put>) {
      const request = put.apply(this, given);
      const wait = () => {
        this.count().onsuccess = wait;
      };
      if (this.name === 'drafts') wait();
      return request;
    };
  });

test('S2 S26: a second tap on the same place queues nothing and takes nothing back: one link, one comment', async ({
  installation,
  link,
  phone: { page },
}) => {
  const awa = await installation.person();
  await signIn(page, awa);
  await shellCached(page);
  await page.goto(`/projets/${(await installation.project('Le puits du haut')).id}`);
  await page.getByRole('button', { name: 'Écrire un commentaire' }).click();
  const comment = page.getByLabel('Votre commentaire');
  await expect(comment).toBeVisible();
  link.down();
  const queued = (n: number) => stored(page, awa.id, 'outbox').then((acts) => expect(acts).toHaveLength(n));
  /**
   * Taps again and again on the button, for 400 ms: one of these taps comes after the act is queued and before the page
   * shows it. Also taps on *Annuler* of the toast until 300 ms after it has appeared.
   */
  const tapOnAndOn = (name: string) =>
    page.getByRole('button', { name, exact: true }).evaluate(async (button) => {
      const channel = new MessageChannel();
      const begun = performance.now();
      let appeared = Infinity;
      const inToast = (e: Element): boolean => getComputedStyle(e.closest('[role=status]')!).position === 'fixed';
      while (performance.now() < Math.min(appeared + 300, begun + 2000)) {
        if (performance.now() < begun + 400 && button instanceof HTMLElement && button.isConnected) button.click();
        for (const undo of document.querySelectorAll<HTMLElement>('[role=status] button')) {
          const { left, top, width, height } = undo.getBoundingClientRect();
          const hit = document.elementFromPoint(left + width / 2, top + height / 2);
          if (undo.textContent !== 'Annuler' || !inToast(undo)) continue;
          appeared = Math.min(appeared, performance.now());
          if (undo.contains(hit)) undo.click();
        }
        await new Promise((resolve) => {
          channel.port1.addEventListener('message', resolve, { once: true });
          channel.port1.start();
          channel.port2.postMessage(null);
        });
      }
    });
  await comment.fill('Bonne idée.');
  await tapOnAndOn('Publier');
  await expect(page.getByText('Bonne idée.')).toBeVisible();
  await queued(1);
  await page.goto('/lire?liste=file');
  await page.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await page.getByLabel('Ajouter un article par son lien').fill('https://exemple.org/puits');
  await tapOnAndOn('Ajouter le lien');
  await expect(page.getByLabel('Ajouter un article par son lien')).toHaveValue('');
  await expect(page.getByText('Ce lien n’est pas une adresse web.')).toHaveCount(0);
  await queued(2);
  link.up();
});

test('S2 S5: a comment written without a network is kept, received once, answered on another phone, changed and deleted', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa] = [await installation.person(), await installation.person()];
  const project = await installation.project('Le four à pain');
  await db.query('update project set author = $2 where id = $1', [project.id, moussa.id]);
  const { page } = phone;
  await signIn(page, awa);
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByRole('heading', { name: 'Commentaires' })).toBeVisible();
  await shellCached(page);
  link.down();
  await page.getByRole('button', { name: 'Suivre' }).click();
  await expect(page.getByRole('button', { name: 'Suivi' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Écrire un commentaire' }).click();
  await page.getByLabel('Votre commentaire').fill('\u2800\u200B');
  await expect(page.getByText('On ne voit rien dans ce texte.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publier' })).toBeDisabled();
  // What was typed survives a tab killed before its write to the database has finished.
  await neverFinishDrafts(page);
  await page.getByLabel('Votre commentaire').fill('Je peux prêter une bétonnière.');
  await page.reload();
  await page.getByRole('button', { name: 'Écrire un commentaire' }).click();
  await expect(page.getByLabel('Votre commentaire')).toHaveValue('Je peux prêter une bétonnière.');
  await page.getByRole('switch', { name: /Signer/ }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Publier' }).click();
  const mine = page.getByRole('listitem').filter({ hasText: 'Je peux prêter une bétonnière.' });
  await expect(mine.getByText('en attente')).toBeVisible();
  await mine.scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('queued.png') });
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(mine.getByText('en attente')).toBeHidden();

  const other = await anotherDevice();
  await signIn(other.page, moussa);
  await other.page.goto(`/projets/${project.id}`);
  const seen = other.page.getByRole('listitem').filter({ hasText: 'Je peux prêter une bétonnière.' });
  await seen.getByRole('button', { name: 'Répondre' }).click();
  await other.page.getByLabel(/Répondre à/).fill('Merci, samedi ?');
  await other.page.getByRole('button', { name: 'Publier' }).click();
  await other.page.getByRole('button', { name: 'Donner des nouvelles' }).click();
  await other.page.getByLabel('Les nouvelles').fill('Le sable est arrivé.');
  await other.page.getByRole('button', { name: 'Publier' }).click();
  await expectAccessible(other.page);

  await expect(page.getByText('Merci, samedi ?')).toBeVisible();
  // No line ends before the question mark.
  expect(await page.getByText('Merci, samedi ?').textContent()).toContain('samedi\u202F?');
  await expect(page.getByRole('heading', { name: 'Nouvelles du projet' })).toBeVisible();
  await expect(page.getByText('Le sable est arrivé.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('thread.png'), fullPage: true });
  await mine.getByRole('button', { name: 'Modifier' }).click();
  await page.getByLabel('Le texte').fill('Je peux prêter deux bétonnières.');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(other.page.getByText('Je peux prêter deux bétonnières.')).toBeVisible();
  await expect(other.page.getByText('modifié')).toBeVisible();
  await page.getByRole('button', { name: 'Supprimer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click();
  await expect(other.page.getByText('Texte supprimé par son auteur.')).toBeVisible();
  await expect(other.page.getByText('Merci, samedi ?')).toBeVisible();
  // Walks beside this one delete comments in the same database.
  expect(
    await db.query(`select name, author, text from comment where state = 'deleted' and project = $1`, [project.id]),
  ).toEqual([{ name: null, author: null, text: '' }]);
});

test('S12: @ offers who signed a comment, by keys and by touch, without a network; each of them is told', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, moussa, project] = [
    await installation.person(),
    await installation.person(),
    await installation.project('Le lavoir'),
  ];
  const writes = (member: string, name: string | null) =>
    db.query(
      `insert into comment (id, scope, project, kind, author, name, text)
        select gen_random_uuid(), 'community:' || community, id, 'comment', $2, $3, 'Oui.' from project where id = $1`,
      [project.id, member, name],
    );
  await writes(moussa.id, 'Moussa Sow');
  for (const name of ['Ngozi Adé', 'Léa', 'Idrissa', 'Fatou', 'Bineta', null])
    await writes((await installation.person()).id, name);
  const { page } = phone;
  phone.console.expect(/net::ERR/);
  await signIn(page, awa);
  // The list of people is outside the shell, and fetched ahead.
  const ahead = page.waitForEvent('requestfinished', (request) => request.url().includes('lazy-Mentions'));
  await page.goto(`/projets/${project.id}`);
  await expect(page.getByText('Moussa Sow')).toBeVisible();
  await ahead;
  await shellCached(page);
  link.down();
  await page.getByRole('button', { name: 'Écrire un commentaire' }).click();
  const text = page.getByLabel('Votre commentaire');
  const offered = page.getByRole('listbox', { name: 'Les personnes qui ont signé ici' }).getByRole('option');
  await expect(text).toBeFocused();
  await text.pressSequentially('@');
  await expect(offered).toHaveText(['Bineta', 'Fatou', 'Idrissa', 'Léa', 'Ngozi Adé', 'Moussa Sow']);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('offered.png') });
  await page.keyboard.press('Escape');
  await expect(offered).toHaveCount(0);
  await text.press('Backspace');
  // By keys.
  await text.pressSequentially('@ade');
  await expect(offered).toHaveText(['Ngozi Adé']);
  await page.keyboard.press('Enter');
  await expect(text).toHaveValue('@Ngozi Adé ');
  await text.pressSequentially('@');
  await page.keyboard.press('ArrowUp');
  await expect(offered.last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Tab');
  await expect(text).toHaveValue('@Ngozi Adé @Moussa Sow ');
  await expect(text).toBeFocused();
  // By touch, until there are too many.
  for (const name of ['Léa', 'Idrissa', 'Fatou', 'Bineta']) {
    await text.pressSequentially('@');
    await offered.filter({ hasText: name }).click();
  }
  await expect(page.getByText('Vous pouvez mentionner 5 personnes au plus.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Publier' })).toBeDisabled();
  await page.screenshot({ path: info.outputPath('too-many.png') });
  await text.fill('@Moussa Sow et @Ngozi Adé, samedi ?');
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByText('@Moussa Sow', { exact: true })).toBeVisible();
  link.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));

  const other = await anotherDevice();
  await signIn(other.page, moussa);
  await other.page.goto('/notifications');
  const line = other.page.getByRole('listitem').filter({ hasText: 'vous a mentionné sur « Le lavoir »' });
  await expect(line).toContainText('@Moussa Sow et @Ngozi Adé, samedi ?');
  const told = () =>
    db.query(`select count(*)::int as n from notification where project = $1 and kind = 'mention'`, [project.id]);
  await expect.poll(told).toEqual([{ n: 2 }]);
});
