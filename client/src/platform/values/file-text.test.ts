import { expect, it } from 'vitest';
import { textOfFile } from './file-text.ts';

/** The bytes of a text in an encoding of one byte a character, by the browser's own table. */
function bytesOf(text: string, label: string): ArrayBuffer {
  const table = new TextDecoder(label).decode(Uint8Array.from({ length: 256 }, (_, i) => i));
  return Uint8Array.from(text, (c) => table.indexOf(c)).buffer;
}
function utf16(text: string, big: boolean): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), !big);
  return view.buffer;
}
const TEXTS = [
  'Titre;Résumé;Coût\rL’abri;Protéger;100\r',
  'Titre;Résumé\r\nL’été à « Orée »;Ça coûte 5 € où l’on naît… Noël, cœur\r\n',
  'TITRE;RÉSUMÉ;COÛT\nÉCOLE À RÉNOVER;Un préau;100\n',
  'Titre;Description;Prix\nL’abri;court;3\n',
  'Titre;Où\nNoël;à l’est\n',
  'Titre;Description;Coût\nA;b;3\n',
  'Titre;Catégorie\nUn four;Énergie – déchets',
  'Titel;Größe\nBürgerhaus;für alle',
  'Titre;Résumé\nUn jardin;Pour les habitant·es',
  'Titre;Montant\nUn puits;1 500 €\nÀ table;2 500 €',
  'Título;Descripción\nEl año;mañana, corazón',
];
it.each(TEXTS)('%j is read in every encoding', (text) => {
  expect(textOfFile(bytesOf(text, 'windows-1252'))).toEqual({ text, encoding: 'Windows-1252' });
  expect(textOfFile(bytesOf(text, 'macintosh'))).toEqual({ text, encoding: 'MacRoman' });
  expect(textOfFile(new TextEncoder().encode(`\uFEFF${text}`).buffer)).toEqual({ text, encoding: 'UTF-8' });
  for (const big of [true, false])
    for (const mark of ['', '\uFEFF'])
      expect(textOfFile(utf16(mark + text, big))).toEqual({ text, encoding: 'UTF-16' });
});
it('UTF-16 is read in other scripts too', () => {
  const text = 'عنوان;ملخص\nحديقة;خضراء\n';
  expect([false, true].map((big) => textOfFile(utf16(text, big))?.text)).toEqual([text, text]);
});
it.each([
  ['the encoding of DOS', 'Titre;R\x82sum\x82;Co\x96t\nL’\x82t\x82;\x85 c\x93t\x82'],
  ['half a character', 'a\0b\0c'],
  ['what is no text', 'PK\x03\x04\0\0\0\0\xff\xff'],
])('%s is not guessed', (_name, text) => {
  expect(textOfFile(Uint8Array.from(text.replaceAll('’', "'"), (c) => c.charCodeAt(0)).buffer)).toBeNull();
});
