import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set([
  'label',
  'title',
  'aria-label',
  'placeholder',
  'alt',
  'hint',
  'error',
  'what',
  'safe',
  'next',
  'description',
  'caption',
  'aria-description',
  'aria-valuetext',
  'lead',
  'reason',
]);
/** Functions whose first argument a person reads or hears. */
const SAYING = new Set(['toast', 'alert', 'confirm', 'prompt']);

type Node = { type: string; start: number; [key: string]: unknown };
const isNode = (v: unknown): v is Node =>
  typeof v === 'object' && v !== null && 'type' in v && typeof v.type === 'string';
const speaks = (v: unknown): boolean => typeof v === 'string' && /\p{L}{2,}/u.test(v.replaceAll(/EGOEJO|https?:/g, ''));

function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'JSXNamespacedName') return `${nameOf(node.namespace)}:${nameOf(node.name)}`;
  return typeof node.name === 'string' ? node.name : '';
}

/** String constants an expression may show: literals, templates, branches of conditions. */
function shown(node: unknown): Node[] {
  if (!isNode(node)) return [];
  switch (node.type) {
    case 'Literal':
      return speaks(node.value) ? [node] : [];
    case 'TemplateLiteral':
      return (node.quasis as Node[]).some((q) => speaks((q.value as { cooked: string }).cooked)) ? [node] : [];
    case 'ConditionalExpression':
      return [...shown(node.consequent), ...shown(node.alternate)];
    case 'LogicalExpression':
      return [...shown(node.left), ...shown(node.right)];
    case 'JSXExpressionContainer':
      return shown(node.expression);
    default:
      return [];
  }
}

function literals(node: unknown, found: Node[]): Node[] {
  if (Array.isArray(node)) {
    for (const item of node) literals(item, found);
    return found;
  }
  if (!isNode(node)) return found;
  if (node.type === 'JSXText' && speaks(node.value)) found.push(node);
  if (node.type === 'JSXAttribute' && SPOKEN.has(nameOf(node.name))) found.push(...shown(node.value));
  if (node.type === 'JSXElement' || node.type === 'JSXFragment')
    for (const child of node.children as Node[])
      if (child.type === 'JSXExpressionContainer') found.push(...shown(child));
  if (node.type === 'CallExpression' && SAYING.has(nameOf(node.callee)))
    found.push(...shown((node.arguments as unknown[])[0]));
  for (const [key, value] of Object.entries(node)) if (key !== 'parent') literals(value, found);
  return found;
}

/** Every string of `source` that a person would read and that comes from no catalogue. */
function userVisible(source: string, file: string): string[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  return literals(program, []).map(
    (node) =>
      `${file}:${source.slice(0, node.start).split('\n').length} ${source.slice(node.start, node.start + 60).split('\n')[0]}`,
  );
}

describe('user-visible text', () => {
  const root = new URL('../', import.meta.url).pathname;
  const files = globSync('**/*.tsx', { cwd: root }).filter((f) => !f.endsWith('.test.tsx'));

  it('is in the catalogues only, never in code', () => {
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap((f) => userVisible(readFileSync(root + f, 'utf8'), f))).toEqual([]);
  });
  it.each([
    '<p>Bonjour</p>',
    '<input placeholder="Votre nom" />',
    '<p>{ok ? "Oui" : t("x")}</p>',
    '<b aria-label={`Vote ${n}`} />',
    'toast("Parti")',
    '<p>{n > 0 && "reste"}</p>',
  ])('is found in %s', (source) => {
    expect(userVisible(source, 'x.tsx')).toHaveLength(1);
  });
  it.each(['<p>{t("home.title")} · …</p>', '<p className="font-strong">EGOEJO</p>', '<Icon name="home" />'])(
    'is not seen where there is none: %s',
    (source) => {
      expect(userVisible(source, 'x.tsx')).toEqual([]);
    },
  );
});
