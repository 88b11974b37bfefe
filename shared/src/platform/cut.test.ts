import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, cutStart, firstSign, shortened, signByRules, upperFirst } from './cut.ts';

const SIGNS = [
  'a',
  'é',
  'e\u0301',
  '🌱',
  '👩🏾‍🌾',
  '🇲🇱',
  '🇸🇳',
  '❤️',
  '1️⃣',
  '🏴\u{E0067}\u{E0062}\u{E007F}',
  'ɔ\u0300',
  ' ',
  '\r\n',
];
const signs = fc.array(fc.constantFrom(...SIGNS), { maxLength: 30 });

describe('a text that is cut', () => {
  it.each([
    ['a🌱b', 2, 'a'],
    ['a🌱b', 3, 'a🌱'],
    ['e\u0301e\u0301', 3, 'e\u0301'],
    ['👩🏾‍🌾!', 6, '👩🏾'],
    ['a👩🏾‍🌾', 6, 'a'],
    ['🇲🇱🇸🇳', 6, '🇲🇱'],
    ['abc', 3, 'abc'],
    ['a\ud83c', 5, 'a'],
    ['', 3, ''],
  ])('%j has in %d units %j', (text, most, wanted) => expect(cut(text, most)).toBe(wanted));

  it('ends and begins between signs, with or without the segmenter of the browser', () => {
    fc.assert(
      fc.property(signs, fc.nat(60), (parts, most) => {
        const text = parts.join('');
        const kept = cut(text, most);
        const places = parts.reduce((all, part) => [...all, all.at(-1)! + part.length], [0]);
        if (parts[0] !== undefined && parts[0].length <= most) expect(places).toContain(kept.length);
        expect(places).toContain(text.length - cutStart(text, most).length);
        expect(
          Math.max(kept.length, cutStart(text, most).length, shortened(text, most + 1).length - 1),
        ).toBeLessThanOrEqual(most);
        for (let at = 0; at < text.length; at++) {
          const from = places.findLast((place) => place <= at) ?? 0;
          expect(signByRules(text, at)).toEqual([from, places.find((place) => place > at)]);
        }
      }),
    );
  });
  it('is shown with an ellipsis, its first sign whole', () => {
    expect(shortened('Un four 🌱🌱', 10)).toBe('Un four…');
    expect(shortened('Un four', 7)).toBe('Un four');
    expect([firstSign('👩🏾‍🌾 Awa'), firstSign('\u0065\u0301t'), firstSign('')]).toEqual(['👩🏾‍🌾', 'e\u0301', '']);
    expect(upperFirst('𐐨a')).toBe('𐐀a');
  });
});
