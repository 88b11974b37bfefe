/**
 * The codes that can refuse each mutation and the notes it can carry, with their parameters. They are extracted from
 * the source of the settlements, so that the tables of docs/protocol.md cannot become outdated.
 */
import { globSync, readFileSync } from 'node:fs';
import { errorCodes, noteCodes } from '@egoejo/shared/errors.ts';
import { mutations, type MutationName } from '@egoejo/shared/registry.ts';
import { sqlFunctionOf } from '@egoejo/server/sync/settle/functions.ts';

const src = new URL('../../server/src/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, src), 'utf8');

/** Named pieces of source: top-level TypeScript declarations or SQL functions. */
type Declarations = ReadonlyMap<string, string>;

/**
 * Top-level declarations by name. Comments are removed, since they may name codes and functions that the code does not
 * use.
 */
function typescriptDeclarations(text: string): Declarations {
  const bare = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const parts = bare.split(/^(?=(?:export )?(?:async )?(?:const|function|interface|type|class|import)\b)/m);
  return new Map(
    parts.flatMap((part) => {
      const [, name] = /^(?:export )?(?:async )?(?:const|function) (\w+)/.exec(part) ?? [];
      return name === undefined ? [] : [[name, part]];
    }),
  );
}
function sqlDeclarations(text: string): Declarations {
  const bare = text.replaceAll(/--.*$/gm, '');
  const parts = bare.split(/^create or replace function /m).slice(1);
  return new Map(parts.map((part) => [/^\w+/.exec(part)?.[0] ?? '', part]));
}

/** `root` and the text of every declaration it uses, directly or indirectly. */
function withAllItUses(root: string, declared: Declarations): string {
  const taken = new Set<string>();
  const texts = [root];
  for (const text of texts) {
    for (const [word] of text.matchAll(/\w+/g)) {
      const used = declared.get(word);
      if (used === undefined || taken.has(word)) continue;
      taken.add(word);
      texts.push(used);
    }
  }
  return texts.join('\n');
}

const FEATURES = [
  'accounts',
  'channels',
  'comments',
  'communities',
  'constellation',
  'moderation',
  'notifications',
  'polls',
  'projects',
  'reading',
  'recommendations',
  'reviews',
] as const;
/** Files that a cold settlement may use for a decision, in addition to its own `settle.ts` and `policy.ts`. */
const HELPERS = ['communities/model.ts', 'platform/policy.ts', 'reading/articles/link.ts'] as const;

function coldText(name: string): string {
  const feature = FEATURES.find((f) => read(`${f}/settle.ts`).includes(`\n  '${name}':`));
  if (feature === undefined) throw new Error(`no settlement of ${name} was found`);
  const files = [
    `${feature}/settle.ts`,
    ...globSync(`${feature}/**/{policy,settle-*}.ts`, { cwd: src }).sort(),
    ...HELPERS,
  ];
  const declared = new Map(files.flatMap((file) => [...typescriptDeclarations(read(file))]));
  const all = declared.get('settlements') ?? '';
  declared.delete('settlements');
  const own = all.split(/^(?= {2}'[\w.]+':)/m).find((part) => part.startsWith(`  '${name}':`)) ?? '';
  return withAllItUses(own, declared);
}
function hotText(name: string): string {
  const files = globSync('**/*.sql', { cwd: src }).sort();
  const declared = new Map(files.flatMap((file) => [...sqlDeclarations(read(file))]));
  const own = declared.get(sqlFunctionOf(name));
  if (own === undefined) throw new Error(`no settlement of ${name} was found`);
  return withAllItUses(own, declared);
}

/** The codes named in a text, each with the names of its parameters there. */
function codesIn(text: string, known: ReadonlySet<string>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const params = new RegExp(
    // SQL: rejected('code', jsonb_build_object('a', …)), row('code', …), 'code', 'params', jsonb_build_object('a', …);
    // {"code": "…", "params": {"a": …}};
    // TypeScript: { rejected: 'code', params: { a: … } } and fail('code', { a: … }).
    String.raw`['"]([a-z]+\.[a-z_]+)['"]` +
      String.raw`(?:(?:,\s+'params')?,\s+jsonb_build_object\(((?:[^()]|\([^()]*\))*)\)` +
      String.raw`|,\s+(?:"params"|params):\s+\{([^{}]*)\}|,\s+\{([^{}]*)\})?`,
    'g',
  );
  for (const [, code = '', sql, named, plain] of text.matchAll(params)) {
    if (!known.has(code)) continue;
    const names = found.get(code) ?? new Set();
    found.set(code, names);
    for (const [, name = ''] of (sql ?? '').matchAll(/(?:^|,)\s*'(\w+)'/g)) names.add(name);
    for (const [, name = ''] of (named ?? plain ?? '').matchAll(/(?:^|,)\s*"?(\w+)"?/g)) names.add(name);
  }
  return found;
}

export interface Codes {
  /** The possible parameters of each code. */
  refusals: ReadonlyMap<string, ReadonlySet<string>>;
  notes: ReadonlyMap<string, ReadonlySet<string>>;
}
/** Codes of the sync layer can occur for any act, so the page lists them once, elsewhere. */
const ofFeatures = new Set<string>(errorCodes.filter((code) => !code.startsWith('sync.')));
const notes = new Set<string>(noteCodes);

/** The refusals and notes that each mutation can have. */
export const codesOf = (name: MutationName): Codes => {
  const text = mutations[name].path === 'hot' ? hotText(name) : coldText(name);
  return { refusals: codesIn(text, ofFeatures), notes: codesIn(text, notes) };
};
