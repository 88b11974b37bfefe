/**
 * The pages of `docs/rules/` state the numbered rules, each in a section of its own. `npm run generate` writes
 * `docs/tests-by-rule.md`, which lists under each rule the titles of the tests that name it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../start/processes.mjs';
import type { TestTitle } from './titles.ts';

export const rulePages = [
  'docs/rules/sync.md',
  'docs/rules/saka.md',
  'docs/rules/polls.md',
  'docs/rules/reading.md',
  'docs/rules/talk.md',
  'docs/rules/listening.md',
];
export const testsPage = 'docs/tests-by-rule.md';

const heading = /^## (([SRPBLT]\d{1,2})\b.*)$/gm;

export const statedRules = (page: string): string[] => [...page.matchAll(heading)].map(([, , rule = '']) => rule);

const inCode = (title: string): string => (title.includes('`') ? `\`\` ${title} \`\`` : `\`${title}\``);

/** A title that names several rules is listed under each of them. */
const titleList = (rule: string, titles: readonly TestTitle[]): string => {
  const mine = [...new Set(titles.filter((t) => t.rules.includes(rule)).map((t) => t.title))].sort((a, b) =>
    a < b ? -1 : 1,
  );
  return mine.length > 0 ? mine.map((t) => `- ${inCode(t)}`).join('\n') : '- No test names it yet.';
};

const head = `# Tests by rule

Written by \`npm run generate\`: do not edit. Under each numbered rule stand the titles of the tests that name it; one
that names several rules is listed under each. What the rules say: [sync](rules/sync.md), [SAKA](rules/saka.md),
[polls](rules/polls.md), [reading](rules/reading.md), [talk](rules/talk.md), [listening](rules/listening.md). Tests that
fail when their rule is broken: [proofs](proofs.md).
`;

/** The page of tests for the pages of rules, in their order. */
export const renderTests = (pages: readonly string[], titles: readonly TestTitle[]): string =>
  head +
  pages
    .flatMap((page) => [...page.matchAll(heading)])
    .map(([, name = '', rule = '']) => `\n## ${name}\n\n${titleList(rule, titles)}\n`)
    .join('');

export const readPages = (): Promise<string[]> =>
  Promise.all(rulePages.map((path) => readFile(join(root, path), 'utf8')));

export const readStatedRules = async (): Promise<string[]> => (await readPages()).flatMap(statedRules);
