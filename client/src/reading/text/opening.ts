/** The first words of a text, for lists. Pure. */
import { cut, wellFormed } from '@egoejo/shared/platform/cut.ts';
import { unescapeHtml } from '../../platform/values/unescape-html.ts';
import { parseHtml, type Node } from './html.ts';

const MOST = 160;
const words = (nodes: readonly Node[]): string =>
  nodes
    .filter((n) => typeof n === 'string' || !/^h\d$/.test(n.tag))
    .map((n) =>
      typeof n === 'string' ? n : n.tag === 'br' ? ' ' : `${words(n.children)}${blocks.has(n.tag) ? ' ' : ''}`,
    )
    .join('');
const blocks = new Set(['p', 'ul', 'ol', 'li', 'blockquote', 'pre']);

/** Cut after a whole word, with an ellipsis where more follows. */
function begun(text: string): string {
  if (text.length < MOST) return wellFormed(text);
  const space = text.lastIndexOf(' ', MOST);
  return `${cut(text, space > 0 ? space : MOST).replace(/[\s,;:.!?]+$/, '')}…`;
}

/** Of a story, as its row gives them: a reference to a character may be cut at their end. */
export const openingOf = (opening: string | null | undefined): string =>
  begun(unescapeHtml((opening ?? '').replace(/&[#\w]{0,8}$/, '')).trimEnd());
/** Of a page that this device holds. */
export const openingOfPage = (html: string): string =>
  begun(
    words(parseHtml(cut(html, 3000)))
      .replaceAll(/\s+/g, ' ')
      .trim(),
  );
