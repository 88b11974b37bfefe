/** Marks in a book: made on two devices without a network, then everywhere; the place and days of reading likewise. */
import { readFile } from 'node:fs/promises';
import type { Page } from '../../support/browsers/browser.ts';
import { madeBook } from '../../support/epub.ts';
import { ACROSS_DEVICES } from '../../support/limits.ts';
import { expect, shellCached, signIn, stored, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

const viewport = { width: 360, height: 740 };
const chapter = (n: number) =>
  `<h1>Chapitre ${n}</h1><p>La pluie du soir numéro ${n} tombe.</p>` +
  '<p>Le vent passe sur les jardins, et la terre se souvient de la pluie.</p>'.repeat(40);
const book = madeBook('Les jardins', [1, 2, 3].map(chapter));

const textOf = (page: Page) => page.frames().findLast((f) => f.url().endsWith('/book-frame.html'));
async function open(page: Page): Promise<void> {
  await page.goto('/livres');
  await page.getByLabel('Ouvrir un livre de cet appareil').setInputFiles(book);
  await expect(page.getByRole('region', { name: /^Texte de/ })).toHaveAttribute('aria-busy', 'false');
}
/** Selects words of the chapter that is shown, as a finger would. */
async function select(page: Page, words: string): Promise<void> {
  await textOf(page)?.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.nodeValue ?? '').indexOf(wanted);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      return;
    }
    throw new Error(`no such words: ${wanted}`);
  }, words);
  await expect(page.getByRole('toolbar', { name: 'Marquer ce passage' })).toBeVisible();
}
const drawn = (page: Page) =>
  page.locator('foliate-paginator').evaluate((e) => {
    // The layer of marks is inside the closed view of the reader.
    const root = (e as HTMLElement & { getContents(): { overlayer?: { element: SVGElement } }[] }).getContents();
    return root[0]?.overlayer?.element.querySelectorAll('g').length ?? 0;
  });
const marks = async (page: Page) => {
  await page.getByRole('button', { name: 'Sommaire' }).click();
  await page.getByRole('tab', { name: 'Marques' }).click();
  return page.getByRole('list', { name: 'Marques' });
};

test('B8: two devices mark and note the same book without a network, meet, and both have all of it', async ({
  installation,
  anotherDevice,
}) => {
  const awa = await installation.person();
  const devices = await Promise.all([1, 2].map(() => anotherDevice({ viewport })));
  for (const { page } of devices) {
    await signIn(page, awa);
    await open(page);
    await shellCached(page);
  }
  const [phone, tablet] = devices.map((d) => d.page);
  if (!phone || !tablet) throw new Error('two devices');
  await select(phone, 'pluie du soir');
  await phone.getByRole('button', { name: 'Vert' }).click();
  await expect.poll(() => drawn(phone)).toBe(1);
  await expect.poll(() => drawn(tablet)).toBe(1);

  for (const { page } of devices) await page.context().setOffline(true);
  await select(phone, 'Le vent passe');
  await phone.getByRole('button', { name: 'Écrire une note' }).click();
  await phone.getByLabel('Note', { exact: true }).fill('Du téléphone.');
  await phone.getByRole('button', { name: 'Garder la note' }).click();
  await tablet.getByRole('button', { name: 'Marquer la page' }).click();
  await expect(tablet.getByRole('button', { name: 'Marquer la page' })).toHaveAttribute('aria-pressed', 'true');
  for (const [page, note] of [
    [phone, 'Le soir, ici.'],
    [tablet, 'Le soir, là-bas.'],
  ] as const) {
    const list = await marks(page);
    await list.getByRole('button', { name: 'Modifier la marque « pluie du soir »' }).click();
    await page.getByLabel('Note', { exact: true }).fill(note);
    await page.getByRole('button', { name: 'Garder la note' }).click();
  }
  await expect((await marks(phone)).getByRole('listitem').first()).toBeVisible();
  await expect(phone.getByText('en attente').first()).toBeVisible();
  await phone.keyboard.press('Escape');

  for (const { page } of devices) await page.context().setOffline(false);
  for (const page of [phone, tablet]) {
    await expect.poll(async () => (await stored(page, awa.id, 'outbox')).length).toBe(0);
    const kept = async () => (await stored(page, awa.id, 'bookMark')).length;
    await expect.poll(kept, { timeout: ACROSS_DEVICES }).toBe(3);
    const list = await marks(page);
    await expect(list.getByRole('listitem')).toHaveCount(3);
    for (const words of ['Le soir, ici.', 'Le soir, là-bas.', 'Du téléphone.']) await expect(list).toContainText(words);
    await expect(list).toContainText('deux versions de la note');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => drawn(page)).toBe(2);
  }

  // Joined on one device, it is one note on the other; a removed mark goes from both.
  await (await marks(phone)).getByRole('button', { name: 'Modifier la marque « pluie du soir »' }).click();
  await expect(phone.getByLabel('Note', { exact: true })).toHaveValue(/Le soir, (ici|là-bas)\.\n\nLe soir/);
  await phone.getByLabel('Note', { exact: true }).fill('Le soir, ensemble.');
  await phone.getByRole('button', { name: 'Garder la note' }).click();
  await (await marks(phone)).getByRole('button', { name: 'Modifier la marque « Le vent passe »' }).click();
  await phone.getByRole('button', { name: 'Retirer la marque' }).click();
  const there = await marks(tablet);
  await expect(there.getByRole('listitem')).toHaveCount(2);
  await expect(there).toContainText('Le soir, ensemble.');
  await expect(there).not.toContainText('Le soir, ici.');
});

test('B9: the marks of a book are saved, removed, and taken in again once @long', async ({
  installation,
  phone: { page },
}) => {
  await signIn(page, await installation.person());
  await open(page);
  await select(page, 'pluie du soir');
  await page.getByRole('button', { name: 'Bleu' }).click();
  await marks(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Enregistrer en Markdown' }).click(),
  ]);
  const buffer = await readFile(await download.path());
  expect(buffer.toString()).toContain('> pluie du soir');
  const file = { name: download.suggestedFilename(), mimeType: 'text/markdown', buffer };
  const taken = page.getByLabel('Ajouter les marques d’un fichier');
  await taken.setInputFiles(file);
  await expect(page.getByText('Rien de nouveau dans ce fichier.')).toBeVisible();
  await page.getByRole('button', { name: 'Modifier la marque « pluie du soir »' }).click();
  await page.getByRole('button', { name: 'Retirer la marque' }).click();
  await expect.poll(() => drawn(page)).toBe(0);
  await marks(page);
  await taken.setInputFiles(file);
  await expect(page.getByText('1 marque ajoutée.')).toBeVisible();
  await page.getByRole('list', { name: 'Marques' }).getByText('pluie du soir').click();
  await expect.poll(() => drawn(page)).toBe(1);
  // A tap on the mark opens it.
  await page.keyboard.press('Home');
  await textOf(page)
    ?.getByText('La pluie du soir numéro 1')
    .click({ position: { x: 40, y: 8 } });
  await expect(page.getByRole('dialog', { name: 'Passage marqué' })).toBeVisible();
});

test('B9: marks of KOReader are taken in once, by their words; what has no place in the book is told with its words @long', async ({
  installation,
  phone: { page },
}) => {
  await signIn(page, await installation.person());
  await open(page);
  await marks(page);
  const entries = [
    {
      sort: 'highlight',
      text: 'Le vent passe\nsur les jardins',
      color: 'blue',
      note: 'De la liseuse.',
      time: 1750000000,
    },
    { sort: 'highlight', text: 'Ces mots sont d’un autre livre.', time: 1750000001 },
  ];
  const buffer = Buffer.from(JSON.stringify({ title: 'Les jardins', version: 'json/1.0.0', entries }));
  const file = { name: 'Les jardins.json', mimeType: 'application/json', buffer };
  const taken = page.getByLabel('Ajouter les marques d’un fichier');
  await taken.setInputFiles(file);
  await expect(page.getByText('1 marque ajoutée.')).toBeVisible();
  const lost = page.getByText('1 marque n’a pas sa place dans ce livre et n’a pas été ajoutée');
  await expect(lost).toBeVisible();
  await expect(page.getByText('Ces mots sont d’un autre livre.')).toBeVisible();
  const list = page.getByRole('list', { name: 'Marques' });
  await expect(list).toContainText('Le vent passe sur les jardins');
  await expect(list).toContainText('De la liseuse.');
  await expectAccessible(page);
  await taken.setInputFiles(file);
  await expect(page.getByText('1 marque ajoutée.')).toHaveCount(0);
  await expect(lost).toBeVisible();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await taken.setInputFiles({ ...file, buffer: Buffer.from('return { os.exit() }') });
  await expect(page.getByText('Ce fichier ne contient pas de marques.')).toBeVisible();
  await list.getByText('Le vent passe').click();
  await expect.poll(() => drawn(page)).toBe(1);
});

test('B7 B10: another device is asked once where to go on, and sees the minutes that were read @long', async ({
  installation,
  anotherDevice,
}) => {
  const awa = await installation.person();
  const first = await anotherDevice({ viewport });
  const [phone, tablet] = [first.page, (await anotherDevice({ viewport })).page];
  // The clock of the test is put into every frame; that of the book runs no scripts.
  first.console.expect(/Blocked script execution/);
  await signIn(phone, awa);
  await open(phone);
  // The book was begun an hour ago, so that there was time for what is read now.
  const begun = `update position set started_at = now() - interval '1 hour' where member = $1 returning id`;
  await expect.poll(() => installation.db.query(begun, [awa.id])).toHaveLength(1);
  await phone.clock.install();
  for (let n = 0; n < 6; n++) {
    await phone.keyboard.press('ArrowRight');
    await phone.clock.runFor(20_000);
  }
  const where = await phone.getByRole('navigation', { name: 'Tourner les pages' }).innerText();
  const percent = /(\d+)\s%/.exec(where)?.[1] ?? '';
  await phone.getByRole('button', { name: 'Retour' }).click();
  await expect.poll(async () => (await stored(phone, awa.id, 'outbox')).length).toBe(0);
  await expect(phone.getByRole('region', { name: 'Ma lecture' })).toContainText('2 min aujourd’hui');
  await signIn(tablet, awa);
  await open(tablet);
  await tablet.getByRole('button', { name: /^Continuer à/ }).click();
  await expect(tablet.getByRole('navigation', { name: 'Tourner les pages' })).toContainText(percent);
  await tablet.reload();
  await expect(tablet.getByRole('region', { name: /^Texte de/ })).toHaveAttribute('aria-busy', 'false');
  await expect(tablet.getByRole('dialog')).toHaveCount(0);
  await tablet.goto('/livres');
  await expect(tablet.getByRole('region', { name: 'Ma lecture' })).toBeVisible();
});
