import { describe, expect, it } from 'vitest';
import { modern, withAddresses } from './css.ts';

const own = async (address: string): Promise<string | null> =>
  address.startsWith('http') || address.startsWith('//') ? null : `blob:${address}`;

describe('B3: style sheets of books', () => {
  it.each([
    ['a { background: url(x.png) }', 'a { background: url("blob:x.png") }'],
    [`a { background: url( 'x y.png' ) }`, 'a { background: url("blob:x y.png") }'],
    ['a { background: URL("https://evil.example/x.png") }', 'a { background: local("-") }'],
    ['@font-face { src: url(//evil.example/f.woff) }', '@font-face { src: local("-") }'],
    ['@import "other.css";', '@import "blob:other.css";'],
    ['@import url(other.css) screen;', '@import "blob:other.css" screen;'],
    ['@import url("https://evil.example/x.css"); a { color: red }', ' a { color: red }'],
  ])('%s becomes %s', async (css, expected) => {
    expect(await withAddresses(css, own)).toBe(expected);
  });
});
describe('B6: style sheets of books on pages of any size', () => {
  it.each([
    ['p { font-size: 12pt }', 'p { font-size: 1rem }'],
    ['p { font-size:24px }', 'p { font-size:1.5rem }'],
    ['p { font-size: 1.2em }', 'p { font-size: 1.2em }'],
    ['h1 { page-break-before: always }', 'h1 { -webkit-column-break-before: always }'],
    ['p { -epub-writing-mode: vertical-rl }', 'p { writing-mode: vertical-rl }'],
  ])('%s becomes %s', (css, expected) => {
    expect(modern(css)).toBe(expected);
  });
});
