/** One-token mutations of SQL. */
import type { Mutation } from './mutations.ts';

interface Token {
  kind: 'word' | 'number' | 'operator' | 'other';
  text: string;
  start: number;
}

/**
 * Comments and strings are matched first, so that nothing in them is mutated. `$$` only marks where a function body
 * begins, so bodies are tokenized as well.
 */
const sqlToken =
  /(?<skip>\s+|--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$\w*\$|\$\d+)|(?<word>[a-z_][\w$]*)|(?<number>\d+(?:\.\d+)?)|(?<operator>::?=?|[-+*/<>=~!@#%^&|?]+)|(?<other>[^])/giy;

function tokensOfSql(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(sqlToken)) {
    const kind = (['word', 'number', 'operator', 'other'] as const).find((k) => match.groups?.[k] !== undefined);
    if (kind) tokens.push({ kind, text: kind === 'word' ? match[0].toLowerCase() : match[0], start: match.index });
  }
  return tokens;
}

const sqlOperators: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '=': '<>',
  '<>': '=',
  '+': '-',
  '-': '+',
};
const sqlWords: Readonly<Record<string, string>> = {
  true: 'false',
  false: 'true',
  and: 'or',
  or: 'and',
  asc: 'desc',
  desc: 'asc',
  least: 'greatest',
  greatest: 'least',
  min: 'max',
  max: 'min',
};

/** All mutations of a SQL file. */
export function mutationsOfSql(text: string): Mutation[] {
  const found: Mutation[] = [];
  // In the list after SET, `=` is an assignment; the AND of BETWEEN and the OR of CREATE OR REPLACE are not conditions.
  let assigning = false;
  let between = false;
  tokensOfSql(text).forEach((token, i, all) => {
    const before = all[i - 1]?.text ?? '';
    const replace = (by: string): void =>
      void found.push({ start: token.start, end: token.start + token.text.length, text: by });
    if (token.kind === 'word') {
      if (token.text === 'set') assigning = true;
      if (['where', 'from', 'returning', 'as', 'select'].includes(token.text)) assigning = false;
      const decides = token.text === 'and' ? !between : token.text !== 'or' || before !== 'create';
      if (token.text === 'between') between = true;
      if (token.text === 'and') between = false;
      if (token.text === 'not') found.push({ start: token.start, end: all[i + 1]?.start ?? text.length, text: '' });
      else if (decides && sqlWords[token.text] !== undefined) replace(sqlWords[token.text] ?? '');
    } else if (token.kind === 'number' && !token.text.includes('.')) {
      replace(String(Number(token.text) + 1));
      if (token.text !== '0') replace(String(Number(token.text) - 1));
    } else if (token.kind === 'operator' && !(assigning && token.text === '=')) {
      const instead = sqlOperators[token.text];
      if (instead !== undefined) replace(instead);
    } else if (token.text === ';') assigning = false;
  });
  return found;
}
