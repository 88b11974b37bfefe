/**
 * The mutations of a file: each changes one operator, constant, condition or word, drops a statement, or swaps two
 * neighbours. TypeScript is parsed into a syntax tree, SQL is tokenized, so that comments, strings and types are never
 * changed. Pure: text in, mutations out.
 */
import type { Mutation } from './mutation.ts';
import { mutationsOfTypeScript } from './typescript-mutations.ts';
import { mutationsOfSql } from './sql-mutations.ts';

/** @returns all mutations of a file, in the order of the text. @param path determines the language */
export function mutationsOf(path: string, text: string): Mutation[] {
  const found = path.endsWith('.sql') ? mutationsOfSql(text) : mutationsOfTypeScript(path, text);
  return found.sort((a, b) => a.start - b.start || a.end - b.end || a.text.localeCompare(b.text));
}

/** `text` with one mutation applied. */
export const mutated = (text: string, m: Mutation): string => text.slice(0, m.start) + m.text + text.slice(m.end);
