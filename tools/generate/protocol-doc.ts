/**
 * Generates parts of docs/protocol.md from the source, and extracts its runnable blocks. `npm test` compares the parts;
 * `npm run generate` writes them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errors, notes as allNotes } from '@egoejo/shared/errors.ts';
import { canonicalJson } from '@egoejo/shared/platform/canonical-json.ts';
import { entities, mutations, type EntityName } from '@egoejo/shared/registry.ts';
import { requestHash } from '@egoejo/shared/sync/mutation.ts';
import { LIMITS, MOST_CURSORS, PAGE } from '@egoejo/shared/sync/protocol.ts';
import { rows as schemas } from '@egoejo/shared/rows.ts';
import { doesOf, meaningOf } from './doc-comments.ts';
import { outcomes } from '@egoejo/server/registry.ts';
import type { Outcomes } from '@egoejo/server/sync/settle/act.ts';
import { describe, describeFields, namedShapes } from './protocol-shapes.ts';

const root = new URL('../../', import.meta.url);
const path = fileURLToPath(new URL('docs/protocol.md', root));
export const readDoc = (): string => readFileSync(path, 'utf8');

const tableRow = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map(tableRow).join('\n');
const code = (text: string): string => `\`${text}\``;
const list = (codes: Iterable<string>): string => [...codes].sort().map(code).join(', ');

function mutationLines(): string {
  return Object.values(mutations)
    .map((m) => {
      const { refuses, notes = [] } = outcomes[m.name];
      const way = m.convergent ? `${m.path}, convergent` : m.path;
      return [
        `- **${code(m.name)}** version ${m.version}, ${way}: ${code(describe(m.args))}`,
        `  ${doesOf(m.name)}`,
        ...(refuses.length > 0 ? [`  Refused with ${list(refuses)}.`] : []),
        ...(notes.length > 0 ? [`  Notes: ${list(notes)}.`] : []),
      ].join('\n');
    })
    .join('\n');
}

const SCOPES = {
  member: '`member:`',
  public: '`public`',
  community: '`community:`',
  polls: '`polls:`',
  catalogue: '`catalogue`, or `community:`',
  room: '`room:`',
} as const;
/** Drafts and proposals are in their author's scope until they are opened or published. */
const ALSO_OWN: ReadonlySet<string> = new Set<EntityName>(['poll', 'project', 'projectText']);
const entityLines = (): string =>
  Object.entries(entities)
    .map(([name, e]) => {
      const where =
        SCOPES[e.scope] + (ALSO_OWN.has(name) ? ' and `member:`' : '') + (name === 'room' ? ', or `room:`' : '');
      const head = `- **${code(name)}** version ${e.version}, in ${where}. ${meaningOf(name)}`;
      return `${head}\n  ${code(describeFields(schemas[name as EntityName]))}`;
    })
    .join('\n');

/** The app's English texts for its codes; `{name}` is a parameter. */
async function words(): Promise<Record<string, string>> {
  const catalogue = async (file: string): Promise<Record<string, string>[]> => {
    const packs: Record<string, Record<string, string>> = await import(new URL(`client/src/i18n/${file}`, root).href);
    return Object.values(packs);
  };
  const packs = await Promise.all(['en/core.en.ts', 'en/deferred.en.ts', 'en/staff.en.ts'].map(catalogue));
  const all: Record<string, string> = Object.assign({}, ...packs.flat());
  const plural = /\{(\w+), plural, (?:\w+ \{[^{}]*\} )*other \{([^{}]*)\}\}/g;
  return Object.fromEntries(
    Object.entries(all).map(([key, text]) => [
      key,
      text.replaceAll(plural, (_all, name: string, other: string) => other.replace('#', `{${name}}`)),
    ]),
  );
}

/** The codes that mutations declare, in the order of `errors.ts`, with their parameters and the app's words for them. */
async function codeTable(
  key: 'error' | 'note',
  all: Readonly<Record<string, readonly string[]>>,
  of: (o: Outcomes) => readonly string[],
): Promise<string> {
  const used = new Set(Object.values(outcomes).flatMap(of));
  const said = await words();
  return table(
    ['code', 'params', 'what the app tells its member'],
    Object.entries(all)
      .filter(([one]) => used.has(one))
      .map(([one, params]) => [code(one), list(params), said[`${key}.${one}`] ?? '']),
  );
}

const SOME_ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const BALLOT = { kind: 'quadratic', votes: { b: 1, a: 2, É: 0 } };
const vectors = [
  { name: 'project.boost', version: 1, args: { project: SOME_ID, grains: 10 } },
  { name: 'poll.vote', version: 1, args: { poll: SOME_ID, ballot: BALLOT } },
  { name: 'profile.update', version: 1, args: { name: 'Zoé « l’été » \u0007\u{1F33E}', bio: '' } },
] as const;

/** Generates the text between `<!-- name -->` and `<!-- /name -->`. */
const generated: Readonly<Record<string, () => string | Promise<string>>> = {
  mutations: mutationLines,
  entities: entityLines,
  shapes: () =>
    Object.entries(namedShapes)
      .map(([name, shape]) => `- **${name}**: ${code(describe(shape, true))}`)
      .join('\n'),
  refusals: () => codeTable('error', errors, (o) => o.refuses),
  notes: () => codeTable('note', allNotes, (o) => o.notes ?? []),
  vectors: () => vectors.map((v) => `    ${canonicalJson(v)}\n    ${requestHash(v)}`).join('\n\n'),
  limits: () =>
    table(
      ['limit', ''],
      [
        ['mutations in an exchange', String(LIMITS.mutationsPerExchange)],
        ['bytes of an exchange', String(LIMITS.exchangeBytes)],
        ['bytes of a mutation', String(LIMITS.mutationBytes)],
        ['cursors read of a member’s exchange', String(MOST_CURSORS.member)],
        ['cursors read of a visitor’s exchange', String(MOST_CURSORS.visitor)],
        ['rows of a page', String(PAGE.rows)],
        ['bytes of a page, before compression', String(PAGE.bytes)],
      ],
    ),
};

const between = (name: string): RegExp => new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
/** The page with its generated parts brought up to date. */
export async function mended(doc: string): Promise<string> {
  let text = doc;
  for (const [name, make] of Object.entries(generated)) {
    if (!between(name).test(text)) throw new Error(`docs/protocol.md has no place for ${name}`);
    const made = await make();
    text = text.replace(between(name), (_all, open: string, close: string) => `${open}${made}\n${close}`);
  }
  return text;
}

export interface Block {
  script: string;
  /** The expected output, in which `…` matches anything; null: none is stated. */
  prints: string | null;
}
/** The `sh` blocks in order, each with the `json` block that follows it. */
export const blocksOf = (doc: string): Block[] =>
  [...doc.matchAll(/```sh\n([\s\S]*?)```\n(?:```json\n([\s\S]*?)```)?/g)].map(([, script = '', prints]) => ({
    script,
    prints: prints ?? null,
  }));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(path, await mended(readDoc()));
