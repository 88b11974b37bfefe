/** Mutations of TypeScript: one operator, constant or word changed, a statement dropped, two neighbours swapped. */
import { parseSync } from 'vite';
import type { Span } from './span.ts';

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

/** All mutations of a TypeScript file. */
export function mutationsOfTypeScript(path: string, text: string): Span[] {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const found: Span[] = [];
  const visit = (node: Node): void => {
    if (node.type.startsWith('TS') && !holdsValues.has(node.type)) return;
    found.push(...mutationsAt(node, text));
    childrenOf(node).forEach(visit);
  };
  if (isNode(program)) visit(program);
  return found;
}

function mutationsAt(node: Node, text: string): Span[] {
  const { left, right, argument, test, operator, value } = node;
  const found: Span[] = [];
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
  if (node.type === 'UnaryExpression' && operator === '-' && isNode(argument) && argument.type !== 'Literal')
    found.push({ start: node.start, end: argument.start, text: '' });
  if (node.type === 'BinaryExpression' && operator === '-' && isNode(left) && isNode(right) && right.value !== 1)
    found.push(swapped(text, left, right));
  if (node.type === 'BlockStatement' && Array.isArray(node['body']))
    found.push(...statementsOf(node['body'].filter(isNode), text));
  return found;
}

/** `left` and `right` in each other's place. */
const swapped = (text: string, left: Node, right: Node): Span => ({
  start: left.start,
  end: right.end,
  text: text.slice(right.start, right.end) + text.slice(left.end, right.start) + text.slice(left.start, left.end),
});

/** Whether a statement may be missing without leaving a name undeclared. */
const isDroppable = ({ type, alternate }: Node): boolean =>
  ['ExpressionStatement', 'ThrowStatement', 'ContinueStatement', 'BreakStatement'].includes(type) ||
  type.startsWith('For') ||
  (type === 'IfStatement' && !isNode(alternate));

/** Each statement of a block dropped, and each two neighbours swapped. */
const statementsOf = (body: readonly Node[], text: string): Span[] =>
  body.flatMap((statement, i) => {
    if (!isDroppable(statement)) return [];
    const next = body[i + 1];
    return [
      { start: statement.start, end: statement.end, text: ';' },
      ...(next && isDroppable(next) ? [swapped(text, statement, next)] : []),
    ];
  });
