import { expect, it } from 'vitest';
import { chaptersOf } from '../epub/chapters.ts';
import { chapterPage } from '../epub/xhtml.ts';
import { typedText } from './characters.ts';
import { readMarkdown } from './markdown.ts';

/** The text as the book has it, without the lines around it. */
function written(markdown: string): string {
  const { blocks, notes } = readMarkdown(typedText(markdown));
  const divided = chaptersOf(blocks, 'T');
  const [chapter] = divided.chapters;
  if (!chapter) return '';
  const said = { remarks: new Map<string, number>(), described: 0, undescribed: 0, noted: false };
  const writing = {
    language: 'fr',
    rightToLeft: false,
    notes,
    pictures: new Map(),
    divided,
    places: new Map(),
    ...said,
  };
  return (/<section[^>]*>\n([^]*)<\/section>/.exec(chapterPage(chapter, writing))?.[1] ?? '').trim();
}

// As the examples of CommonMark's specification have it, but for the ids of headings.
it.each([
  ['*a **b** c* __d__ e_f_g', '<p><em>a <strong>b</strong> c</em> <strong>d</strong> e_f_g</p>'],
  ['***a** b* *a**b*', '<p><em><strong>a</strong> b</em> <em>a**b</em></p>'],
  ['a * b * **c d** ** e**', '<p>a * b * <strong>c d</strong> ** e**</p>'],
  ['« *été* »*(a)*', '<p>« <em>été</em> »<em>(a)</em></p>'],
  ['`` a`b `` `c', '<p><code>a`b</code> `c</p>'],
  [
    '[a](https://x.org/b_(c) "t") [d]\n\n[D]: <https://y.org/>',
    '<p><a href="https://x.org/b_(c)">a</a> <a href="https://y.org/">d</a></p>',
  ],
  ['[a [b](https://x.org) c](https://y.org)', '<p>[a <a href="https://x.org/">b</a> c](https://y.org)</p>'],
  [
    '<https://x.org/?a=1&b> <a@b.cd>',
    '<p><a href="https://x.org/?a=1&amp;b">https://x.org/?a=1&amp;b</a> <a href="mailto:a@b.cd">a@b.cd</a></p>',
  ],
  ['a  \nb\\\nc\nd', '<p>a<br/>\nb<br/>\nc\nd</p>'],
  ['\\*a\\* &eacute;&#233;&#xE9; &nope; &amp;', '<p>*a* ééé &amp;nope; &amp;</p>'],
  ['Titre\n---\n\n### Trois ###', '<h2 id="titre">Titre</h2>\n<h3 id="trois">Trois</h3>'],
  ['a\n\n***\n\n##\n\nb', '<p>a</p>\n<hr/>\n<hr/>\n<p>b</p>'],
  ['- a\n- b\n\n  c\n- d', '<ul>\n<li><p>a</p></li>\n<li><p>b</p>\n<p>c</p></li>\n<li><p>d</p></li>\n</ul>'],
  ['7. a\n8. b\n   - c', '<ol start="7">\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul></li>\n</ol>'],
  ['- a\n* b', '<ul>\n<li>a</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>'],
  ['text\n2. no list\n- list', '<p>text\n2. no list</p>\n<ul>\n<li>list</li>\n</ul>'],
  [
    '> a\nlazy\n> > b\n\nc',
    '<blockquote>\n<p>a\nlazy</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>\n<p>c</p>',
  ],
  ['    a <b>\n\n    c\n\nd', '<pre><code>a &lt;b&gt;\n\nc</code></pre>\n<p>d</p>'],
  ['~~~ js\n```\n\ta\n~~~~\nb', '<pre><code>```\n    a</code></pre>\n<p>b</p>'],
  ['```\nnever closed', '<pre><code>never closed</code></pre>'],
  ['mot\t\nb\tc', '<p>mot\nb\tc</p>'],
  ['-\tx\n\n\ty', '<ul>\n<li><p>x</p>\n<p>y</p></li>\n</ul>'],
  ['H<sub>2</sub>O <b onclick="x()">*b*</b> <SUP>a', '<p>H<sub>2</sub>O <em>b</em> a</p>'],
  ['*a <sup>b* c</sup>', '<p>*a <sup>b* c</sup></p>'],
  ['a<!-- b -->c<?d?>e<br>f', '<p>ace<br/>\nf</p>'],
])('%j', (markdown, xhtml) => {
  expect(written(markdown)).toBe(xhtml);
});

it('notes are linked to and fro, each once below its chapter, also those of notes', () => {
  expect(written('a[^x] b[^Y] c[^x] d[^none]\n\n[^x]: first[^y]\n\n    - more\n[^y]: second\n[^z]: never')).toBe(
    '<p>a<a epub:type="noteref" role="doc-noteref" class="noteref" id="note-x-mark" href="#note-x">1</a> ' +
      'b<a epub:type="noteref" role="doc-noteref" class="noteref" id="note-y-mark" href="#note-y">2</a> ' +
      'c<a epub:type="noteref" role="doc-noteref" class="noteref" id="note-x-mark-2" href="#note-x">1</a> ' +
      'd[^none]</p>\n' +
      '<aside epub:type="footnote" role="doc-footnote" id="note-x">\n' +
      '<p><a role="doc-backlink" href="#note-x-mark">1</a>. first' +
      '<a epub:type="noteref" role="doc-noteref" class="noteref" id="note-y-mark-2" href="#note-y">2</a></p>\n' +
      '<ul>\n<li>more</li>\n</ul></aside>\n<aside epub:type="footnote" role="doc-footnote" id="note-y">\n' +
      '<p><a role="doc-backlink" href="#note-y-mark">2</a>. second</p>\n</aside>',
  );
});

it('no text takes more time than in proportion to its length', () => {
  const pieces = '[|*a |`|![|<a |[a](|> |- |**a *b|<sup>|a_|`` ` |[a][b|<!--|&#|[^1|*a**b|[a](<|<a b="|<script>|1. ';
  const begun = process.cpuUsage().user;
  for (const piece of pieces.split('|')) {
    readMarkdown(piece.repeat(200_000 / piece.length));
    readMarkdown(`${piece}\n`.repeat(100_000 / piece.length));
  }
  // About three seconds; reading that compares each mark with all others would take hours.
  expect(process.cpuUsage().user - begun).toBeLessThan(60e6);
});
