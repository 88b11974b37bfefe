/** *Écouter* in the reader: a voice of the device or the book's own recording, to the end; landmarks, printed pages. */
import type { Page } from '../../support/browsers/browser.ts';
import { endSentence, installVoices, isSilent, saidOn } from '../../support/browsers/voice.ts';
import { madeBook, type FilePayload } from '../../support/epub.ts';
import { expect, signIn, test } from '../../support/shared-server.ts';
import { expectAccessible } from '../../support/test.ts';

const filler = '<p>Le vent du soir passe sur les jardins, et la terre se souvient de la pluie.</p>';
/** The frame with the text on the screen. */
const textOf = (page: Page) => page.frames().findLast((f) => f.url().endsWith('/book-frame.html'));
const foot = (page: Page) => page.getByRole('navigation', { name: 'Tourner les pages' });
const listen = (page: Page) => foot(page).getByRole('button', { name: 'Écouter' });
const stop = (page: Page) => foot(page).getByRole('button', { name: 'Arrêter' });

async function open(page: Page, file: FilePayload): Promise<void> {
  await page.goto('/livres');
  await page.getByLabel('Ouvrir un livre de cet appareil').setInputFiles(file);
  await expect(page.getByRole('region', { name: /^Texte de/ })).toHaveAttribute('aria-busy', 'false');
}
async function goTo(page: Page, list: string, place: string): Promise<void> {
  await page.getByRole('button', { name: 'Sommaire' }).click();
  await page.getByRole('tab', { name: list }).click();
  await page.getByRole('button', { name: place, exact: true }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('B6: a voice reads from a landmark or a printed page on to the end of the book, its page in view', async ({
  installation,
  phone: { page },
}, info) => {
  await installVoices(page, [{ name: 'fr', lang: 'fr-FR', localService: true }]);
  await signIn(page, await installation.person());
  const chapters = [
    '<h1>Le puits</h1><p>Une première phrase.</p>',
    `<h1>La corde</h1>${filler.repeat(40)}<p><span id="p9" epub:type="pagebreak" title="9"/>Elle tient. Elle casse.</p>`,
    '<h1>Le seau</h1><p>Il est vide.</p>',
  ];
  const navs =
    '<nav epub:type="page-list"><ol><li><a href="p.opf#epubcfi(/6/2!/4/2/1:0)">7</a></li>' +
    '<li><a href="c1.xhtml#p9">9</a></li></ol></nav>' +
    '<nav epub:type="landmarks"><ol><li><a epub:type="bodymatter" href="c1.xhtml">Début du texte</a></li></ol></nav>';
  await open(page, madeBook('Le puits', chapters, { navs }));
  await expect(foot(page)).toContainText('page imprimée 7');
  await goTo(page, 'Repères', 'Début du texte');
  await expect(textOf(page)!.getByRole('heading', { name: 'La corde' })).toBeInViewport();
  await listen(page).click();
  await stop(page).click();
  await goTo(page, 'Pages imprimées', '9');
  await expect(foot(page)).toContainText('page imprimée 9');
  await listen(page).click();
  const last = async () => (await saidOn(page)).at(-1)?.text;
  const follow = async (text: string) => {
    await endSentence(page);
    await expect.poll(last).toBe(text);
  };
  await expect.poll(last).toMatch(/^(Elle tient|Le vent)/);
  while ((await last()) !== 'Elle tient.') await endSentence(page);
  await follow('Elle casse.');
  await page.screenshot({ path: info.outputPath('said.png') });
  // Stopped and begun again on the same page, the voice repeats what it was saying.
  await stop(page).click();
  expect(await isSilent(page)).toBe(true);
  await listen(page).click();
  await expect
    .poll(async () => (await saidOn(page)).slice(-2).map((s) => s.text))
    .toEqual(['Elle casse.', 'Elle casse.']);
  await follow('Le seau');
  await expect(textOf(page)!.getByRole('heading', { name: 'Le seau' })).toBeInViewport();
  await follow('Il est vide.');
  await endSentence(page);
  await expect(listen(page)).toBeVisible();
});

/** Silence of that many seconds, as a WAV file. */
function silence(seconds: number): Uint8Array {
  const rate = 8000;
  const size = rate * seconds;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + size, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(size, 40);
  return Buffer.concat([header, Buffer.alloc(size, 128)]);
}
type Part = [text: string, audio: string, begin: number, end: number];
const smil = (parts: readonly Part[]) =>
  `<smil xmlns="http://www.w3.org/ns/SMIL" version="3.0"><body>${parts
    .map(
      ([text, audio, begin, end]) =>
        `<par><text src="${text}"/><audio src="${audio}" clipBegin="${begin}s" clipEnd="0:00:${end}"/></par>`,
    )
    .join('')}</body></smil>`;

test('B6: the recording of a book is played without a network, its page in view, and on into the next chapter', async ({
  installation,
  link,
  phone: { page },
}, info) => {
  await signIn(page, await installation.person());
  const chapters = [
    `<h1 id="a">Le vent</h1>${filler.repeat(40)}<p id="b">Il se lève.</p>${filler.repeat(40)}<p id="c">Il tombe.</p>`,
    '<h1 id="a">La pluie</h1>',
    '<h1 id="a">Le silence</h1>',
  ];
  const item = (id: string, href: string, type: string) => `<item id="${id}" href="${href}" media-type="${type}"/>`;
  const overlays = ['s0', 's1', 's2'];
  const book = madeBook('Le vent', chapters, {
    overlays,
    navs:
      '<nav epub:type="page-list"><ol><li><a href="c0.xhtml#c">3</a></li>' +
      '<li><a href="c2.xhtml">5</a></li></ol></nav>',
    items:
      overlays.map((id) => item(id, `${id}.smil`, 'application/smil+xml')).join('') +
      item('w', 'sound/w.wav', 'audio/wav') +
      item('gone', 'sound/gone.wav', 'audio/wav'),
    more: {
      'b/sound/w.wav': silence(50),
      'b/s0.smil': smil([
        ['c0.xhtml#a', 'sound/w.wav', 0, 1],
        ['c0.xhtml#b', 'sound/w.wav', 1, 48],
        ['c0.xhtml#c', 'sound/w.wav', 48, 49],
        // Of another server: never played, never fetched.
        ['c0.xhtml#a', 'https://example.invalid/x.wav', 0, 1],
      ]),
      'b/s1.smil': smil([['c1.xhtml#a', 'sound/w.wav', 0, 45]]),
      'b/s2.smil': smil([['c2.xhtml#a', 'sound/gone.wav', 0, 1]]),
    },
  });
  await open(page, book);
  link.down();
  /** The marked words. Null while the next chapter loads: each chapter has its own frame. */
  const said = () =>
    textOf(page)!
      .locator('.egoejo-said')
      .allInnerTexts()
      .catch(() => null);
  await listen(page).click();
  // The first part takes a second; the page of the next one comes by itself.
  await expect.poll(said).toEqual(['Il se lève.']);
  await expect(textOf(page)!.locator('.egoejo-said')).toBeInViewport();
  await page.screenshot({ path: info.outputPath('recording.png') });
  await expectAccessible(page);
  await stop(page).click();
  await expect.poll(said).toEqual([]);
  await listen(page).click();
  await expect.poll(said).toEqual(['Il se lève.']);
  // Turned by hand, the voice goes on there, and from the chapter's end into the next chapter.
  await goTo(page, 'Pages imprimées', '3');
  await expect.poll(said).toEqual(['La pluie']);
  await expect(textOf(page)!.locator('.egoejo-said')).toBeInViewport();
  // Where its recording is missing, it stops, and the text stays.
  await goTo(page, 'Pages imprimées', '5');
  await expect(page.getByText('L’enregistrement de ce livre manque ou est abîmé', { exact: false })).toBeVisible();
  await expect(listen(page)).toBeVisible();
  await expect(textOf(page)!.getByText('Le silence')).toBeInViewport();
  await page.screenshot({ path: info.outputPath('missing.png') });
});
