/** Cuts a text into pages for reading. Pure. */
import { parseHTML } from 'linkedom';
import { sanitise } from './sanitise.ts';
import { escapeHtml, wordCount } from './text.ts';

/** About as many words as fit on two screens of a phone. */
export const WORDS_A_PAGE = 300;

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

/**
 * Splits an article's HTML between blocks into sanitised pages of about WORDS_A_PAGE words; a heading stays with the
 * text that follows it.
 */
export function pagesOf(html: string): string[] {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  for (const br of document.querySelectorAll('br')) br.replaceWith('\n');
  const pages: string[] = [];
  let page: string[] = [];
  let words = 0;
  const turn = (): void => {
    // A heading at the end of a page moves to the next page.
    const from = page.findLastIndex((b) => !/^<h\d/.test(b)) + 1;
    const next = from > 0 ? page.splice(from) : [];
    if (page.length > 0) pages.push(page.join(''));
    page = next;
    words = page.reduce((sum, b) => sum + wordCount(b), 0);
  };
  for (const block of blocksOf(document.body)
    .map(sanitise)
    .filter((b) => wordCount(b) > 0)) {
    if (words > 0 && words + wordCount(block) > WORDS_A_PAGE * 1.2) turn();
    page.push(block);
    words += wordCount(block);
    if (words >= WORDS_A_PAGE) turn();
  }
  if (page.length > 0) pages.push(page.join(''));
  return pages;
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
