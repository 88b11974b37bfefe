/** Counts the links of a book's lists: contents, landmarks, printed pages. Pure. */
import { childrenOf, descendants, type Element } from '../../platform/files/xml.ts';

interface ListCounts {
  toc: number;
  tocDepth: number;
  landmarks: number;
  pages: number;
}

const EPUB = 'http://www.idpf.org/2007/ops';
const typesOf = (e: Element): string[] => (e.attributes[`{${EPUB}}type`] ?? e.attributes['type'] ?? '').split(/\s+/);
const linksIn = (e: Element): number => {
  let links = 0;
  for (const d of descendants(e)) if (d.name === 'a' && d.attributes['href'] !== undefined) links++;
  return links;
};
const depthOf = (e: Element): number => Math.max(0, ...e.children.map((c) => depthOf(c) + (c.name === 'ol' ? 1 : 0)));

/** @param nav the navigation document of EPUB 3. */
export function countNav(nav: Element): ListCounts {
  const counts: ListCounts = { toc: 0, tocDepth: 0, landmarks: 0, pages: 0 };
  for (const e of descendants(nav)) {
    if (e.name !== 'nav') continue;
    const types = typesOf(e);
    if (types.includes('toc')) {
      counts.toc += linksIn(e);
      counts.tocDepth = Math.max(counts.tocDepth, depthOf(e));
    } else if (types.includes('landmarks')) counts.landmarks += linksIn(e);
    else if (types.includes('page-list')) counts.pages += linksIn(e);
  }
  return counts;
}

/** @param ncx the list of contents of EPUB 2. */
export function countNcx(ncx: Element): ListCounts {
  const counts: ListCounts = { toc: 0, tocDepth: 0, landmarks: 0, pages: 0 };
  const walk = (e: Element, depth: number): void => {
    for (const point of childrenOf(e, 'navPoint')) {
      counts.toc++;
      counts.tocDepth = Math.max(counts.tocDepth, depth + 1);
      walk(point, depth + 1);
    }
  };
  for (const list of descendants(ncx)) {
    if (list.name === 'navMap') walk(list, 0);
    if (list.name === 'pageTarget') counts.pages++;
  }
  return counts;
}
