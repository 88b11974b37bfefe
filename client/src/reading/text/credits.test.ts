import { expect, it } from 'vitest';
import { creditsInWords } from './credits.ts';

const t = (key: string, params?: Record<string, unknown>): string => `${key}(${String(params?.['names'])})`;

it.each([
  [
    'Text: Awa Sow · Illustration: Koffi: dessins',
    'reading.credit.text(Awa Sow) · reading.credit.illustration(Koffi: dessins)',
  ],
  ['Collected by: a school · Translation: Oumou', 'Collected by: a school · reading.credit.translation(Oumou)'],
  ['constructor: x', 'constructor: x'],
  ['', ''],
])('translates roles and leaves names unchanged: %j', (authors, said) => expect(creditsInWords(authors, t)).toBe(said));
