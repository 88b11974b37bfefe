import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookEntries, zipOf } from '../../../testing/epubs.ts';
import { bookOf, DOT, entriesIn, WHO } from '../../../testing/manuscripts.ts';
import { onRealData } from '../../../testing/real-data.ts';
import { checkEpub } from './check.ts';
import { CHECK_CODES, type CheckCode } from './findings.ts';

let folder = '';
let good: { name: string; data: string }[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-'));
  const text = '# Un\n\nmot [deux](#deux) ![x](p.svg)\n\n## Deux\n\nmot\n\n# Trois\n\nmot';
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/></svg>');
  const book = bookOf(text, { ...WHO, cover: 'p.svg' }, { 'p.svg': svg });
  good = [...(await entriesIn(book.bytes))].map(([name, data]) => ({ name, data }));
});
afterAll(() => rm(folder, { recursive: true }));

async function codesOf(entries: Parameters<typeof zipOf>[0]): Promise<string[]> {
  const path = join(folder, 'a.epub');
  await writeFile(path, zipOf(entries));
  const checked = await checkEpub(path);
  return checked.ok
    ? checked.value.map(({ code, entry }) => `${code} ${entry.replace(/\w{16}/, '*')}`)
    : [checked.error.code];
}

const [OPF, NAV, NCX, ONE] = ['EPUB/package.opf', 'EPUB/nav.xhtml', 'EPUB/toc.ncx', 'EPUB/chapter-0001.xhtml'];
const META = 'META-INF/container.xml';
/** What is changed in a book that is right, and the fault that is said then. */
const broken: readonly [code: CheckCode, entry: string, from: string | RegExp, to: string, said?: string][] = [
  ['container.mimetype', 'mimetype', /$/, '\n'],
  ['container.malformed', META, '</rootfiles>', ''],
  ['container.malformed', META, 'package.opf', 'other.opf'],
  ['package.malformed', OPF, '</metadata>', ''],
  ['package.malformed', OPF, /<spine[^]*<\/spine>/, ''],
  ['package.version', OPF, 'version="3.0"', 'version="4"'],
  ['package.identifier', OPF, 'unique-identifier="id"', 'unique-identifier="no"'],
  ['package.title', OPF, /<dc:title.*/, ''],
  ['package.language', OPF, '<dc:language>fr<', '<dc:language>fr_FR<'],
  ['package.modified', OPF, /<meta property="dcterms:modified".*/, ''],
  ['package.modified', OPF, 'T03:04:05Z', ' 03:04'],
  ['package.refines', OPF, 'refines="#creator-1"', 'refines="#creator-2"'],
  ['package.id_twice', OPF, 'id="style"', 'id="title"'],
  ['manifest.item', OPF, '"text/css"', '""'],
  ['manifest.missing_file', OPF, '"style.css"', '"other.css"'],
  ['manifest.unlisted_file', OPF, /<item id="style".*/, '', 'EPUB/style.css'],
  ['manifest.twice', OPF, '<item id="style"', '<item id="nav2" href="toc.ncx" media-type="text/css"/><item id="style"'],
  ['manifest.media_type', OPF, 'image/svg+xml', 'image/png', 'EPUB/pictures/*.svg'],
  ['manifest.media_type', OPF, 'text/css', 'css'],
  [
    'manifest.remote',
    OPF,
    '<item id="style"',
    '<item id="r" href="https://x.org/a.css" media-type="text/css"/><item id="style"',
  ],
  ['manifest.fallback', OPF, 'media-type="text/css"', 'media-type="text/css" fallback="none"'],
  ['manifest.cover', OPF, 'id="style"', 'id="style" properties="cover-image"'],
  ['manifest.nav', OPF, 'properties="nav"', ''],
  ['spine.empty', OPF, /<itemref.*/g, ''],
  ['spine.unknown_item', OPF, 'idref="cover"', 'idref="none"'],
  ['spine.twice', OPF, 'idref="cover"', 'idref="chapter-0001"'],
  ['spine.foreign', OPF, 'idref="cover"', 'idref="style"'],
  ['spine.ncx', OPF, 'toc="ncx"', 'toc="nav"'],
  ['nav.malformed', NAV, '<nav epub:type="toc" role="doc-toc" id="toc">', '<nav epub:type="toc"><p>x</p>'],
  ['nav.malformed', NAV, '<a href="chapter-0002.xhtml#trois">Trois</a>', 'Trois'],
  ['nav.no_toc', NAV, 'epub:type="toc"', ''],
  ['nav.link', NAV, 'chapter-0002.xhtml#trois', 'nav.xhtml'],
  ['nav.empty', NAV, '>Trois<', '><'],
  ['nav.landmark', NAV, 'epub:type="bodymatter"', ''],
  ['ncx.malformed', NCX, '</ncx>', ''],
  ['ncx.identifier', NCX, 'urn:uuid:', 'urn:'],
  ['content.malformed', ONE, '</p>', ''],
  ['content.malformed', ONE, 'mot', '&nbsp;'],
  ['content.malformed', ONE, '<!DOCTYPE html>', '<!DOCTYPE html [<!ENTITY a "b">]>'],
  ['content.not_xhtml', ONE, 'http://www.w3.org/1999/xhtml', 'http://x.org'],
  ['content.no_title', ONE, '<title>Un</title>', ''],
  ['content.element', ONE, 'mot', '<center>mot</center>'],
  ['content.attribute', ONE, '<p>', '<p align="left">'],
  ['content.nesting', ONE, 'mot', '<div>mot</div>'],
  ['content.nesting', ONE, 'mot', '<li>mot</li>'],
  ['content.id_twice', ONE, '<p>', '<p id="un">'],
  ['content.language', ONE, '<p>', '<p lang="f r">'],
  ['content.no_alt', ONE, 'alt="x"', ''],
  ['content.scripted', ONE, '<p>', '<p onclick="x()">'],
  ['content.remote', ONE, 'src="', 'src="https://x.org/'],
  ['content.foreign', OPF, 'image/svg+xml', 'image/bmp', ONE],
  ['link.missing', ONE, 'href="#deux"', 'href="none.xhtml"'],
  ['link.fragment', ONE, 'href="#deux"', 'href="#none"'],
  ['style.remote', 'EPUB/style.css', 'body {', '@import "https://x.org/a.css"; body {'],
];

describe('the checker of books', () => {
  it('B15: finds nothing in a book that is right, and each fault by its code and entry', async () => {
    expect(await codesOf(good)).toEqual([]);
    for (const [code, entry, from, to, said = entry] of broken) {
      const altered = good.map((e) => (e.name === entry ? { ...e, data: e.data.replace(from, to) } : e));
      expect(altered).not.toEqual(good);
      expect([entry, String(from), await codesOf(altered)]).toEqual([
        entry,
        String(from),
        expect.arrayContaining([`${code} ${said}`]),
      ]);
    }
    expect(await codesOf([...good, { name: ONE, data: 'x' }])).toContain(`container.duplicate_entry ${ONE}`);
    expect(await codesOf(good.filter((e) => e.name !== META))).toEqual([`container.malformed ${META}`]);
    expect(await codesOf(good.toReversed())).toEqual(['container.mimetype mimetype']);
    expect(await codesOf(good.map((e) => ({ ...e, ...(e.name === ONE && { crc: 1 }) })))).toEqual(['book.damaged']);
    const named = new Set<string>(broken.map(([code]) => code));
    const elsewhere = ['container.duplicate_entry', 'container.unreadable'];
    expect(CHECK_CODES.filter((code) => !named.has(code))).toEqual(elsewhere);
  });

  it('B15: ends at a bound, and is not led in circles', async () => {
    const many = `<p>${'<center/>'.repeat(5000)}</p>`;
    expect(await codesOf(bookEntries({ body: many }))).toHaveLength(200);
    const circle = '<item id="x" href="x.bin" media-type="a/b" fallback="x"/>';
    const book = bookEntries({
      manifest: circle,
      spine: '<itemref idref="x"/>',
      extra: [{ name: 'EPUB/x.bin', data: DOT }],
    });
    expect(await codesOf(book)).toContain('manifest.fallback EPUB/package.opf');
  });

  onRealData('epub/w3c', 'B15: of the W3C test books, only those are faulty which are so on purpose', async (dir) => {
    const found: Record<string, string[]> = {};
    for (const name of (await readdir(dir)).filter((n) => n.endsWith('.epub'))) {
      const checked = await checkEpub(join(dir, name));
      const codes = checked.ok ? checked.value.map((f) => f.code) : [checked.error.code];
      if (codes.length > 0) found[name] = [...new Set(codes)].sort();
    }
    // epubcheck 4.2.6 refuses them too, but for the missing alternative texts, which it only lists.
    expect(found).toEqual({
      'cnt-svg-css-reference.epub': ['content.no_alt'],
      'pkg-version-backward.epub': ['package.version'],
      'pub-cmt-webp.epub': ['content.no_alt'],
      'pub-file-urls.epub': ['content.remote'],
      'pub-xml-names.epub': ['content.malformed'],
      'sec-untrusted-consent_network.epub': ['content.no_alt', 'content.remote'],
    });
  });
});
