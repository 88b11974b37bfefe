import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bookOf, DOT, entriesIn, judgedBook, MAKING, WHO } from '../../testing/manuscripts.ts';
import { onRealData } from '../../testing/real-data.ts';
import { makeBook } from './make.ts';
import { readManuscript } from './manuscript.ts';
import type { Metadata } from './model.ts';

const svg = (inner: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inner}</svg>`);

describe('a book of a manuscript', () => {
  const text = `---
title: "Le puits & l'eau"
authors: [Ada Un, "Deux, Bo"]
lang: fr-fr
description: >
  Une histoire
  d'eau.
licence: CC BY 4.0
cover: images/couverture.png
---
Avant.

# L'arrivée

Voir [plus loin](#la-fin) et ![une carte](carte.svg)[^1].

## Été

![](images/couverture.png "Une légende")

# La fin

Fin[^1].

[^1]: Une note.
`;
  const pictures = { 'images/couverture.png': DOT, 'carte.svg': svg('<rect width="9" height="9"/>') };

  it('B15: says what it is, and passes our checker and our import', async () => {
    const made = bookOf(text, {}, pictures);
    const { faults, book } = await judgedBook(made.bytes);
    expect(faults).toEqual([]);
    expect(book).toMatchObject({
      titles: [{ text: "Le puits & l'eau" }],
      contributors: [
        { name: 'Ada Un', role: 'author' },
        { name: 'Deux, Bo', role: 'author' },
      ],
      languages: ['fr-FR'],
      description: "Une histoire d'eau.",
      rights: 'CC BY 4.0',
      counts: { toc: 4, tocDepth: 2, landmarks: 2, footnotes: 2 },
      accessibility: { accessMode: ['textual', 'visual'], accessModeSufficient: [], accessibilityHazard: ['none'] },
    });
    expect(book?.accessibility.accessibilitySummary).toContain('1 of its pictures have no alternative text');
    expect(book?.cover?.bytes).toEqual(DOT);
    expect(made.chapters).toEqual([
      { path: 'front.xhtml', title: "Le puits & l'eau" },
      { path: 'chapter-0001.xhtml', title: "L'arrivée" },
      { path: 'chapter-0002.xhtml', title: 'La fin' },
    ]);
    expect(made.remarks).toEqual([{ line: 19, code: 'no_alt', what: 'images/couverture.png' }]);
    const entries = await entriesIn(made.bytes);
    expect(entries.get('EPUB/chapter-0001.xhtml')).toContain('<a href="chapter-0002.xhtml#la-fin">plus loin</a>');
    expect(entries.get('EPUB/package.opf')).toContain('<meta property="dcterms:modified">2999-01-02T03:04:05Z</meta>');
  });

  it('B15: the same manuscript gives the same bytes, another time another book of the same identifier', async () => {
    const [first, again] = [bookOf(text, {}, pictures), bookOf(text, {}, pictures)];
    expect(again.sha256).toBe(first.sha256);
    const read = readManuscript(Buffer.from(text));
    if (!read.ok) throw new Error(read.error.code);
    const later = makeBook(read.value, new Map(Object.entries(pictures)), {
      ...MAKING,
      modified: new Date('2999-02-01'),
    });
    if (!later.ok) throw new Error(later.error.code);
    expect(later.value.sha256).not.toBe(first.sha256);
    const identifiers = await Promise.all(
      [first, later.value].map(async (b) => (await judgedBook(b.bytes)).book?.identifier),
    );
    expect(identifiers[0]).toMatch(/^urn:uuid:[0-9a-f-]{36}$/);
    expect(identifiers[1]).toBe(identifiers[0]);
  });

  it('B8, B15: places of unchanged chapters keep their names in the next edition', async () => {
    const before = await entriesIn(bookOf('# Un\n\na\n\n# 本\n\nb\n\n# Un\n\nc').bytes);
    const after = await entriesIn(bookOf('# Nouveau\n\nz\n\n# Un\n\na, corrigé\n\n# 本\n\nb\n\n# Un\n\nc').bytes);
    const places = (entries: ReadonlyMap<string, string>): string[] =>
      [...(entries.get('EPUB/package.opf') ?? '').matchAll(/<itemref id="([^"]+)"/g)].map(([, id]) => id ?? '');
    expect(places(before)).toEqual(['at-un', expect.stringMatching(/^at-h-[0-9a-f]{8}$/), 'at-un-2']);
    expect(places(after)).toEqual(['at-nouveau', ...places(before)]);
  });

  it('B15: a language written from right to left says so everywhere', async () => {
    const made = bookOf('# باب\n\nنص', { title: 'كتاب', language: 'ar' });
    const { faults, book } = await judgedBook(made.bytes);
    expect([faults, book?.progression]).toEqual([[], 'rtl']);
    expect((await entriesIn(made.bytes)).get('EPUB/chapter-0001.xhtml')).toContain('xml:lang="ar" dir="rtl"');
  });
});

describe('what is refused', () => {
  const refused = (
    text: string | Uint8Array,
    given: Partial<Metadata> = WHO,
    pictures: Record<string, Uint8Array> = {},
  ): unknown => {
    const read = readManuscript(Buffer.from(text), given);
    const made = read.ok ? makeBook(read.value, new Map(Object.entries(pictures)), MAKING) : read;
    if (made.ok) return 'made';
    const { line, picture } = made.error.params;
    return [made.error.code.replace('manuscript.', ''), line, ...(picture === undefined ? [] : [picture])];
  };

  it('B15: each fault has its code, and its line or picture', () => {
    expect([
      refused(' \n\n---\n'),
      refused('a'.repeat(5 * 1024 * 1024 + 1)),
      refused(Buffer.from([0x61, 0xff])),
      refused('---\ntitle: A\nnonsense\n---\na'),
      refused('a', { language: 'fr' }),
      refused('# A', {}),
      refused('a', { ...WHO, language: 'français' }),
      refused('a\n\nb ![x](p.png)'),
      refused('![x](p.png)', WHO, { 'p.png': Buffer.from('MZ') }),
      refused('![x](../p.png)'),
      refused('![x](data:image/png;base64,AAAA)'),
      refused('a\n![x](https://x.org/p.png)'),
      refused('> ![x](//x.org/p.png)'),
      refused('a', { ...WHO, cover: 'c.png' }),
      refused('![x](p.png)', WHO, { 'p.png': Buffer.concat([DOT, Buffer.alloc(10 * 1024 * 1024)]) }),
      refused(Array.from({ length: 501 }, (_, i) => `![x](${i}.png)`).join('\n')),
      refused('# a\n'.repeat(20_001)),
      refused(`a\n\n${'>'.repeat(10_000)} a`),
      refused(`---\na: b\n---\n${'- '.repeat(10_000)}a`),
      refused(Array.from({ length: 100 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')),
      refused(`${'*a '.repeat(300)}${'a* '.repeat(300)}`),
      refused(`a\n\n${'a '.repeat(50_001)}`),
      refused(`|${'a|'.repeat(1000)}\n|${'-|'.repeat(1000)}\n${'|\n'.repeat(60)}\n`.repeat(6)),
      refused('> ~~~\nx\n'.repeat(3000)),
    ]).toEqual([
      ['empty', 0],
      ['too_long', 0],
      ['not_utf8', 0],
      ['front_matter', 3],
      ['no_title', 1],
      ['no_language', 1],
      ['bad_language', 1],
      ['missing_picture', 3, 'p.png'],
      ['bad_picture', 1, 'p.png'],
      ['bad_picture', 1, '../p.png'],
      ['bad_picture', 1, 'data:image/png;base64,AAAA'],
      ['remote_picture', 2, 'https://x.org/p.png'],
      ['remote_picture', 1, '//x.org/p.png'],
      ['missing_picture', 0, 'c.png'],
      ['large_picture', 1, 'p.png'],
      ['too_many_pictures', 501, '500.png'],
      ['too_long', 0],
      ['too_deep', 3],
      ['too_deep', 4],
      ['too_deep', 26],
      ['too_deep', 1],
      ['too_long', 3],
      ['too_long', 316],
      ['too_long', 709],
    ]);
  });

  it.each([
    '<script>alert(1)</script>',
    '<rect onload="alert(1)"/>',
    '<image href="https://x.org/a.png"/>',
    '<style>@import "https://x.org/a.css";</style>',
    '<rect style="fill:url(https://x.org/a#b)"/>',
    '<foreignObject/>',
    '<a href="javascript:alert(1)"/>',
    '<rect>',
  ])('B3, B15: a drawing with %s', (inner) => {
    expect(refused('![x](a.svg)', WHO, { 'a.svg': svg(inner) })).toEqual(['bad_picture', 1, 'a.svg']);
  });
});

const HOSTILE: Readonly<Record<string, string>> = {
  script:
    '<script>alert(1)</script>\n\n<SCRIPT>\n\nalert(2)\n\n</SCRIPT>\n\nx <img src=x onerror=alert(1)> <svg onload=alert(1)>',
  links:
    '[a](javascript:alert(1)) [b](JaVaScript&#58;alert(1)) [c](data:text/html,x) [d](file:///etc/passwd) <vbscript:x>',
  entities: '&lt;script&gt; &#0; &#x1F; &#xD800; &#x110000; &nbsp; &amp;amp; <!DOCTYPE x [<!ENTITY a "b">]> &a;',
  controls: 'a\u0000b\u0007c\u001Bd\uFFFEe\uD800f\u0085g\u202Eh\u2028i',
  headings: Array.from({ length: 10_000 }, (_, i) => `# T${i % 9}\n\n`).join(''),
  lists: Array.from({ length: 20 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n'),
  quotes: `${'>'.repeat(40)} a`,
  // As many as may be: of three times as many the library would look at the others for minutes.
  quotations: '> ~~~\nx\n'.repeat(1400),
  labels: `[^1]: a\n\n${'[^'.repeat(50_000)}`,
  emphasis: '*a **b '.repeat(3000),
  brackets: `${'['.repeat(10_000)}\n\n${'!['.repeat(10_000)}`,
  tables: `|a|b|\n|-|-|\n|<script>|[c](javascript:d)|e|\n|f|\n\n|${'g|'.repeat(1000)}\n|${'-|'.repeat(1000)}\n`,
  unclosed: '<div><p>a <b>b <sup>c <a href="x">d\n\n**e _f `g [h](i ![j][k',
  cdata: ']]> <![CDATA[ x ]]> --> <!-- <p> ?> <?xml version="1.0"?>',
  repeated: `${'a '.repeat(10_000)}\n\n`.repeat(100),
  references: `${'[a] '.repeat(20_000)}\n\n[a]: https://x.org/${'y'.repeat(1500)}`,
  notes: `a[^1]\n\n[^1]: a[^1] b[^2]\n[^2]: c[^1]\n`,
  ids: '# a\n\n# a\n\n# a-2\n\n# note 1\n\nx[^1]\n\n# at front\n\n# nav\n\n# id\n\n[^1]: y',
};

describe('what comes from anybody', () => {
  it.each(Object.keys(HOSTILE))('B3, B15: %s gives a clean book', async (name) => {
    const made = bookOf(HOSTILE[name] ?? '');
    const { faults } = await judgedBook(made.bytes);
    expect(faults).toEqual([]);
    for (const [entry, content] of await entriesIn(made.bytes))
      expect([
        entry,
        /<script|alert\(2\)|href="(?!https?:|#|\w[\w./-]*)|&(?!#39;|\w+;)|\u202E/i.exec(content)?.[0],
      ]).toEqual([entry, undefined]);
  });

  it('B15: any text gives a book that our checker and our import take', async () => {
    const blocks = '# a|## b|> c|- d|1. e|    f|```|~~~|---|***|===|[g](#b)|[h]: i|[^1]|[^1]: j|![](p.png "l")|<!--';
    const inlines = '*|**|_|__|`|<b>|</b>|<sup>|</sup>|<br>|<script>|</script>|-->|&amp;|&#0;|\\|[|]|(|)|é|本|م|\u202E';
    const others = '  |\n|\n\n|\t|mot|deux mots | |<https://x.org>|\u0001|\uD800|]]>|"|\'';
    const pieces = [blocks, inlines, others].flatMap((texts) => texts.split('|'));
    const markdown = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 60 }).map((p) => p.join(''));
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 5, arbitrary: markdown }, fc.string({ unit: 'binary' })), async (text) => {
        const { faults } = await judgedBook(bookOf(`mot\n\n${text}`, WHO, { 'p.png': DOT }).bytes);
        expect(faults).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  onRealData('stories', 'B15: every real story becomes a book that passes', async (folder) => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((n) => n.endsWith('.md'));
    expect(files.length).toBeGreaterThan(20);
    for (const name of files) {
      const made = bookOf(readFileSync(join(folder, name), 'utf8').replaceAll(/^!\[.*$/gm, ''), {
        language: basename(dirname(name)),
      });
      const { faults, book } = await judgedBook(made.bytes);
      expect([name, faults]).toEqual([name, []]);
      expect(book?.words).toBeGreaterThan(20);
    }
  });
});
