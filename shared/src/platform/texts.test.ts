import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { isVisible, line, properName, prose } from './texts.ts';

const BLANK = [
  '\u200b',
  '\u2800',
  '\u3164',
  '\u00ad',
  '\u2060',
  '\u200d\u200c',
  '\u180e',
  '\u115f',
  '\u0301',
  '\u061c',
  '\u2800 \uffa0\ufeff',
  '\ufe0f',
  '\u{E0041}',
  '\ud83c',
  '\u20e3',
];

describe('texts that members write', () => {
  it('lose controls and marks of direction, and keep what people write', () => {
    expect(z.parse(line(40), ' Un four\u202E à pain\u2066\u0000 ')).toBe('Un four à pain');
    expect(z.parse(line(40), 'Deux\r\nlignes\tici')).toBe('Deux lignes ici');
    expect(z.parse(prose(40), 'Un\r\nDeux\u2028Trois\u0007\tQuatre')).toBe('Un\nDeux\nTrois\tQuatre');
    expect(z.parse(prose(40), 'Un four \ud83c')).toBe('Un four');
    for (const kept of [
      'L’été à N’Djaména',
      'مرحبا بكم',
      '👩🏾‍🌾 du maïs',
      'a\u200Eb',
      '葛\u{E0100}飾',
      '<script>alert(1)</script>',
    ])
      expect(z.parse(line(60), kept)).toBe(kept);
  });
  it('are measured after that', () => {
    expect(z.safeParse(line(3, 1), ' \u202E\u0000 ').success).toBe(false);
    expect(z.safeParse(line(3, 1), '\u202Eabc').success).toBe(true);
    expect(z.safeParse(line(120), 'x'.repeat(10_000)).success).toBe(false);
  });
  it.each(BLANK)('are empty if nothing of them is seen: %j', (blank) => {
    expect(isVisible(blank)).toBe(false);
    for (const kind of [line(60, 1), prose(60, 1), properName(60)])
      expect(z.safeParse(kind, blank).success).toBe(false);
    expect(z.parse(prose(60), blank)).toBe('');
  });
  it.each(['👍', '1️⃣', 'é', 'क्', '…', '؀', '🇲🇱', '\u2801'])('are seen: %j', (text) =>
    expect(isVisible(text)).toBe(true),
  );
});

describe('names', () => {
  it.each([
    ['Je\u200banne', 'Jeanne'],
    ['\u202eJeanne\u202c', 'Jeanne'],
    ['Je\u00adan\u2060ne\u200e', 'Jeanne'],
    ['Jeanne \u2800\u00a0 Koné', 'Jeanne Koné'],
    ['Jeanne\u3164', 'Jeanne'],
    ['Je\u200danne\ufe0f', 'Jeanne'],
    ['1\ufe0f', '1'],
    ['Kone\u0301', 'Koné'],
  ])('that look the same are the same: %j is %j', (given, wanted) =>
    expect(z.parse(properName(60), given)).toBe(wanted),
  );
  it.each([
    '👩🏾‍🌾 Awa',
    'Awa ❤️',
    '👩‍❤️‍👨',
    '🏴\u{E0067}\u{E0062}\u{E007F}',
    '1️⃣',
    'نمی\u200cخواهم',
    'क्\u200dष',
    '葛\u{E0100}飾',
    'ߒߞߏ',
    'N’Djaména',
  ])('keep what their writing needs: %j', (kept) => expect(z.parse(properName(60), kept)).toBe(kept));
});
