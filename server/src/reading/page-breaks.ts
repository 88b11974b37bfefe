/** Divides blocks of a text into pages. Pure. */
import { escapeHtml } from '../platform/http/escape-html.ts';
import { wordCount } from './text.ts';

/** About as many words as fit on two screens of a phone. */
export const WORDS_A_PAGE = 300;

/** Pages of about WORDS_A_PAGE words, of sanitised blocks; a heading stays with the text that follows it. */
export function pagesOfBlocks(blocks: readonly string[]): string[] {
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
  for (const block of blocks.filter((b) => wordCount(b) > 0)) {
    if (words > 0 && words + wordCount(block) > WORDS_A_PAGE * 1.2) turn();
    page.push(block);
    words += wordCount(block);
    if (words >= WORDS_A_PAGE) turn();
  }
  if (page.length > 0) pages.push(page.join(''));
  return pages;
}

/** Pages of a text without markup: each of its lines is a paragraph, and whatever looks like markup is shown as typed. */
export const pagesOfPlain = (text: string): string[] =>
  pagesOfBlocks(text.split('\n').map((line) => `<p>${escapeHtml(line.trim())}</p>`));
