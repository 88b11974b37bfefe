/** The mechanical rules of the architecture, enforced by the build. */
import { access, readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '@egoejo/shared/platform/languages.ts';
import { errorCodes, noteCodes } from '@egoejo/shared/errors.ts';
import { outcomes } from '@egoejo/server/registry.ts';
import { unusedExports } from './exports.ts';
import { describeSource, listFiles, readSources, root, type Source } from './sources.ts';
import { renderTests, rulePages, statedRules, testsPage } from '../generate/rule-pages.ts';
import { titlesOf } from '../generate/titles.ts';
import { commentRules, commentsOf } from './tidy-rules-comments.ts';
import { coreRule } from './tidy-rules-core.ts';
import { architectureRules, wordRules, type TidyRule } from './tidy-rules.ts';

const sources = readSources();
const all = [...architectureRules, coreRule, ...wordRules, ...commentRules];
const broken = (rule: TidyRule, of: Source[]): string[] =>
  of.filter((s) => !(s.path in (rule.except ?? {}))).flatMap(rule.find);

describe.each(all)('$title', (rule) => {
  it(`holds: ${rule.why}`, () => {
    expect(broken(rule, sources)).toEqual([]);
  });
  it('can fail', () => {
    expect(broken(rule, [describeSource(rule.breaks.path, rule.breaks.text)])).not.toEqual([]);
  });
});

it.each(['shared', 'server', 'client'])('%s may not import the tools', (pkg) => {
  const source = describeSource(`${pkg}/src/x.ts`, `import { changed } from '@egoejo/tools/broken/change.ts';`);
  expect(all.filter((rule) => broken(rule, [source]).length > 0).map(({ title }) => title)).toEqual([
    'a package imports no package above it',
  ]);
});

it('each exemption of a rule names a file that exists', () => {
  const files = new Set(listFiles());
  expect(all.flatMap((rule) => Object.keys(rule.except ?? {})).filter((path) => !files.has(path))).toEqual([]);
});

describe('every export is used by another file', () => {
  it('holds: what only its own file uses is not exported', () => {
    expect(unusedExports(sources)).toEqual([]);
  });
  it('can fail', () => {
    const file = (path: string, text: string): Source => describeSource(path, text);
    expect(unusedExports([file('a.ts', 'export const one = 1;\nexport const two = 2;'), file('b.ts', 'two')])).toEqual([
      'a.ts: one',
    ]);
  });
});

const titles = titlesOf(sources);
const textOf = (path: string): string => sources.find((s) => s.path === path)?.text ?? '';
const pages = rulePages.map(textOf);

/** Most files of a folder; more is another folder with a name of its own. */
const ROOM = 25;
/** Sequences: one file for each change of the schema, one for each decision, read by number. */
const SEQUENCES: ReadonlySet<string> = new Set(['prisma/migrations', 'docs/decisions']);
function overfull(paths: readonly string[]): string[] {
  const files = new Map<string, number>();
  for (const folder of paths.map((path) => posix.dirname(path))) files.set(folder, (files.get(folder) ?? 0) + 1);
  return [...files]
    .filter(([folder, n]) => n > ROOM && !SEQUENCES.has(folder))
    .map(([folder, n]) => `${folder}: ${n} files`);
}

describe('no folder has more than 25 files', () => {
  it('holds: divide it by what its files do', () => {
    expect(overfull(listFiles())).toEqual([]);
  });
  it('can fail', () => {
    expect(overfull(Array.from({ length: 26 }, (_, i) => `client/src/ui/a${i}.tsx`))).toEqual([
      'client/src/ui: 26 files',
    ]);
  });
});

describe('docs/rules/', () => {
  it('has the pages whose tests docs/tests-by-rule.md lists by their current titles (mend: npm run generate)', () => {
    expect(sources.map((s) => s.path).filter((path) => path.startsWith('docs/rules/'))).toEqual([...rulePages].sort());
    expect(textOf(testsPage)).toBe(renderTests(pages, titles));
  });
  it('has a section for every rule that a title or a comment cites', () => {
    const stated = new Set(pages.flatMap(statedRules));
    const cited = sources.flatMap((s) =>
      commentsOf(s).flatMap((c) =>
        [...c.matchAll(/\(([SR]\d{1,2}(?:, [SR]\d{1,2})*)\)/g)].flatMap(([, list = '']) => list.split(', ')),
      ),
    );
    expect([...new Set([...titles.flatMap((t) => t.rules), ...cited])].filter((rule) => !stated.has(rule))).toEqual([]);
  });
});

const ofStaff = /^error\.(administration\.|book\.|installation\.|account\.already_installed$|partner\.|saka\.cycle_)/;
describe('every code a member may meet is translated', () => {
  it.each(['fr', 'en'])('in %s', async (locale) => {
    const everywhere = await messages(locale, 'core', 'deferred', 'ahead');
    const wanted = [...errorCodes.map((c) => `error.${c}`), ...noteCodes.map((c) => `note.${c}`)];
    const missing = wanted.filter((key) => !everywhere[key]);
    // The pages of operators and animators load their own messages, for codes that occur only there.
    const staff = await messages(locale, 'staff');
    expect(missing.filter((key) => !ofStaff.test(key) || !staff[key])).toEqual([]);
    // Operators read how often acts were refused, and why.
    const ofActs = Object.values(outcomes).flatMap((o) => o.refuses);
    expect(ofActs.filter((code) => !staff[`administration.refusal.${code}`])).toEqual([]);
  });
});

async function messages(language: string, ...packs: string[]): Promise<Record<string, string>> {
  const at = (pack: string) => `${root}client/src/i18n/${language}/${pack}.${language}.ts`;
  const parts = await Promise.all(
    packs.map(async (pack): Promise<Record<string, Record<string, string>>> => {
      await access(at(pack));
      return import(at(pack));
    }),
  );
  return Object.assign({}, ...parts.flatMap((p) => Object.values(p)));
}

describe('grains are never money', () => {
  it('R1: no message shows grains with a currency sign', async () => {
    const messagesOfAll: [string, string][] = [];
    for (const language of LANGUAGES) {
      messagesOfAll.push(...Object.entries(await messages(language, 'core', 'deferred', 'ahead')));
      if (language === 'fr' || language === 'en')
        messagesOfAll.push(...Object.entries(await messages(language, 'staff')));
    }
    expect(messagesOfAll.filter(([, text]) => /grain/i.test(text) && /[€$£]|FCFA|XOF|EUR\b/.test(text))).toEqual([]);
  });
});

describe('the root', () => {
  it('has the folders of the architecture', () => {
    const top = new Set(sources.map((s) => s.path.split('/')[0]));
    expect(
      [...top].filter(
        (t) =>
          t &&
          !/^(client|server|shared|prisma|e2e|tools|docs|ops|\.ci|package\.json|pnpm-workspace\.yaml|tsconfig\.base\.json|README\.md|CONTRIBUTING\.md|CHANGELOG\.md|vitest\.config\.ts|prisma\.config\.ts|\.oxlintrc\.json|\.oxfmtrc\.json|\.npmrc|\.gitignore|\.env\.example)$/.test(
            t,
          ),
      ),
    ).toEqual([]);
  });
  it('.ci/run calls npm test', async () => {
    expect(await readFile(`${root}.ci/run`, 'utf8')).toContain('npm test');
  });
});
