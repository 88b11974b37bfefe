/** Reads the doc comments of `shared/src`, from which docs/protocol.md describes mutations and entities. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const shared = fileURLToPath(new URL('../../shared/src/', import.meta.url));
const sources = globSync('**/*.ts', { cwd: shared, exclude: ['**/*.test.ts'] })
  .sort()
  .map((file) => readFileSync(`${shared}${file}`, 'utf8'))
  .join('\n');
const commented = String.raw`\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n`;

/** The comment as one line, without the rule numbers, which mean nothing to a client. */
const plain = (comment: string): string =>
  comment
    .replaceAll(/^\s*\* ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ \((?:[A-Z]\d+(?:, )?)+\)/g, '')
    .trim();
function describe(before: string, what: string): string {
  const comment = new RegExp(commented + before).exec(sources)?.[1];
  if (comment === undefined) throw new Error(`${what} has no doc comment, from which docs/protocol.md describes it`);
  return plain(comment);
}

/** What a mutation does, from the comment above its definition. @throws when there is none */
export const doesOf = (mutation: string): string =>
  describe(
    String.raw`export const \w+ = defineMutation\(\{\n  name: '${mutation.replaceAll('.', String.raw`\.`)}'`,
    mutation,
  );

/** What a row of an entity is, from the comment above its schema. @throws when there is none */
export function meaningOf(entity: string): string {
  const schema = new RegExp(String.raw`\n  ${entity}: (\w+Row),`).exec(sources)?.[1];
  return describe(String.raw`export const ${schema ?? entity} = `, entity);
}
