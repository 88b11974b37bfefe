import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { line, prose } from './texts.ts';

describe('texts that members write', () => {
  it('lose controls and marks of direction, and keep what people write', () => {
    expect(z.parse(line(40), ' Un four\u202E à pain\u2066\u0000 ')).toBe('Un four à pain');
    expect(z.parse(line(40), 'Deux\r\nlignes\tici')).toBe('Deux lignes ici');
    expect(z.parse(prose(40), 'Un\r\nDeux\u2028Trois\u0007\tQuatre')).toBe('Un\nDeux\nTrois\tQuatre');
    for (const kept of ['L’été à N’Djaména', 'مرحبا بكم', '👩🏾‍🌾 du maïs', 'a\u200Eb', '<script>alert(1)</script>'])
      expect(z.parse(line(60), kept)).toBe(kept);
  });
  it('are measured after that', () => {
    expect(z.safeParse(line(3, 1), ' \u202E\u0000 ').success).toBe(false);
    expect(z.safeParse(line(3, 1), '\u202Eabc').success).toBe(true);
    expect(z.safeParse(line(120), 'x'.repeat(10_000)).success).toBe(false);
  });
});
