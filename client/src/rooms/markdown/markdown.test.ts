import { describe, expect, it } from 'vitest';
import { blocksOf, inlineOf, plainOf, type Inline } from './markdown.ts';

/** The parts as HTML that is short to read. */
const shown = (parts: readonly Inline[]): string =>
  parts
    .map((part) => {
      if (part.kind === 'link') return `<a ${part.href}>${part.text}</a>`;
      if (part.kind === 'code') return `<code>${part.text}</code>`;
      if (part.kind === 'text') return part.text;
      return part.kind === 'bold' ? `<b>${shown(part.parts)}</b>` : `<i>${shown(part.parts)}</i>`;
    })
    .join('');
const read = (text: string): string => shown(inlineOf(text));

describe('words of a message', () => {
  it('may be bold, italic or code, also one in another', () => {
    expect(read('le **four** est *chaud*, `200 °C`')).toBe('le <b>four</b> est <i>chaud</i>, <code>200 °C</code>');
    expect(read('**tout *de suite* !**')).toBe('<b>tout <i>de suite</i> !</b>');
    expect(read('*très **très** bien*')).toBe('<i>très <b>très</b> bien</i>');
  });
  it('keep stars and ticks that mark nothing', () => {
    for (const text of ['2*3*4', 'a * b * c', '**', '***', '*seul', '`seul', '``', '** rien **', 'fin*', '***x***'])
      expect(read(text)).toBe(text);
    expect(read('**un *deux** trois')).toBe('<b>un *deux</b> trois');
    expect(read('`*pas italique*` *si*')).toBe('<code>*pas italique*</code> <i>si</i>');
  });
  it('have links to the web only', () => {
    expect(read('voir https://exemple.org/a?b=1.')).toBe(
      'voir <a https://exemple.org/a?b=1>https://exemple.org/a?b=1</a>.',
    );
    expect(read('[la recette](https://exemple.org/pain)')).toBe('<a https://exemple.org/pain>la recette</a>');
    for (const text of [
      'javascript:alert(1)',
      '[ici](javascript:alert(1))',
      '[ici](data:text/html,x)',
      '[ici](//exemple.org)',
      'xhttps://exemple.org',
      'https://',
      'http://[',
      '<img src=x onerror=alert(1)>',
    ])
      expect(read(text)).toBe(text);
  });
  it('are read in time linear in their length, whatever they are', () => {
    const marks = [
      '*',
      '**a',
      '* a',
      '*a ',
      '`',
      '``',
      '[',
      '[a](',
      '](',
      'h',
      'http',
      'https://',
      '[a](https://',
      '> ',
    ];
    for (const mark of marks) {
      const text = mark.repeat(Math.ceil(40_000 / mark.length));
      const before = performance.now();
      const parts = inlineOf(text);
      expect(performance.now() - before, mark).toBeLessThan(1_000);
      expect(parts.length, mark).toBeGreaterThan(0);
    }
    expect(read('*'.repeat(4_000))).toBe('*'.repeat(4_000));
  });
  it('lose nothing of what was typed but the marks', () => {
    const text = 'a **b *c* d** e `f*` [g](https://h.org/) * i ** j';
    expect(read(text).replaceAll(/<[^>]*>/g, '')).toBe('a b c d e f* g * i ** j');
  });
});

describe('lines of a message', () => {
  it('are words, lists and quotes', () => {
    const blocks = blocksOf('Bonjour,\nà samedi\n\n- farine\n- levain\n3. pétrir\n4) cuire\n> qui vient ?\nmoi');
    expect(blocks.map((b) => [b.kind, b.from, b.lines.map(shown)])).toEqual([
      ['words', 1, ['Bonjour,', 'à samedi']],
      ['bullets', 1, ['farine', 'levain']],
      ['numbers', 3, ['pétrir', 'cuire']],
      ['quote', 1, ['qui vient ?']],
      ['words', 1, ['moi']],
    ]);
  });
  it('become one line of plain text', () => {
    expect(plainOf('**Bonjour**\n\n- *un*\n- `deux`')).toBe('Bonjour un deux');
  });
});
