/**
 * The one-token mutations of a file: each changes one operator, constant or word. TypeScript is parsed into a syntax
 * tree, SQL is tokenized, so that comments, strings and types are never changed. Pure: text in, mutations out.
 */
import { parseSync } from 'vite';

export interface Mutation {
  /** Offsets of the replaced text. */
  start: number;
  end: number;
  /** The replacement. */
  text: string;
}

/** @returns all mutations of a file, in the order of the text. @param path determines the language */
export function mutationsOf(path: string, text: string): Mutation[] {
  const found = path.endsWith('.sql') ? mutationsOfSql(text) : mutationsOfTypeScript(path, text);
  return found.sort((a, b) => a.start - b.start || a.end - b.end || a.text.localeCompare(b.text));
}

/** `text` with one mutation applied. */
export const mutated = (text: string, m: Mutation): string => text.slice(0, m.start) + m.text + text.slice(m.end);

const operators: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '+': '-',
  '-': '+',
  '+=': '-=',
  '-=': '+=',
  '++': '--',
  '--': '++',
};

interface Node {
  type: string;
  start: number;
  end: number;
  [property: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;
const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);
/** TypeScript-specific nodes that contain values; all other nodes of this kind are types. */
const holdsValues = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSExportAssignment',
  'TSParameterProperty',
]);

function mutationsOfTypeScript(path: string, text: string): Mutation[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const found: Mutation[] = [];
  const visit = (node: Node): void => {
    if (node.type.startsWith('TS') && !holdsValues.has(node.type)) return;
    found.push(...mutationsAt(node, text));
    childrenOf(node).forEach(visit);
  };
  if (isNode(program)) visit(program);
  return found;
}

function mutationsAt(node: Node, text: string): Mutation[] {
  const { left, right, argument, test, operator, value } = node;
  const found: Mutation[] = [];
  const instead = operators[String(operator)];
  if (isNode(left) && isNode(right) && instead !== undefined) {
    const start = text.indexOf(String(operator), left.end);
    found.push({ start, end: start + String(operator).length, text: instead });
  }
  if (node.type === 'UpdateExpression' && isNode(argument) && instead !== undefined) {
    const start = argument.start > node.start ? node.start : argument.end;
    found.push({ start, end: start + 2, text: instead });
  }
  if (node.type === 'UnaryExpression' && operator === '!' && isNode(argument))
    found.push({ start: node.start, end: argument.start, text: '' });
  if (node.type === 'AwaitExpression' && isNode(argument))
    found.push({ start: node.start, end: argument.start, text: '' });
  if (node.type === 'Literal' && typeof value === 'boolean')
    found.push({ start: node.start, end: node.end, text: String(!value) });
  if (node.type === 'Literal' && typeof value === 'number') {
    found.push(
      { start: node.start, end: node.end, text: String(value + 1) },
      { start: node.start, end: node.end, text: value < 1 ? `(${value - 1})` : String(value - 1) },
    );
  }
  if (isNode(test)) found.push({ start: test.start, end: test.end, text: `!(${text.slice(test.start, test.end)})` });
  return found;
}

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

function mutationsOfSql(text: string): Mutation[] {
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
