/** Mutations of SQL: one operator, constant or word changed, a statement dropped, two neighbours swapped. */
import type { Span } from './span.ts';

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
export function mutationsOfSql(text: string): Span[] {
  const found: Span[] = [];
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
  const tokens = tokensOfSql(text);
  return [...found, ...conditionsOf(tokens, text), ...conflictsOf(tokens), ...statementsOf(tokens, text)];
}

/** The index of the first of `ends` after token `i` outside of deeper brackets; a bracket that closes ends it too. */
function endOf(tokens: readonly Token[], i: number, ends: readonly string[]): number {
  let depth = 0;
  for (let at = i; at < tokens.length; at++) {
    const { text } = tokens[at]!;
    if (depth === 0 && (ends.includes(text) || text === ')')) return at;
    if (text === '(') depth++;
    if (text === ')') depth--;
  }
  return tokens.length;
}

/** `if`, `elsif` and `when` with the opposite condition; `is null` and `exists` negated. */
const conditionsOf = (tokens: readonly Token[], text: string): Span[] =>
  tokens.flatMap((token, i): Span[] => {
    const before = tokens[i - 1]?.text;
    const at = token.start + token.text.length;
    if (token.text === 'is' && tokens[i + 1]?.text === 'null') return [{ start: at, end: at, text: ' not' }];
    if (token.text === 'exists' && before !== 'not' && before !== 'if')
      return [{ start: token.start, end: token.start, text: 'not ' }];
    const asks = token.text === 'elsif' || token.text === 'when' || (token.text === 'if' && before !== 'end');
    const then = tokens[endOf(tokens, i + 1, ['then', ';'])];
    if (!asks || then?.text !== 'then') return [];
    const condition = text.slice(at, then.start).trim();
    // A comparison with the value after `case` is not a condition.
    if (/^'[^']*'$/.test(condition)) return [];
    return [{ start: at, end: then.start, text: ` not (${condition}) ` }];
  });

/** An insert that passes over what exists already, or no longer does; an update on conflict left undone. */
const conflictsOf = (tokens: readonly Token[]): Span[] =>
  tokens.flatMap((token, i): Span[] => {
    if (token.text !== 'insert' || tokens[i + 1]?.text !== 'into') return [];
    const end = tokens[endOf(tokens, i, [';', 'returning'])];
    if (!end) return [];
    const conflict = tokens.findIndex((t, at) => at > i && t.text === 'on' && tokens[at + 1]?.text === 'conflict');
    const from = tokens[conflict];
    if (!from || from.start > end.start)
      return [{ start: end.start, end: end.start, text: ' on conflict do nothing ' }];
    const action = tokens[endOf(tokens, conflict, ['do'])];
    if (!action) return [];
    const nothing = tokens.find((t) => t.start > action.start)?.text === 'nothing';
    return nothing
      ? [{ start: from.start, end: end.start, text: '' }]
      : [{ start: action.start, end: end.start, text: 'do nothing ' }];
  });

const OPENS = ['begin', 'then', 'else', 'loop', ';'];
const ACTS = ['perform', 'update', 'insert', 'delete', 'raise', 'with', 'return'];
/** The single statements of function bodies: without those that contain others, or that end the function. */
function statementsOf(tokens: readonly Token[], text: string): Span[] {
  const found: Span[] = [];
  let last: { start: number; end: number; next: number } | null = null;
  tokens.forEach((token, i) => {
    const before = tokens[i - 1]?.text ?? '';
    if (!OPENS.includes(before)) return;
    const assigns = token.kind === 'word' && tokens[i + 1]?.text === ':=';
    const acts = ACTS.includes(token.text) && (token.text !== 'return' || before === 'then');
    const until = endOf(tokens, i, [';']);
    const end = tokens[until]?.start;
    if (!(assigns || acts) || end === undefined) return;
    found.push({ start: token.start, end, text: 'null' });
    if (last?.next === i) {
      const [one, two] = [text.slice(last.start, last.end), text.slice(token.start, end)];
      found.push({ start: last.start, end, text: `${two}${text.slice(last.end, token.start)}${one}` });
    }
    last = { start: token.start, end, next: until + 1 };
  });
  return found;
}
