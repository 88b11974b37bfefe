/** The titles of the tests, and the numbered rules that each names. */
import { readSources, type Source } from '../tidy/sources.ts';
import { commentRules } from '../tidy/tidy-rules-comments.ts';
import { architectureRules, wordRules } from '../tidy/tidy-rules.ts';

export interface TestTitle {
  title: string;
  /** The test's file, from the root. */
  path: string;
  /** The rules that it proves, for example `S5`; none for most tests. */
  rules: string[];
}

const call = /\b(?:it|test|invariant)(?:\.each\([^)]*\))?\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;
const prefix = /^((?:[SRPBLT]\d{1,2}[ ,/+&]*)+):/;
/** Without the mark of the long run. */
const plain = (text: string): string => text.replaceAll(/\\(.)/g, '$1').replace(/ @long$/, '');

const rulesOf = (title: string): string[] =>
  [...(prefix.exec(title)?.[1] ?? '').matchAll(/[SRPBLT]\d{1,2}/g)].map(([rule]) => rule);

/**
 * Titles in the order of their files. The rules of `tidy-rules.ts` are run by `tidy.test.ts` and appear under their own
 * titles.
 */
export function titlesOf(sources: Source[]): TestTitle[] {
  const written = sources
    .filter((s) => s.isTest)
    .flatMap((s) => [...s.text.matchAll(call)].map((m) => ({ title: plain(m[2] ?? ''), path: s.path })));
  const tidy = [...architectureRules, ...wordRules, ...commentRules].map(({ title }) => ({
    title,
    path: 'tools/tidy/tidy.test.ts',
  }));
  return [...written, ...tidy].map((t) => ({ ...t, rules: rulesOf(t.title) }));
}

export const readTitles = (): TestTitle[] => titlesOf(readSources());

/** Orders rules by family and number. */
export const compareRules = (a: string, b: string): number => {
  const families = 'SRPBLT';
  return families.indexOf(a[0] ?? '') - families.indexOf(b[0] ?? '') || Number(a.slice(1)) - Number(b.slice(1));
};
