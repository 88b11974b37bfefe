/**
 * The mutations of a file: each changes one operator, constant, condition or word, drops a statement, or swaps two
 * neighbours. TypeScript is parsed into a syntax tree, SQL is tokenized, so that comments, strings and types are never
 * changed. Pure: text in, mutations out.
 */
import type { Change } from '../broken/change.ts';
import { mutationsOfTypeScript } from './typescript-mutations.ts';
import { mutationsOfSql } from './sql-mutations.ts';

export interface Mutation extends Change {
  at: number;
}

/** @returns all mutations of a file, in the order of the text. @param file determines the language */
export function mutationsOf(file: string, text: string): Mutation[] {
  const found = file.endsWith('.sql') ? mutationsOfSql(text) : mutationsOfTypeScript(file, text);
  return found
    .sort((a, b) => a.start - b.start || a.end - b.end || a.text.localeCompare(b.text))
    .map((m) => ({ file, from: text.slice(m.start, m.end), to: m.text, at: m.start }));
}
