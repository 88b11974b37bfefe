/** The mechanical rules of the architecture, kept by the build. */
import { access, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { errorCodes, noteCodes } from '@egoejo/shared/errors.ts';
import { describeSource, readSources, root, type Source } from './testing/sources.ts';
import { architectureRules, wordRules, type TidyRule } from './testing/tidy-rules.ts';

const sources = readSources();
const all = [...architectureRules, ...wordRules];
const broken = (rule: TidyRule, of: Source[]): string[] => of.filter((s) => !(s.path in (rule.except ?? {}))).flatMap(rule.find);

describe.each(all)('$title', (rule) => {
  it(`holds: ${rule.why}`, () => {
    expect(broken(rule, sources)).toEqual([]);
  });
  it('can fail', () => {
    expect(broken(rule, [describeSource(rule.breaks.path, rule.breaks.text)])).not.toEqual([]);
  });
});

const title = /\b(?:it|test|invariant)(?:\.each\([^)]*\))?\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;
const numbered = /^((?:[SRP]\d{1,2}[ ,/+&]*)+):/;
const unescape = (text: string): string => text.replaceAll(/\\(.)/g, '$1');
const written = sources.filter((s) => s.isTest || s.path.includes('/simulation/')).flatMap((s) => [...s.text.matchAll(title)].map((m) => unescape(m[2] ?? '')));
const titles = [...written, ...all.map((r) => r.title)];
const rulesDoc = sources.find((s) => s.path === 'docs/rules.md')?.text ?? '';

describe('rule 7: docs/rules.md is true', () => {
  it('every title it cites is the title of a test', () => {
    const cited = [...rulesDoc.matchAll(/`([^`\n]+)`/g)].map((m) => m[1] ?? '').filter((t) => numbered.test(t));
    expect(cited.filter((c) => !titles.includes(c))).toEqual([]);
  });
  it('names every test that proves a numbered rule', () => {
    const proving = [...new Set(titles.filter((t) => numbered.test(t) && !t.includes('${')))];
    expect(proving.filter((t) => !rulesDoc.includes(`\`${t}\``))).toEqual([]);
  });
});

const ofTheOffice = /^error\.(administration\.|installation\.|account\.already_installed$|partner\.|saka\.cycle_)/;
describe('every code a member may meet has words', () => {
  it.each(['fr', 'en'])('in %s', async (locale) => {
    const everywhere = await messages(`${locale}.ts`, `${locale}.rest.ts`);
    const wanted = [...errorCodes.map((c) => `error.${c}`), ...noteCodes.map((c) => `note.${c}`)];
    const missing = wanted.filter((key) => !everywhere[key]);
    // Pages of who runs the place bring a pack of their own, with the codes that are met only there.
    const office = await messages(`office.${locale}.ts`);
    expect(missing.filter((key) => !ofTheOffice.test(key) || !office[key])).toEqual([]);
  });
});

async function messages(...files: string[]): Promise<Record<string, string>> {
  const at = (file: string) => `${root}client/src/i18n/${file}`;
  const parts = await Promise.all(
    files.map(async (file): Promise<Record<string, Record<string, string>>> => {
      await access(at(file));
      return import(at(file));
    }),
  );
  return Object.assign({}, ...parts.flatMap((p) => Object.values(p)));
}

describe('grains are never money', () => {
  it('R1: no message shows grains with a currency sign', async () => {
    const both = [...Object.entries(await messages('fr.ts', 'fr.rest.ts', 'office.fr.ts')), ...Object.entries(await messages('en.ts', 'en.rest.ts', 'office.en.ts'))];
    expect(both.filter(([, text]) => /grain/i.test(text) && /[€$£]|FCFA|XOF|EUR\b/.test(text))).toEqual([]);
  });
});

describe('the root', () => {
  it('has the folders of the architecture', () => {
    const top = new Set(sources.map((s) => s.path.split('/')[0]));
    expect([...top].filter((t) => t && !/^(client|server|shared|prisma|e2e|docs|ops|\.ci|package\.json|pnpm-workspace\.yaml|tsconfig\.base\.json|README\.md|CHANGELOG\.md|vitest\.config\.ts|prisma\.config\.ts|\.oxlintrc\.json|\.npmrc|\.gitignore|\.env\.example)$/.test(t))).toEqual([]);
  });
  it('.ci/run calls npm test', async () => {
    expect(await readFile(`${root}.ci/run`, 'utf8')).toContain('npm test');
  });
});
