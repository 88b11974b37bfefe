/** Reads OPDS 1.2: a feed or a single entry in Atom. Pure. */
import { childOf, childrenOf, oneLine, parseXml, wholeText, type Element } from '../../platform/files/xml.ts';
import { mediaType, resolved, type Feed, type Link, type Publication } from './feed.ts';

const LINE = 500;
const MOST_ENTRIES = 5000;

/** @param base the address that the text came from; '' if it came from a file. @returns null: it is no feed. */
export function readAtom(text: string, base: string): Feed | null {
  const root = parseXml(text);
  if (!root || (root.name !== 'feed' && root.name !== 'entry')) return null;
  const self = childrenOf(root, 'link').find((l) => l.attributes['rel'] === 'self')?.attributes['href'] ?? '';
  const from = base === '' && /^https?:/i.test(self) ? self : base;
  const entries = root.name === 'entry' ? [root] : childrenOf(root, 'entry').slice(0, MOST_ENTRIES);
  const all = entries.map((e) => publicationOf(e, from));
  const offers = (p: Publication): boolean =>
    p.links.some((l) => l.rels.some((r) => r.startsWith('http://opds-spec.org/acquisition')));
  const links = root.name === 'entry' ? [] : linksOf(root, from);
  return {
    title: textOf(root, 'title'),
    publications: all.filter(offers),
    groups: 0,
    navigation: all.filter((p) => !offers(p)).map((p) => p.title),
    facets: links.filter((l) => l.rels.includes('http://opds-spec.org/facet')).length,
    next: links.find((l) => l.rels.includes('next'))?.href ?? null,
  };
}

const textOf = (e: Element, name: string): string => {
  const found = childOf(e, name);
  return found ? oneLine(wholeText(found), LINE) : '';
};

const publicationOf = (entry: Element, base: string): Publication => ({
  id: textOf(entry, 'id'),
  title: textOf(entry, 'title'),
  authors: childrenOf(entry, 'author').flatMap((a) => textOf(a, 'name') || []),
  updated: textOf(entry, 'updated'),
  links: linksOf(entry, base),
});

const linksOf = (e: Element, base: string): Link[] =>
  childrenOf(e, 'link').map((link) => {
    const price = childOf(link, 'price');
    return {
      rels: (link.attributes['rel'] ?? 'alternate').split(/\s+/),
      href: resolved(link.attributes['href'] ?? '', base),
      type: mediaType(link.attributes['type'] ?? ''),
      price: price ? oneLine(`${wholeText(price)} ${price.attributes['currencycode'] ?? ''}`, 40) : '',
    };
  });
