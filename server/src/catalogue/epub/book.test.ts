import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookEntries, makeEpub, zipOf } from '../../testing/epubs.ts';
import type { Book } from './book.ts';
import { readBook } from './book.ts';
import { mainTitle, subtitleOf } from './metadata.ts';
import { readEpub } from './read.ts';
import { plainText } from './text-reader.ts';
import { warningText } from '../warnings.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'books-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function read(bytes: Uint8Array) {
  const path = join(dir, 'book.epub');
  await writeFile(path, bytes);
  return readBook(path);
}
async function good(bytes: Uint8Array): Promise<Book> {
  const result = await read(bytes);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
const refusal = async (bytes: Uint8Array) => {
  const result = await read(bytes);
  return result.ok ? 'accepted' : `${result.error.code} ${String(result.error.params['entry'] ?? '')}`.trim();
};

describe('what a book says', () => {
  it('B1: titles, roles, series, dates and subjects are read as EPUB 3 refines them', async () => {
    const book = await good(
      makeEpub({
        title: 'Tome deux',
        metadata: `<meta refines="#t" property="title-type">subtitle</meta>
          <dc:title id="m">Le cycle de l’eau</dc:title><meta refines="#m" property="title-type">main</meta>
          <dc:creator id="b">Zoé B</dc:creator><meta refines="#b" property="role" scheme="marc:relators">ill</meta>
          <meta refines="#b" property="display-seq">2</meta>
          <dc:creator id="a">Awa A</dc:creator><meta refines="#a" property="file-as">A, Awa</meta>
          <meta refines="#a" property="display-seq">1</meta>
          <dc:contributor id="t2">Tom T</dc:contributor><meta refines="#t2" property="role">trl</meta>
          <dc:contributor id="n">Nina N</dc:contributor><meta refines="#n" property="role">nrt</meta>
          <meta property="belongs-to-collection" id="s">L’eau</meta>
          <meta refines="#s" property="collection-type">series</meta>
          <meta refines="#s" property="group-position">2</meta>
          <dc:publisher>Éditions  du\nPuits</dc:publisher><dc:date>1998-05-01</dc:date>
          <dc:subject>Eau</dc:subject><dc:subject>Eau</dc:subject><dc:rights>CC BY 4.0</dc:rights>
          <meta property="schema:accessMode">textual</meta><meta property="rendition:layout">pre-paginated</meta>`,
      }),
    );
    expect([mainTitle(book.titles), subtitleOf(book.titles)]).toEqual(['Le cycle de l’eau', 'Tome deux']);
    expect(book.contributors).toEqual([
      { name: 'Awa A', role: 'author', sortAs: 'A, Awa' },
      { name: 'Zoé B', role: 'illustrator' },
      { name: 'Tom T', role: 'translator' },
      { name: 'Nina N', role: 'narrator' },
    ]);
    expect(book).toMatchObject({
      series: { name: 'L’eau', number: '2' },
      publisher: 'Éditions du Puits',
      year: 1998,
      subjects: ['Eau'],
      rights: 'CC BY 4.0',
      layout: 'fixed',
      accessibility: { accessMode: ['textual'] },
    });
  });
  it('B1: roles, series and covers are read as EPUB 2 and Calibre write them', async () => {
    const book = await good(
      makeEpub({
        version: '2.0',
        metadata: `<dc:creator opf:role="aut" opf:file-as="Sand, George">George Sand</dc:creator>
          <dc:contributor opf:role="trl">Ada</dc:contributor><dc:contributor opf:role="bkp">Calibre</dc:contributor>
          <dc:date opf:event="modification">2020</dc:date><dc:date opf:event="original-publication">1848</dc:date>
          <meta name="calibre:series" content="Champs"/><meta name="calibre:series_index" content="1.5"/>
          <meta name="cover" content="pic"/>`,
        manifest: '<item id="pic" href="c%20ver.png" media-type="image/png"/>',
        extra: [{ name: 'EPUB/c ver.png', data: 'png' }],
      }),
    );
    expect(book.contributors.map((c) => c.role)).toEqual(['author', 'translator', 'other']);
    expect([book.year, book.series, book.cover?.path]).toEqual([
      1848,
      { name: 'Champs', number: '1.5' },
      'EPUB/c ver.png',
    ]);
  });
  it('B1: words are counted a document, over inline tags, without scripts, pronunciations and titles', async () => {
    const book = await good(
      makeEpub({
        body: `<p><b>B</b>onjour&nbsp;à tous — ici</p><p>là<script>pas ça</script><style>ni ça</style></p>
          <p><ruby>漢字<rt>かんじ</rt></ruby></p>`,
        manifest: '<item id="d" href="d.xhtml" media-type="application/xhtml+xml"/>',
        spine: '<itemref idref="d" linear="no"/>',
        extra: [{ name: 'EPUB/d.xhtml', data: '<html><body>Deux mots</body></html>' }],
      }),
    );
    expect(book.spine).toEqual([
      { path: 'EPUB/c.xhtml', words: 6, linear: true },
      { path: 'EPUB/d.xhtml', words: 2, linear: false },
    ]);
    expect([book.words, book.counts.toc, book.counts.tocDepth]).toEqual([8, 1, 1]);
  });
  it('B1: a description is shown as text, whatever markup it has', () => {
    expect(plainText('<p>Un &amp; deux<br/>trois</p><script>alert(1)</script><p>a &lt;b&gt;</p>')).toBe(
      'Un & deux\ntrois\na <b>',
    );
  });
});

describe('what is refused', () => {
  const with_ = (...extra: Parameters<typeof zipOf>[0]) => zipOf([...bookEntries(), ...extra]);
  const zeros = Buffer.alloc(2 * 1024 * 1024);
  it.each([
    ['a path to the parent', with_({ name: 'a/../../b' }), 'book.bad_name a/../../b'],
    ['an absolute path', with_({ name: '/etc/x' }), 'book.bad_name /etc/x'],
    ['a drive', with_({ name: 'C:/x' }), 'book.bad_name C:/x'],
    ['backslashes', with_({ name: 'a\\b' }), 'book.bad_name a\\b'],
    ['a control character', with_({ name: 'a\u0000b' }), 'book.bad_name a?b'],
    ['a name that is not UTF-8', with_({ name: Uint8Array.of(0x61, 0xe9) }), 'book.bad_name a\ufffd'],
    ['a symbolic link', with_({ name: 'l', data: '/etc/passwd', mode: 0o120777 }), 'book.link l'],
    ['an encrypted entry', with_({ name: 'e', data: 'x', flags: 0x801 }), 'book.encrypted e'],
    ['a high ratio', with_({ name: 'z', data: zeros }), 'book.bad_ratio z'],
    ['a size that is too small', with_({ name: 'z', data: zeros, size: 10 }), 'book.wrong_size z'],
    ['a size that is too large', with_({ name: 'z', data: 'abc', size: 100 }), 'book.wrong_size z'],
    [
      'entries that share bytes',
      with_({ name: 'a', data: 'x' }, { name: 'b', data: 'x', sharing: 5 }),
      'book.overlap b',
    ],
    [
      'too many entries',
      with_(...Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}` }))),
      'book.too_many_entries',
    ],
    ['no zip', Buffer.from('PK'), 'book.not_zip'],
    [
      'no container',
      zipOf(bookEntries().filter((e) => e.name !== 'META-INF/container.xml')),
      'book.no_container META-INF/container.xml',
    ],
    [
      'no package',
      zipOf(bookEntries().filter((e) => e.name !== 'EPUB/package.opf')),
      'book.no_package EPUB/package.opf',
    ],
    ['no document', zipOf(bookEntries().filter((e) => e.name !== 'EPUB/c.xhtml')), 'book.no_spine EPUB/package.opf'],
    [
      'a damaged document',
      zipOf(bookEntries().map((e) => (e.name === 'EPUB/c.xhtml' ? { ...e, crc: 1 } : e))),
      'book.damaged EPUB/c.xhtml',
    ],
    ['entities', makeEpub({ doctype: '<!DOCTYPE package [<!ENTITY x "y">]>' }), 'book.entities EPUB/package.opf'],
  ])('B3: %s is refused, and the line names the entry', async (_what, bytes, expected) => {
    expect((await refusal(bytes)).startsWith(expected)).toBe(true);
  });
  it('B3: more than 200 MB unpacked is refused before anything is unpacked', async () => {
    const large = { method: 0, data: Buffer.alloc(1024), size: 1024 };
    const bytes = zipOf([
      ...bookEntries(),
      ...Array.from({ length: 3 }, (_, i) => ({ name: `z${i}`, data: randomBytes(1 << 20), size: 70 << 20 })),
      { name: 'last', ...large },
    ]);
    expect(await refusal(bytes)).toBe('book.too_large z2');
  });
  it('B3: an encrypted book is refused; one whose fonts are obscured is not', async () => {
    const encryption = (algorithm: string) => ({
      name: 'META-INF/encryption.xml',
      data: `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
        xmlns:enc="http://www.w3.org/2001/04/xmlenc#">
        <enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/>
        <enc:CipherData><enc:CipherReference URI="EPUB/c.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>`,
    });
    expect(await refusal(with_(encryption('http://www.w3.org/2001/04/xmlenc#aes256-cbc')))).toBe(
      'book.encrypted EPUB/c.xhtml',
    );
    expect(await refusal(with_(encryption('http://www.idpf.org/2008/embedding')))).toBe('accepted');
  });
  it('B3: a reading that takes too long ends, and the file is refused', async () => {
    const path = join(dir, 'slow.epub');
    await writeFile(path, makeEpub());
    expect(await readEpub(path, 0)).toMatchObject({ ok: false, error: { code: 'book.too_slow' } });
  });
  it('B3: a document as deep as a stack is an ordinary document without text', async () => {
    const deep = await good(makeEpub({ body: '<i>'.repeat(100_000) }));
    expect(deep.words).toBe(0);
    const bytes = makeEpub({ metadata: '<x>'.repeat(100_000) });
    expect(await refusal(bytes)).toBe('book.no_package EPUB/package.opf');
  });
});

describe('what is said', () => {
  it('B3: scripts, handlers and remote resources are counted; links to other sites are not', async () => {
    const book = await good(
      makeEpub({
        body: `<p onclick="x()">t</p><script>1</script><iframe srcdoc="x"/><a href="https://example.org/">l</a>
          <a href="javascript:x()">j</a><img src="//example.org/p.gif"/>
          <p style="background:url(http://example.org/)"/>`,
        manifest: '<item id="s" href="s.css" media-type="text/css"/>',
        extra: [{ name: 'EPUB/s.css', data: '@import "https://example.org/a.css"; p{src:url(local.png)}' }],
      }),
    );
    expect(book.stripped).toEqual({ scripts: 2, handlers: 2, remote: 3 });
  });
  it('B3: what does not make a book unreadable is a warning that names the entry', async () => {
    const book = await good(
      zipOf([
        ...bookEntries({
          manifest: '<item id="m" href="gone.png" media-type="image/png"/>',
          spine: '<itemref idref="nobody"/>',
        }).filter((e) => e.name !== 'mimetype'),
        { name: 'EPUB/c.xhtml', data: '<p>Le dernier compte</p>' },
        { name: 'EPUB/x.bin', data: 'x', crc: 1 },
      ]),
    );
    expect(book.warnings.map(warningText)).toEqual([
      'no entry mimetype',
      'several entries named EPUB/c.xhtml',
      'damaged: EPUB/x.bin',
      'not in the manifest: nobody',
      'missing: EPUB/gone.png',
    ]);
    expect(book.words).toBe(3);
  });
});
