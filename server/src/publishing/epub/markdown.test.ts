import { expect, it } from 'vitest';
import { bookOf, DOT, entriesIn, WHO } from '../../testing/manuscripts.ts';

/** The text as the book has it, without the lines around it. */
async function written(markdown: string): Promise<string> {
  const entries = await entriesIn(bookOf(`avant\n\n${markdown}`, WHO, { 'p.png': DOT }).bytes);
  const page = entries.get('EPUB/front.xhtml') ?? '';
  return (/<section[^>]*>\n<p>avant<\/p>\n([^]*)<\/section>/.exec(page)?.[1] ?? '').trim();
}

it.each([
  ['Titre\n---\n\n### Trois ###', '<h2 id="titre">Titre</h2>\n<h3 id="trois">Trois</h3>'],
  ['a\n\n***\n\n##\n\nb', '<p>a</p>\n<hr/>\n<hr/>\n<p>b</p>'],
  ['- a\n- b\n\n  c\n- d', '<ul>\n<li><p>a</p></li>\n<li><p>b</p>\n<p>c</p></li>\n<li><p>d</p></li>\n</ul>'],
  ['7. a\n8. b\n   - c', '<ol start="7">\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul></li>\n</ol>'],
  ['> a\nb\n\n    c <d>', '<blockquote>\n<p>a\nb</p>\n</blockquote>\n<pre><code>c &lt;d&gt;</code></pre>'],
  ['a  \n*b **c*** `d`\\\ne&#x202E;f', '<p>a<br/>\n<em>b <strong>c</strong></em> <code>d</code><br/>\nef</p>'],
  [
    '|a|b|\n|-|:-|\n|*c*|',
    '<table>\n<thead>\n<tr><th scope="col">a</th><th scope="col">b</th></tr>\n</thead>\n' +
      '<tbody>\n<tr><td><em>c</em></td><td></td></tr>\n</tbody>\n</table>',
  ],
  [
    '[a][d] <a@b.cd>\n\n[D]: <https://y.org/>',
    '<p><a href="https://y.org/">a</a> <a href="mailto:a@b.cd">a@b.cd</a></p>',
  ],
  ['H<sub>2</sub>O <b onclick="x()">*b*</b> <SUP>a', '<p>H<sub>2</sub>O <em>b</em> a</p>'],
  ['*a <sup>b* c</sup> <q>d <s>e</q>', '<p><em>a b</em> c <q>d e</q></p>'],
  ['a<!-- b -->c<?d?>e<br>f <script>g</script>h', '<p>ace<br/>\nf h</p>'],
  ['<div class="x">\n*a* <q>b</q>\n</div>\n\n<script>\n\nc\n\n</script> d', '<p>\n<em>a</em> <q>b</q>\n</p>\n<p>d</p>'],
])('B15: %j', async (markdown, xhtml) => {
  expect(await written(markdown)).toBe(xhtml);
});

it('B15: notes are linked to and fro, each once below its chapter, also those of notes', async () => {
  const text =
    '[a](https://y.org)[^x] b[^y] c[^x] d[^none]\n\n[^x]: first[^y]\n\n    - more\n[^y]: second\n[^z]: never';
  expect(await written(text)).toBe(
    '<p><a href="https://y.org/">a</a>' +
      '<a epub:type="noteref" role="doc-noteref" class="noteref" id="note-x-mark" href="#note-x">1</a> ' +
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

it('B15: a picture in HTML has the line of the manuscript', () => {
  const { remarks } = bookOf('a\n\n> <div>\n> `b\n> c` ![](p.png)\n> </div>', WHO, { 'p.png': DOT });
  expect(remarks).toEqual([{ line: 5, code: 'no_alt', what: 'p.png' }]);
});
