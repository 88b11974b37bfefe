/** The limits of what the code can promise are stated in the same words everywhere. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import healthEn from '../i18n/en/staff/health.ts';
import helpEn from '../i18n/en/ahead/help.ts';

const words = { ...helpEn, ...healthEn };
const read = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
    .replaceAll("'", '’')
    .replaceAll(/\s+/g, ' ');

it.each([
  [
    'README.md',
    ['accounts.help.limits', 'administration.limitPower', 'accounts.help.limitEvicted', 'accounts.help.limitRestored'],
  ],
  ['docs/reliability.md', ['administration.limitPower', 'accounts.help.limitEvicted']],
] as const)('S23 S29: %s states the limits in the same words as the app', (path, said) => {
  const text = read(path);
  expect(said.map((key) => words[key]).filter((sentence) => !text.includes(sentence))).toEqual([]);
});
