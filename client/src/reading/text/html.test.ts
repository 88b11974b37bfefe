import { describe, expect, it } from 'vitest';
import { unescapeHtml } from '../../platform/values/unescape-html.ts';
import { linesOf, parseHtml, type Node } from './html.ts';

const show = (nodes: readonly Node[]): string =>
  nodes
    .map((n) => (typeof n === 'string' ? n : `(${n.tag}${n.href ? `→${n.href}` : ''} ${show(n.children)})`))
    .join('');

describe('parseHtml', () => {
  it.each([
    ['<p>Un <em>deux</em></p>\n<p>trois</p>', '(p Un (em deux))(p trois)'],
    ['texte sans balise', 'texte sans balise'],
    ['<ul><li>a</li><li><b>b</b></li></ul>', '(ul (li a)(li (strong b)))'],
    ['a<br>b', 'a(br )b'],
    ['<a href="https://exemple.org/?a=1&amp;b=2" onclick="x()">lien</a>', '(a→https://exemple.org/?a=1&b=2 lien)'],
    ['<a href="javascript:alert(1)">non</a>', '(a non)'],
    ['<p>avant<script>alert("</p>")</script>après</p>', '(p avantaprès)'],
    ['<img src=x onerror=alert(1)><p>x</p>', '(p x)'],
    ['<!-- <p>caché</p> --><p>vu</p>', '(p vu)'],
    ['<p>jamais fermé', '(p jamais fermé)'],
    ['</p>rien d’ouvert', 'rien d’ouvert'],
    ['<p>1 < 2 et « 3 > 2 »</p>', '(p 1 < 2 et « 3 > 2 »)'],
    ['<script>jamais fermé', ''],
  ])('%s', (html, tree) => expect(show(parseHtml(html))).toBe(tree));
  it('decodes character references only once', () =>
    expect(unescapeHtml('&amp;lt; &#233; &#xE9; &nbsp;&inconnu;')).toBe('&lt; é é \u00a0&inconnu;'));
});

describe('a page in lines, to be read aloud', () => {
  it.each([
    [
      '<h2>Le puits</h2><p>Awa <em>puise</em>\n  l’eau.<br>Puis <a href="https://a.b">part</a>.</p>',
      ['Le puits', 'Awa puise l’eau.', 'Puis part.'],
    ],
    ['<ul><li>un</li><li><p>deux</p></li></ul><blockquote>trois</blockquote>', ['un', 'deux', 'trois']],
    ['Sans balise.\n\nDeux lignes &amp; fin.', ['Sans balise.', 'Deux lignes & fin.']],
    ['<p> </p>', []],
  ])('%s', (html, lines) => expect(linesOf(html)).toEqual(lines));
});
