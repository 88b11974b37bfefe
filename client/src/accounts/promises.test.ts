/** What no code of ours can promise is said in the same words wherever it is said. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import accountsEn from '../i18n/accounts.en.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8').replaceAll("'", '’').replaceAll(/\s+/g, ' ');

it.each([
  ['README.md', ['accounts.help.limits', 'accounts.help.limitPower', 'accounts.help.limitEvicted', 'accounts.help.limitRestored']],
  ['docs/reliability.md', ['accounts.help.limitPower', 'accounts.help.limitEvicted']],
] as const)('S23 S29: %s says what the promises do not cover in the words of the app', (path, said) => {
  const text = read(path);
  expect(said.map((key) => accountsEn[key]).filter((words) => !text.includes(words))).toEqual([]);
});
