import { textTags } from '@egoejo/shared/reading/tags.ts';
import { unescapeHtml } from '../../platform/values/unescape-html.ts';

/**
 * The server's sanitised HTML as a tree, so that nothing ever goes through innerHTML (Trusted Types). Only the tags of
 * texts are known; other tags are reduced to their text, script and style are dropped. Never throws.
 */
const tags = [...textTags, 'br'] as const;
type Tag = (typeof tags)[number];
interface Element {
  tag: Tag;
  /** For `a` only: an http(s) address. */
  href: string | null;
  children: Node[];
}
export type Node = string | Element;

const known = new Set<string>(tags);
const isTag = (name: string): name is Tag => known.has(name);
const alias: Readonly<Record<string, Tag>> = { b: 'strong', i: 'em' };

const token =
  /<!--[^]*?(?:-->|$)|<(script|style)\b[^]*?(?:<\/\1\s*>|$)|<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;
const hrefOf = (attributes: string): string | null => {
  const found = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(attributes);
  const url = unescapeHtml(found?.[1] ?? found?.[2] ?? '').trim();
  return /^https?:\/\//i.test(url) ? url : null;
};

/** The page's top-level nodes; white space between blocks is left out. */
export function parseHtml(html: string): Node[] {
  const root: Node[] = [];
  const open: Element[] = [];
  const here = () => open.at(-1)?.children ?? root;
  let at = 0;
  const say = (raw: string) => {
    const text = unescapeHtml(raw);
    if (text.trim() !== '' || (text !== '' && open.length > 0)) here().push(text);
  };
  for (const match of html.matchAll(token)) {
    say(html.slice(at, match.index));
    at = match.index + match[0].length;
    const raw = match[3]?.toLowerCase();
    if (raw === undefined) continue;
    const name = alias[raw] ?? raw;
    if (!isTag(name)) continue;
    if (match[2] === '/') {
      const index = open.findLastIndex((e) => e.tag === name);
      if (index >= 0) open.length = index;
      continue;
    }
    const element: Element = { tag: name, href: name === 'a' ? hrefOf(match[4] ?? '') : null, children: [] };
    here().push(element);
    if (name !== 'br') open.push(element);
  }
  say(html.slice(at));
  return root;
}

const INLINE = new Set<Tag>(['em', 'strong', 'a', 'code']);
const textOf = (nodes: readonly Node[]): string =>
  nodes
    .map((n) => {
      if (typeof n === 'string') return n.replaceAll(/\s+/g, ' ');
      return INLINE.has(n.tag) ? textOf(n.children) : `\n${textOf(n.children)}\n`;
    })
    .join('');

/** The blocks of a page as lines of plain text. A page without any tag has its own lines. */
export function linesOf(html: string): string[] {
  const nodes = parseHtml(html);
  return (isLoose(nodes) ? nodes.join('') : textOf(nodes)).split('\n').filter((line) => line.trim() !== '');
}
/** Whether a page is plain text, whose line ends count. */
export const isLoose = (nodes: readonly Node[]): nodes is string[] => nodes.every((n) => typeof n === 'string');
