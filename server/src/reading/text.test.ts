import fc from '@egoejo/shared/testing/fast-check.ts';
import { expect, it } from 'vitest';
import { bytesOf, wordsIn } from './text.ts';
import { pagesOfPlain, WORDS_A_PAGE } from './page-breaks.ts';
import { pagesOf } from './text-pages.ts';
import { sanitise } from './sanitise.ts';

it.each([
  ['<p onclick="x()">a<script>alert(1)</script></p>', '<p>a</p>'],
  ['<p><img src="https://ads.example/x.gif">a</p>', '<p>a</p>'],
  ['<p><a href="javascript:alert(1)">a</a></p>', '<p><a rel="noopener noreferrer nofollow">a</a></p>'],
  ['<p><a href="//evil.example/x">a</a></p>', '<p><a rel="noopener noreferrer nofollow">a</a></p>'],
  [
    '<p><a href="https://b.example/" style="x" target="_top">a</a></p>',
    '<p><a rel="noopener noreferrer nofollow" href="https://b.example/">a</a></p>',
  ],
  ['<p><b>a</b> <i>b</i></p>', '<p><strong>a</strong> <em>b</em></p>'],
  ['<svg><style>a{}</style></svg><iframe src="x"></iframe><p>a &lt;b&gt; é</p>', '<p>a &lt;b&gt; é</p>'],
])('sanitises %s', (html, expected) => {
  expect(sanitise(html)).toBe(expected);
});
it('keeps no tags except the reader’s own, whatever the input', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.constantFrom(
            '<script>',
            '</script>',
            '<p',
            ' onload=x',
            '>',
            '<svg/',
            '<a href="',
            'javascript:',
            '"',
            '<!--',
            '-->',
            '&lt;',
            '<style>',
          ),
          fc.string(),
        ),
      ),
      (parts) => {
        const clean = pagesOf(parts.join('')).join('');
        const tags = clean.match(/<\/?[^>]*>?/g) ?? [];
        for (const tag of tags)
          expect(tag).toMatch(
            /^<\/?(p|h[1-6]|ul|ol|li|blockquote|em|strong|a|code|pre)( rel="[a-z ]*")?( href="https?:[^"<>]*")?>$/,
          );
      },
    ),
  );
});
it('turns loose text and boxes into paragraphs, and keeps words apart at a line break', () => {
  expect(pagesOf('un<div>deux <b>trois</b><section>quatre<br>cinq</section></div>six')).toEqual([
    '<p>un</p><p>deux <strong>trois</strong></p><p>quatre\ncinq</p><p>six</p>',
  ]);
});
it('splits between blocks into pages of about 300 words, keeping a heading with what follows', () => {
  const paragraph = `<p>${'mot '.repeat(140).trim()}</p>`;
  const pages = pagesOf(`${paragraph.repeat(2)}<h2>Suite</h2>${paragraph.repeat(3)}`);
  expect(pages.map((p) => wordsIn([p]))).toEqual([280, 281, 140]);
  expect(pages[1]).toMatch(/^<h2>Suite<\/h2>/);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 30 }), (lengths) => {
      const all = pagesOf(lengths.map((n) => `<p>${'mot '.repeat(n)}</p>`).join(''));
      expect(wordsIn(all)).toBe(lengths.reduce((a, b) => a + b, 0));
      for (const p of all)
        expect(
          wordsIn([p]) <= WORDS_A_PAGE * 1.2 || p.split('<p>').length === 2 || wordsIn([p]) < WORDS_A_PAGE + 500,
        ).toBe(true);
    }),
  );
});
it('counts words and bytes of the text', () => {
  expect(wordsIn(['<p>un <em>deux</em></p>', '<p>l’été &amp; toi</p>'])).toBe(5);
  expect(bytesOf(['<p>é</p>'])).toBe(Buffer.byteLength('["<p>é</p>"]'));
});
it('pages of a plain text show every line as it was typed, as paragraphs that need no more sanitising', () => {
  expect(pagesOfPlain('un\n\n <b>deux</b> & trois \n')).toEqual([
    '<p>un</p><p>&lt;b&gt;deux&lt;/b&gt; &amp; trois</p>',
  ]);
  const pages = pagesOfPlain(`${'mot '.repeat(140)}\n`.repeat(5));
  expect(pages.map((p) => wordsIn([p]))).toEqual([280, 280, 140]);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom('<script>', '</p>', '<img src=x onerror=y>', '\n'), fc.string())),
      (parts) => {
        const page = pagesOfPlain(parts.join(' ')).join('');
        const tags = page.match(/<[^>]*>/g) ?? [];
        expect(tags.filter((t) => t !== '<p>' && t !== '</p>')).toEqual([]);
      },
    ),
  );
});
