/** A manuscript from an author's phone without a network to the catalogue: reviewed, noted, changed, published. */
import type { MemberId } from '@egoejo/shared/platform/ids.ts';
import { memberScope } from '@egoejo/shared/sync/protocol.ts';
import { bring } from '@egoejo/server/publishing/desks.ts';
import { addManuscript } from '@egoejo/server/testing/manuscript-rows.ts';
import type { Database } from '@egoejo/server/platform/database/database.ts';
import type { Page } from '../../support/browsers/browser.ts';
import { expectAccessible } from '../../support/test.ts';
import { expect, shellCached, signIn, syncIdle, test } from '../../support/shared-server.ts';

test.use({ deviceOptions: { viewport: { width: 360, height: 740 } } });

const TWO_CHAPTERS = '# Le puits\n\nLe lion avait *soif* et marchait.\n\n# La citerne\n\nIl plut enfin.';
const textOf = (page: Page) => page.frames().findLast((f) => f.url().endsWith('/book-frame.html'));
/** Writes a version in the page, which stays on the device after it was added. */
async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Écrire ici' }).click();
  await page.getByLabel('Texte de la version').fill(text);
  await page.getByRole('button', { name: 'Ajouter cette version' }).click();
}
/** The state of the manuscript at the top of its page. */
const chip = (page: Page, state: string) => page.getByRole('status').getByText(state, { exact: true }).first();

test('B15: a manuscript written without a network is stored as a book, reviewed with a note, changed, and accepted', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db } = installation;
  const [awa, fatou] = await Promise.all([1, 2].map(() => installation.person()));
  if (!awa || !fatou) throw new Error('two members');
  await db.query(`update membership set role = 'animator' where member = $1`, [fatou.id]);
  const shot = (page: Page, name: string) => page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  const { page: author } = phone;
  await signIn(author, awa);
  await author.goto('/lire');
  await author.getByRole('link', { name: 'Mes manuscrits' }).click();
  await expect(author.getByText('Aucun manuscrit pour l’instant')).toBeVisible();
  await expectAccessible(author);
  await shot(author, 'desk-empty');
  await author.getByRole('link', { name: 'Nouveau manuscrit' }).click();
  await author.getByRole('button', { name: 'Commencer ce manuscrit' }).click();
  await expect(author.getByText('Donnez un titre au manuscrit.')).toBeVisible();
  await shellCached(author);
  await syncIdle(author, awa.id, link);

  // Begun, written and submitted without a network.
  link.down();
  await author.getByLabel('Pour qui').selectOption(installation.community);
  await author.getByLabel('Titre').fill('Le lion du puits');
  await author.getByLabel('Nom de l’auteur').fill('Awa Ndiaye');
  await author.getByLabel('De quoi parle ce livre').fill('Un lion cherche de l’eau.');
  await expectAccessible(author);
  await shot(author, 'form');
  await author.getByRole('button', { name: 'Commencer ce manuscrit' }).click();
  await expect(author.getByRole('heading', { name: 'Le lion du puits' })).toBeVisible();
  await write(author, TWO_CHAPTERS);
  await expect(author.getByText('en attente du réseau')).toBeVisible();
  await author.getByLabel('Un mot aux personnes qui relisent').fill('Deux chapitres pour commencer.');
  await author.getByRole('button', { name: 'Envoyer en relecture' }).click();
  await expect(author.getByRole('button', { name: 'Envoyer en relecture' })).toHaveCount(0);
  await expectAccessible(author);
  await shot(author, 'queued');
  link.up();
  await author.evaluate(() => dispatchEvent(new Event('online')));
  await expect(chip(author, 'Envoyé en relecture')).toBeVisible();
  await expect(author.getByText('reçue', { exact: true })).toBeVisible();
  await expect(author.getByText(/\d+ mots · 2 chapitres/)).toBeVisible();
  await shot(author, 'submitted');

  // Whoever animates the community finds it on their desk, takes it, and reads it in the reader.
  const { page: reviewer } = await anotherDevice();
  await signIn(reviewer, fatou);
  await reviewer.goto('/lire/manuscrits');
  const toReview = reviewer.getByRole('list', { name: 'À relire' });
  await expect(toReview.getByText('Le lion du puits')).toBeVisible();
  await shot(reviewer, 'desk-reviewer');
  await toReview.getByRole('link', { name: 'Le lion du puits' }).click();
  await expect(reviewer.getByText('Deux chapitres pour commencer.').first()).toBeVisible();
  await reviewer.getByRole('button', { name: 'Prendre en relecture' }).click();
  await expect(chip(reviewer, 'En relecture')).toBeVisible();
  await reviewer.getByRole('button', { name: /^Télécharger/ }).click();
  await reviewer.getByRole('main').getByRole('link', { name: 'Lire', exact: true }).click();
  await expect(reviewer.getByRole('region', { name: /^Texte de/ })).toHaveAttribute('aria-busy', 'false');
  await shot(reviewer, 'reading');
  await noteAt(reviewer, 'Le lion avait', 'Quel lion ?');
  await reviewer.goBack();
  await expect(reviewer.getByRole('list', { name: '1 remarque à envoyer' })).toBeVisible();
  await expectAccessible(reviewer);
  await shot(reviewer, 'reviewer-unsent');
  await reviewer.getByRole('button', { name: 'Envoyer à l’auteur' }).click();
  await expect(reviewer.getByRole('list', { name: 'Remarques : Version 1' }).getByText('Quel lion ?')).toBeVisible();
  await expect(reviewer.getByRole('button', { name: 'Envoyer à l’auteur' })).toHaveCount(0);
  // The note leads to its place in the reader.
  await shot(reviewer, 'reviewer-note');
  await reviewer.getByRole('link', { name: 'Ouvrir à cet endroit' }).click();
  await expect(reviewer.getByRole('region', { name: /^Texte de/ })).toHaveAttribute('aria-busy', 'false');
  await expect(textOf(reviewer)!.getByText('Le lion avait')).toBeInViewport();
  await expect(reviewer).toHaveURL(/livres\/[0-9a-f]+$/);
  await reviewer.goBack();
  await reviewer.getByRole('button', { name: 'Demander des changements' }).click();
  await expect(reviewer.getByText('Dites d’abord à l’auteur pourquoi.')).toBeVisible();
  await reviewer.getByLabel('Votre message à l’auteur').fill('Dites quel lion, et où.');
  await reviewer.getByRole('button', { name: 'Demander des changements' }).click();
  await expect(chip(reviewer, 'Changements demandés')).toBeVisible();
  await shot(reviewer, 'reviewer-asked');

  // The author reads what is asked for, sees to the note, and sends a second version.
  await expect(author.getByText('Dites quel lion, et où.').first()).toBeVisible();
  await expect(chip(author, 'Changements demandés')).toBeVisible();
  await author.getByRole('button', { name: 'C’est fait' }).click();
  await expect(author.getByRole('button', { name: 'Rouvrir' })).toBeVisible();
  await expectAccessible(author);
  await shot(author, 'changes-asked');
  await write(author, TWO_CHAPTERS.replace('Le lion', 'Le vieux lion'));
  await author.getByRole('button', { name: 'Envoyer en relecture' }).click();
  await expect(chip(author, 'Envoyé en relecture')).toBeVisible();
  await expect(author.getByText('reçue', { exact: true })).toHaveCount(2);
  await expect(reviewer.getByText('Version 2', { exact: true })).toBeVisible();
  for (const [name, state] of [
    ['Prendre en relecture', 'En relecture'],
    ['Accepter', 'Accepté'],
  ] as const) {
    await reviewer.getByRole('button', { name, exact: true }).click();
    await expect(chip(reviewer, state)).toBeVisible();
  }
});

test('B15: a contract is offered, signed without a network, and the manuscript published; its author sees what it earns', async ({
  installation,
  link,
  phone,
  anotherDevice,
}, info) => {
  const { db, community } = installation;
  const [awa, fatou, moussa] = await Promise.all([1, 2, 3].map(() => installation.person()));
  if (!awa || !fatou || !moussa) throw new Error('three members');
  await db.query(`update membership set role = 'animator' where member = $1`, [fatou.id]);
  const accepted = await addManuscript(db, awa.id as MemberId, { community, state: 'accepted' });
  await db.query(`update manuscript set title = 'Le lion du puits', byline = 'Awa Ndiaye' where id = $1`, [accepted]);
  await db.transaction((tx) => bring(tx, accepted));
  const shot = (page: Page, name: string) => page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  const { page: author } = phone;
  const { page: reviewer, console: said } = await anotherDevice();
  for (const [page, who] of [
    [author, awa],
    [reviewer, fatou],
  ] as const) {
    await signIn(page, who);
    await page.goto(`/lire/manuscrits/${accepted}`);
    await expect(chip(page, 'Accepté')).toBeVisible();
  }
  // Nothing is published without a contract that its author signed.
  await expect(reviewer.getByRole('button', { name: 'Publier', exact: true })).toHaveCount(0);
  await offer(reviewer);
  await expect(reviewer.getByText('Le contrat est proposé', { exact: false })).toBeVisible();
  await expectAccessible(reviewer);
  await shot(reviewer, 'contract-offered');
  await expect(author.getByText('reçoit 12,5 % de ce que l’œuvre rapporte', { exact: false })).toBeVisible();
  await expect(author.getByLabel('Signer au nom de')).toHaveValue('Awa Ndiaye');
  await expectAccessible(author);
  await shot(author, 'contract-to-sign');
  // The author signs without a network, which the reviewer's browser reports as well.
  said.expect(/net::ERR/);
  link.down();
  await author.getByRole('button', { name: 'J’accepte et je signe' }).click();
  await expect(author.getByRole('list', { name: 'Contrat' }).getByText('en attente')).toBeVisible();
  await expect(author.getByText(/Signé par l’auteur|signé des deux côtés/)).toHaveCount(0);
  await shot(author, 'contract-queued');
  // Meanwhile another offer took the place of the one that they read.
  await db.query(
    `update contract c set state = 'replaced' from manuscript m where m.id = c.manuscript and m.author = $1`,
    [awa.id],
  );
  link.up();
  for (const page of [author, reviewer]) await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(
    author.getByRole('alert').getByText('Ce contrat n’attend plus de réponse', { exact: false }),
  ).toBeVisible();
  await shot(author, 'contract-refused');
  await author.getByRole('button', { name: 'Compris' }).click();
  // What the reviewer typed is still there for another one.
  await reviewer.getByRole('button', { name: 'Proposer un autre contrat' }).click();
  await reviewer.getByLabel('Part de l’auteur').fill('70 %');
  await reviewer.getByRole('button', { name: 'Signer et proposer ce contrat' }).click();
  await expect(author.getByText('1 contrat plus ancien')).toBeVisible();
  await expect(author.getByText('reçoit 70 % de ce que l’œuvre rapporte', { exact: false })).toBeVisible();
  await author.getByRole('button', { name: 'J’accepte et je signe' }).click();
  await expect(author.getByText('Signé par l’auteur : Awa Ndiaye')).toBeVisible();
  await expect(reviewer.getByText('Signé des deux côtés', { exact: true })).toBeVisible();
  await reviewer.getByRole('button', { name: 'Publier', exact: true }).click();
  await expect(chip(reviewer, 'Publié')).toBeVisible();
  await expect(author.getByRole('link', { name: 'Voir le livre au catalogue' })).toBeVisible();
  await expect(author.getByText('Aucun relevé pour l’instant', { exact: false })).toBeVisible();
  await shot(author, 'published');
  await tell(db, awa.id, 'Le lion du puits');
  await author.reload();
  await expect(author.getByText('Mars 2999')).toBeVisible();
  await expect(author.getByText('Arrivés à la moitié : 11. Arrivés à la fin : 1.')).toBeVisible();
  await expectAccessible(author);
  await shot(author, 'earnings');

  const { page: reader } = await anotherDevice();
  await signIn(reader, moussa);
  await reader.goto('/lire/catalogue');
  await reader.getByRole('link', { name: 'Le puits', exact: true }).click();
  await expect(reader.getByRole('button', { name: /^Télécharger/ })).toBeVisible();
  await shot(reader, 'work');
});

/** Offers a contract, after a share that is none was refused in words. */
async function offer(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Proposer un contrat' }).click();
  await expect(page.getByLabel('Territoire')).toHaveValue('Monde');
  await page.getByLabel('Part de l’auteur').fill('120');
  await page.getByLabel('Monnaie').selectOption('XOF');
  await page.getByLabel('Montant par quart lu').fill('25');
  await page.getByLabel('Durée en années').fill('2');
  await page.getByRole('button', { name: 'Signer et proposer ce contrat' }).click();
  await expect(page.getByText('Écrivez un nombre de 0 à 100', { exact: false })).toBeVisible();
  await page.getByLabel('Part de l’auteur').fill('12,5');
  await expect(page.getByText('compte pour 25 XOF', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Signer et proposer ce contrat' }).click();
}
/** What the server counts and states of a work at night, and has the author know. */
async function tell(db: Database, author: string, title: string): Promise<void> {
  const curve = Array.from({ length: 20 }, (_, i) => 20 - i);
  await db.query(
    `insert into author_figures (member, work, readers, finished, quarters, curve)
      select author, id, 20, 1, 42, $2 from manuscript where title = $1
      on conflict (member, work) do update set readers = 20, finished = 1, quarters = 42, curve = excluded.curve`,
    [title, curve],
  );
  await db.query(
    `insert into royalty_statement (member, id, manuscript, contract, month, title, currency, quarters, base, share,
       amount, carried)
      select m.author, gen_random_uuid(), m.id, c.id, '2999-03', m.title, 'XOF', 42, 1050, 7000, 735, 0
        from manuscript m join contract c on c.manuscript = m.id and c.state = 'agreed' where m.title = $1`,
    [title],
  );
  await db.query('select bump_scopes($1::text[])', [[memberScope(author as MemberId)]]);
}

/** Marks words of the page that is shown in the reader, with a note. */
async function noteAt(page: Page, words: string, note: string): Promise<void> {
  await textOf(page)?.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.nodeValue ?? '').indexOf(wanted);
      if (at < 0) continue;
      getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
    throw new Error(`no such words: ${wanted}`);
  }, words);
  await expect(page.getByRole('toolbar', { name: 'Marquer ce passage' })).toBeVisible();
  await page.getByRole('button', { name: 'Écrire une note' }).click();
  await page.getByLabel('Note', { exact: true }).fill(note);
  await page.getByRole('button', { name: 'Garder la note' }).click();
  await expect(page.getByLabel('Note', { exact: true })).toHaveCount(0);
}

test('B15: a version without what it needs is refused with its line and reason, and another may be added', async ({
  installation,
  phone: { page, console: said },
}, info) => {
  // The browser itself reports the answer about a file that cannot become a book.
  said.expect(/422/);
  const awa = await installation.person();
  await signIn(page, awa);
  await page.goto('/lire/manuscrits/nouveau');
  await page.getByLabel('Pour qui').selectOption({ label: 'Pour toutes et tous' });
  await page.getByLabel('Titre').fill('La citerne');
  await page.getByLabel('Nom de l’auteur').fill('Awa');
  await page.getByRole('button', { name: 'Commencer ce manuscrit' }).click();
  await expect(page.getByText('Ajoutez une version', { exact: false })).toBeVisible();
  const choose = page.getByLabel('Choisir un fichier');
  const send = (name: string, text: string) =>
    choose.setInputFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(text) });
  await send('vide.md', '');
  await expect(page.getByText('Il n’y a pas de texte dans ce fichier.')).toBeVisible();
  await send('images.md', '# La citerne\n\n![Un puits](puits.png)');
  await expect(page.getByText('refusée : ligne 3 : l’image puits.png manque.')).toBeVisible();
  // With no version but a refused one, there is nothing to submit.
  await expect(page.getByRole('button', { name: 'Envoyer en relecture' })).toHaveCount(0);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('refused.png'), fullPage: true });
  await send('texte.md', '# La citerne\n\nIl plut.');
  await expect(page.getByText('reçue', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Envoyer en relecture' })).toBeVisible();
});
