/**
 * The pages of `docs/rules/`: a hand-written section for each numbered rule. It ends with the titles of the tests that
 * name the rule, which `npm run generate` writes between two markers.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../start/processes.mjs';
import type { TestTitle } from './titles.ts';

export const rulePages = ['docs/rules/sync.md', 'docs/rules/saka.md', 'docs/rules/polls.md', 'docs/rules/reading.md'];

const heading = /^## ([SRPBLT]\d{1,2})\b/gm;
const section = /^## ([SRPBLT]\d{1,2})\b[^]*?(?=^## |(?![^]))/gm;
const list = /<!-- tests -->[^]*?<!-- end of tests -->/;

export const statedRules = (page: string): string[] => [...page.matchAll(heading)].map(([, rule = '']) => rule);

const inCode = (title: string): string => (title.includes('`') ? `\`\` ${title} \`\`` : `\`${title}\``);

/** A title that names several rules is listed under each of them. */
const titleList = (rule: string, titles: readonly TestTitle[]): string => {
  const mine = [...new Set(titles.filter((t) => t.rules.includes(rule)).map((t) => t.title))].sort((a, b) =>
    a < b ? -1 : 1,
  );
  const lines = mine.length > 0 ? mine.map((t) => `- ${inCode(t)}`).join('\n') : '- No test names it yet.';
  return `<!-- tests -->\n\n${lines}\n\n<!-- end of tests -->`;
};

/** The page with the present titles; in a section without markers they are added at the end. */
export const withTitles = (page: string, titles: readonly TestTitle[]): string =>
  page
    .replaceAll(section, (text, rule: string) => {
      const lines = titleList(rule, titles);
      return list.test(text) ? text.replace(list, () => lines) : `${text.trimEnd()}\n\n${lines}\n\n`;
    })
    .trimEnd() + '\n';

export const readPages = (): Promise<{ path: string; text: string }[]> =>
  Promise.all(rulePages.map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })));

export const readStatedRules = async (): Promise<string[]> =>
  (await readPages()).flatMap(({ text }) => statedRules(text));
