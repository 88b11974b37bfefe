/** Cuts a text into pages for reading. Pure. */
import { parseHTML } from 'linkedom';
import { pagesOfBlocks } from './page-breaks.ts';
import { sanitise } from './sanitise.ts';
import { escapeHtml } from '../platform/http/escape-html.ts';

const BLOCKS = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'BLOCKQUOTE', 'PRE']);

/** Container elements that are not blocks of ours: their content is processed recursively. */
const BOXES = new Set([
  'DIV',
  'SECTION',
  'ARTICLE',
  'MAIN',
  'HEADER',
  'FOOTER',
  'ASIDE',
  'FIGURE',
  'FIGCAPTION',
  'TABLE',
  'TBODY',
  'THEAD',
  'TFOOT',
  'TR',
  'TD',
  'TH',
  'DL',
  'DT',
  'DD',
  'DETAILS',
  'SUMMARY',
  'HR',
  'ADDRESS',
  'CENTER',
  'FORM',
  'FIELDSET',
]);

/** Splits an article's HTML between blocks into sanitised pages. */
export function pagesOf(html: string): string[] {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  for (const br of document.querySelectorAll('br')) br.replaceWith('\n');
  return pagesOfBlocks(blocksOf(document.body).map(sanitise));
}

/** The used part of linkedom's nodes, because the server's types do not include the DOM. */
interface TreeNode {
  nodeName: string;
  /** 1: element, 3: text. */
  nodeType: number;
  textContent: string | null;
  /** Only elements have it. */
  outerHTML?: string;
  childNodes: Iterable<TreeNode>;
}

/** The blocks of a tree in reading order; loose text between them becomes paragraphs. */
function blocksOf(root: TreeNode): string[] {
  const blocks: string[] = [];
  let loose = '';
  const settle = (): void => {
    if (loose.trim() !== '') blocks.push(`<p>${loose.trim()}</p>`);
    loose = '';
  };
  const walk = (parent: TreeNode): void => {
    for (const node of parent.childNodes) {
      const name = node.nodeName.toUpperCase();
      if (BLOCKS.has(name)) {
        settle();
        blocks.push(node.outerHTML ?? '');
      } else if (BOXES.has(name)) {
        settle();
        walk(node);
        settle();
      } else if (node.nodeType === 3) loose += escapeHtml(node.textContent ?? '');
      else if (node.nodeType === 1) loose += node.outerHTML;
    }
  };
  walk(root);
  settle();
  return blocks;
}
