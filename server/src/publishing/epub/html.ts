/** HTML that a writer types in a manuscript: a few elements are kept, other tags are left out. Pure. */
import { KEPT_TAGS, type Inline, type KeptTag } from './nodes.ts';

/** A tag, a comment or another piece of HTML among words. */
export interface Tag {
  type: 'tag';
  value: string;
}

/** Elements whose content is no text of the book either. */
const WITHOUT_WORDS = 'script|style|template|iframe|object|svg|math|noscript|title';
const HIDES = new RegExp(`^<(${WITHOUT_WORDS})(?=[\\s>])(?![^]*/>$)`, 'i');
const HIDDEN = new RegExp(
  [
    `<(${WITHOUT_WORDS})(?=[\\s>])[^]*?(?:</\\1\\s*>|$)`,
    '<!--[^]*?(?:-->|$)',
    '<\\?[^]*?(?:\\?>|$)',
    '<!\\[CDATA\\[[^]*?(?:\\]\\]>|$)',
  ].join('|'),
  'gi',
);
/** A block of HTML without scripts, styles and comments, its lines as they were. */
export const withoutHidden = (html: string): string =>
  html.replaceAll(HIDDEN, (hidden) => '\n'.repeat(hidden.split('\n').length - 1));

/** Elements nested deeper are not what a person wrote: they are left out, their content stays. */
const MOST_OPEN = 20;
const TAG = /^<(\/?)([a-z][a-z\d-]*)/i;
const kept: ReadonlySet<string> = new Set(KEPT_TAGS);
const isKept = (name: string): name is KeptTag => kept.has(name);

/** Puts words between tags that are kept into elements, and leaves out all other tags. */
export function withElements(nodes: readonly (Inline | Tag)[]): Inline[] {
  const open: { tag: KeptTag | null; children: Inline[] }[] = [{ tag: null, children: [] }];
  /** Ends of elements that do not come any more. */
  const absent = new Set<string>();
  const add = (...more: Inline[]): void => {
    for (const node of more) open.at(-1)?.children.push(node);
  };
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    if (node.type !== 'tag') {
      add(node);
      continue;
    }
    const hides = HIDES.exec(node.value)?.[1]?.toLowerCase();
    const end = hides === undefined || absent.has(hides) ? -1 : endOf(nodes, hides, i);
    if (end >= 0) i = end;
    else if (hides !== undefined) absent.add(hides);
    const [, slash = '', given = ''] = TAG.exec(node.value) ?? [];
    const name = given.toLowerCase();
    if (name === 'br') add({ type: 'break' });
    else if (isKept(name) && slash !== '') close(name);
    else if (isKept(name) && !node.value.endsWith('/>') && open.length <= MOST_OPEN)
      open.push({ tag: name, children: [] });
  }
  while (open.length > 1) add(...(open.pop()?.children ?? []));
  return open[0]?.children ?? [];

  function close(tag: KeptTag): void {
    const at = open.findLastIndex((o) => o.tag === tag);
    if (at < 0) return;
    // What is open within it and not closed marks nothing.
    while (open.length > at + 1) add(...(open.pop()?.children ?? []));
    const children = open.pop()?.children ?? [];
    if (children.length > 0) add({ type: 'marked', tag, children });
  }
}

const endOf = (nodes: readonly (Inline | Tag)[], name: string, from: number): number =>
  nodes.findIndex((n, i) => i > from && n.type === 'tag' && n.value.toLowerCase().startsWith(`</${name}`));
