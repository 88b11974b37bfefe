import { expect, it } from 'vitest';
import { bookOfFile, type BookMark } from '@egoejo/shared/books/model.ts';
import { jsdomEpub } from '../../testing/jsdom-epub.ts';
import { zip } from '../../testing/zip.ts';
import { actsOf } from '../import-marks.ts';
import type { NewMark } from '../annotations.ts';
import { placeMarks } from './place.ts';
import { readForeign } from './read.ts';

const container =
  '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile ' +
  'full-path="p.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';
const chapters = [
  '<h1>Un</h1><p>La pluie du soir.</p>\n<p>Elle tombe sur le toit, et le toit chante.</p>',
  '<h1>Deux</h1><div><p>La pluie du soir.</p><p>Le vent <em>passe</em> sur les jar\u00addins.</p></div>',
];
const ids = chapters.map((_, i) => `c${i}`);
const item = (c: string) => `<item id="${c}" href="${c}.xhtml" media-type="application/xhtml+xml"/>`;
const opf =
  '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"><metadata ' +
  'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">i</dc:identifier><dc:title>Le toit</dc:title>' +
  `</metadata><manifest>${ids.map(item).join('')}` +
  `</manifest><spine>${ids.map((c) => `<itemref idref="${c}"/>`).join('')}</spine></package>`;
const page = (body: string) =>
  `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${body}</body></html>`;
const bytes = zip({
  mimetype: 'application/epub+zip',
  'META-INF/container.xml': container,
  'p.opf': opf,
  ...Object.fromEntries(chapters.map((c, i) => [`c${i}.xhtml`, page(c)])),
});

const TITLE = 'Le toit';
const book = bookOfFile('0f'.repeat(32));
async function taken(file: string, title = TITLE) {
  const foreign = readForeign(file, title);
  if (foreign === null || foreign === 'other') throw new Error(String(foreign));
  return placeMarks(await jsdomEpub(bytes), foreign);
}
const brief = ({ kind, cfi, text, colour, notes }: NewMark) => ({ kind, cfi, text, colour, notes });
/** The rows that the acts make. */
const rowsOf = (marks: readonly NewMark[]): BookMark[] =>
  actsOf(marks, [], book)
    .flat()
    .map((m) => ({
      ...m,
      book,
      notes: [],
      removed: false,
      createdAt: '2026-01-01T00:00:00Z',
      changedAt: '2026-01-01T00:00:00Z',
    }));

const passages = {
  first: { kind: 'highlight', cfi: 'epubcfi(/6/2!/4,/4/1:0,/6/1:23)' },
  second: { kind: 'highlight', cfi: 'epubcfi(/6/4!/4/4/2,/1:0,/1:17)' },
  third: { kind: 'highlight', cfi: 'epubcfi(/6/4!/4/4/4,/1:0,/3:18)' },
};

it('B9: KOReader’s export is taken in by the words of its passages, whatever the space between blocks; the same twice adds nothing', async () => {
  const file = JSON.stringify({
    title: 'Le toit',
    author: 'A',
    created_on: 1760000000,
    version: 'json/1.0.0',
    entries: [
      {
        sort: 'highlight',
        drawer: 'lighten',
        color: 'purple',
        page: 2,
        time: 1750000000,
        chapter: 'Un',
        text: 'La pluie du soir.\nElle tombe sur le toit,',
        note: 'À relire.',
      },
      { sort: 'highlight', page: 3, time: 1750000001, text: 'Le vent passe sur les jardins.', color: 'olive' },
      { sort: 'highlight', page: 9, time: 1750000002, text: 'Ces mots ne sont nulle part.', note: 'Et ceci non plus.' },
      { sort: 'highlight', image: { hash: 'x' } },
    ],
  });
  const { marks, lost } = await taken(file);
  expect(marks.map(brief)).toEqual([
    { ...passages.first, text: 'La pluie du soir. Elle tombe sur le toit,', colour: 'pink', notes: ['À relire.'] },
    { ...passages.third, text: 'Le vent passe sur les jar\u00addins.', colour: 'green', notes: [] },
  ]);
  expect(marks.map((m) => [m.before, m.after, m.createdAt])).toEqual([
    ['Un', 'et le toit chante.', '2025-06-15T15:06:40.000Z'],
    ['DeuxLa pluie du soir.', '', '2025-06-15T15:06:41.000Z'],
  ]);
  expect(marks.every((m, i) => m.at > (marks[i - 1]?.at ?? 0) && m.at < 10_000)).toBe(true);
  expect(lost.map((m) => [m.text, m.note])).toEqual([['Ces mots ne sont nulle part.', 'Et ceci non plus.']]);
  expect(actsOf((await taken(file)).marks, rowsOf(marks), book)).toEqual([]);
});

it('B9: the file beside a book in KOReader is read as data: passages, notes and bookmarks where its pointers lead', async () => {
  const lua = `-- Le toit.sdr/metadata.epub.lua
return {
    ["annotations"] = {
        [1] = {
            ["chapter"] = "Deux", ["color"] = "blue", ["datetime"] = "2026-01-05 21:14:08", ["drawer"] = "underscore",
            ["note"] = "Deux fois la m\\195\\170me.\\
Ici la seconde.",
            ["page"] = "/body/DocFragment[2]/body/div/p[1]/text().0", ["pageno"] = 3,
            ["pos0"] = "/body/DocFragment[2]/body/div/p[1]/text().0",
            ["pos1"] = "/body/DocFragment[2]/body/div/p[1]/text().17",
            ["text"] = "La pluie du soir.",
        },
        [2] = {
            ["datetime"] = "2026-01-05 21:20:00", ["page"] = "/body/DocFragment[1]/body/p[2]/text().5", ["pageno"] = 1,
            ["text"] = "in Un",
        },
        [3] = {
            ["datetime"] = "2026-01-06 08:00:00", ["drawer"] = "lighten",
            ["pos0"] = "/body/DocFragment[1]/body/p[9]/text().0", ["pos1"] = "/body/DocFragment[1]/body/p[9]/text().9",
            ["page"] = "/body/DocFragment[1]/body/p[9]/text().0", ["text"] = "Le vent passe",
        },
        [4] = {
            ["drawer"] = "lighten", ["text"] = "le toit", ["pos0"] = "/body/DocFragment[1]/body/p[2]/text().27",
            ["pos1"] = "/body/DocFragment[1]/body/p[2]/text().34",
        },
        [5] = { ["datetime"] = "2026-01-06", ["page"] = "/body/DocFragment[7]/body/p.0", ["text"] = "in Sept" },
    },
    ["doc_props"] = { ["title"] = "Le toit" },
    ["percent_finished"] = 0.6164,
}
`;
  const { marks, lost } = await taken(lua, 'Un autre titre');
  expect(marks.map(brief)).toEqual([
    { ...passages.second, text: 'La pluie du soir.', colour: 'blue', notes: ['Deux fois la même.\nIci la seconde.'] },
    {
      kind: 'bookmark',
      cfi: 'epubcfi(/6/2!/4/6/1:5)',
      text: 'tombe sur le toit, et le toit chante.',
      colour: 'yellow',
      notes: [],
    },
    { kind: 'highlight', cfi: 'epubcfi(/6/4!/4/4/4,/1:0,/2/1:5)', text: 'Le vent passe', colour: 'yellow', notes: [] },
    // The second of the two in its sentence.
    { kind: 'highlight', cfi: 'epubcfi(/6/2!/4/6,/1:27,/1:34)', text: 'le toit', colour: 'yellow', notes: [] },
  ]);
  expect(marks[0]?.createdAt).toBe(new Date(2026, 0, 5, 21, 14, 8).toISOString());
  expect(lost.map((m) => m.text)).toEqual(['in Sept']);
  expect(actsOf((await taken(lua)).marks, rowsOf(marks), book)).toEqual([]);
});

it('B9: the file beside a book of an older KOReader: the passage, and the note only where a person wrote it', async () => {
  const lua = `return { ["bookmarks"] = {
    [1] = { ["highlighted"] = true, ["notes"] = "Le vent passe", ["text"] = "Ma note",
      ["datetime"] = "2023-01-01 10:00:00", ["page"] = "/body/DocFragment[2]/body/div/p[2]/text().0",
      ["pos0"] = "/body/DocFragment[2]/body/div/p[2]/text().0",
      ["pos1"] = "/body/DocFragment[2]/body/div/p[2]/em/text().5" },
    [2] = { ["highlighted"] = true, ["notes"] = "le toit chante",
      ["text"] = "Page 1 le toit chante @ 2023-01-01 10:00:00" },
  } }`;
  const { marks } = await taken(lua);
  expect(marks.map((m) => [m.text, m.notes])).toEqual([
    ['Le vent passe', ['Ma note']],
    ['le toit chante', []],
  ]);
});

it('B9: of KOReader’s export of several books only this one’s marks are taken; of other books alone, that is told', async () => {
  const of = (title: string, text: string) => ({ title, entries: [{ sort: 'highlight', text }] });
  const documents = [of('LE TOIT !', 'le toit chante'), of('Autre', 'Le vent')];
  expect((await taken(JSON.stringify({ documents }))).marks.map((m) => m.text)).toEqual(['le toit chante']);
  expect(readForeign(JSON.stringify({ documents }), 'Rien')).toBe('other');
});

it('B9: Readest’s export is taken in: at its places where their words are, else where their words are now', async () => {
  const note = (more: object) => ({
    id: 'a1b2c3',
    type: 'annotation',
    note: '',
    createdAt: 1750000000000,
    updatedAt: 1,
    ...more,
  });
  const file = JSON.stringify({
    $format: 'readest-annotations',
    version: 1,
    exportedAt: 1,
    book: { title: 'Le toit', author: '' },
    annotations: [
      note({ cfi: passages.second.cfi, text: 'La pluie du soir.', style: 'highlight', color: 'red', note: 'Encore.' }),
      note({ cfi: 'epubcfi(/6/4!/4/2,/1:0,/1:3)', text: 'le toit chante', color: '#aabbcc' }),
      note({ type: 'bookmark', cfi: 'epubcfi(/6/4!/4/4/4/1:3)', text: 'Deux' }),
      note({ type: 'bookmark', cfi: 'epubcfi(/6/40!/4/2)', text: 'Trois' }),
      note({ cfi: 'not a place', text: 'nulle part' }),
      'nothing',
    ],
  });
  const { marks, lost } = await taken(`\ufeff${file}`);
  expect(marks.map(brief)).toEqual([
    { ...passages.second, text: 'La pluie du soir.', colour: 'pink', notes: ['Encore.'] },
    { kind: 'highlight', cfi: 'epubcfi(/6/2!/4/6,/1:27,/1:41)', text: 'le toit chante', colour: 'yellow', notes: [] },
    {
      kind: 'bookmark',
      cfi: 'epubcfi(/6/4!/4/4/4/1:3)',
      text: 'vent passe sur les jar\u00addins.',
      colour: 'yellow',
      notes: [],
    },
  ]);
  expect(lost.map((m) => m.text)).toEqual(['Trois', 'nulle part']);
  expect(actsOf((await taken(file)).marks, rowsOf(marks), book)).toEqual([]);
});

it.each(['', '{', '{"entries": 4}', '{"annotations": []}', 'return { os.exit() }', 'return {}', '4', 'null', '[]x'])(
  'B9: %j is no file of marks',
  (file) => {
    expect(readForeign(file, TITLE)).toBeNull();
  },
);
