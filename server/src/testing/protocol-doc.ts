/** The parts of docs/protocol.md that are made from the source, and its blocks that run. `npm test` compares; `write` mends. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import { entities, mutations } from '@egoejo/shared/registry.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import { LIMITS, PAGE } from '@egoejo/shared/sync/protocol.ts';

const path = fileURLToPath(new URL('../../../docs/protocol.md', import.meta.url));
export const readDoc = (): string => readFileSync(path, 'utf8');

type Schema = z.core.JSONSchema.BaseSchema;
const OPAQUE = new Map<string, string>([['id', 'id'], ['grains', 'grains'], ['cents', 'cents']]);
const PATTERNS: readonly [RegExp, string][] = [[/T\\d\\d:/, 'instant'], [/https\?/, 'http(s) address'], [/A-Z/, 'ISO 4217 code'], [/\[0-9a-f\]\{64\}/, '64 hex digits']];

/** A schema in few words, as TypeScript would write it. */
function words(s: Schema): string {
  if (typeof s.$comment === 'string' && OPAQUE.has(s.$comment)) return OPAQUE.get(s.$comment) ?? '';
  if (s.const !== undefined) return JSON.stringify(s.const);
  if (s.enum) return s.enum.map((v) => JSON.stringify(v)).join(' \\| ');
  const some = s.anyOf ?? s.oneOf;
  if (some) return some.map(words).join(' \\| ');
  if (s.type === 'null') return 'null';
  if (s.type === 'boolean') return 'boolean';
  if (s.type === 'integer' || s.type === 'number') return `${s.minimum ?? 0}…${s.maximum ?? '2⁵³'}`;
  if (s.type === 'string') return PATTERNS.find(([p]) => p.test(s.pattern ?? ''))?.[1] ?? `text ${s.minLength ?? 0}–${s.maxLength ?? '∞'}`;
  if (s.type === 'array') return `[${words(s.items as Schema)}]`;
  const named = Object.entries(s.properties ?? {}).map(([name, one]) => `${name}${s.required?.includes(name) ? '' : '?'}: ${words(one as Schema)}`);
  if (named.length === 0 && typeof s.additionalProperties === 'object') return `{ [name]: ${words(s.additionalProperties)} }`;
  return `{ ${named.join(', ')} }`;
}
function describe(schema: z.core.$ZodType): string {
  return words(z.toJSONSchema(schema, {
    unrepresentable: 'any', io: 'input',
    override({ zodSchema, jsonSchema }) {
      const { type, error } = zodSchema._zod.def;
      const name: unknown = type === 'custom' && error ? error({} as never) : undefined;
      if (typeof name === 'string') jsonSchema.$comment = name;
    },
  }));
}

const table = (head: string[], rows: string[][]): string => [head, head.map(() => '---'), ...rows].map((r) => `| ${r.join(' | ')} |`).join('\n');

const vectors = [
  { name: 'project.boost', version: 1, args: { project: '01890a5d-ac96-774b-bcce-b302099a8057', grains: 10 } },
  { name: 'poll.vote', version: 1, args: { poll: '01890a5d-ac96-774b-bcce-b302099a8057', ballot: { kind: 'quadratic', votes: { b: 1, a: 2, 'É': 0 } } } },
  { name: 'profile.update', version: 1, args: { name: 'Zoé « l’été » \u0007\u{1F33E}', bio: '' } },
] as const;

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
export const generated: Readonly<Record<string, () => string>> = {
  mutations: () => table(['name', 'version', 'way', 'args'], Object.values(mutations).map((m) => [
    `\`${m.name}\``, String(m.version), m.convergent ? `${m.path}, convergent` : m.path, describe(m.args),
  ])),
  entities: () => table(['entity', 'version', 'in scopes', 'columns'], Object.entries(entities).map(([name, e]) => [
    `\`${name}\``, String(e.version), { member: '`member:`', public: '`public`', community: '`community:`', polls: '`polls:`' }[e.scope], Object.keys(e.row.shape).join(', '),
  ])),
  vectors: () => vectors.map((v) => `    ${canonicalJson({ name: v.name, version: v.version, args: v.args })}\n    ${requestHash(v)}`).join('\n\n'),
  limits: () => table(['limit', ''], [
    ['mutations in an exchange', String(LIMITS.mutationsPerExchange)], ['bytes of an exchange', String(LIMITS.exchangeBytes)], ['bytes of a mutation', String(LIMITS.mutationBytes)],
    ['rows of a page', String(PAGE.rows)], ['bytes of a page, before compression', String(PAGE.bytes)],
  ]),
};

const between = (name: string): RegExp => new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
/** The page as it should be. */
export const mended = (doc: string): string =>
  Object.entries(generated).reduce((text, [name, make]) => text.replace(between(name), (_all, open: string, close: string) => `${open}${make()}\n${close}`), doc);

export interface Block {
  script: string;
  /** What it prints, `…` standing for anything; null: not said. */
  prints: string | null;
}
/** The `sh` blocks in order, each with the `json` block behind it. */
export const blocksOf = (doc: string): Block[] =>
  [...doc.matchAll(/```sh\n([\s\S]*?)```\n(?:```json\n([\s\S]*?)```)?/g)].map(([, script = '', prints]) => ({ script, prints: prints ?? null }));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(path, mended(readDoc()));
