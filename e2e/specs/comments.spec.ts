/** Comments on a project: written without a network, answered on another phone, changed and taken away; news; following. */
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/test.ts';
import { expect, shellCached, signIn, test } from '../support/shared-server.ts';

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
