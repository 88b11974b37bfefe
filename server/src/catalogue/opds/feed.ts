/** A page of a catalogue of other people's books, as both versions of OPDS say it. */

export interface Link {
  rels: string[];
  /** Absolute, or as it stands there where no base is known. */
  href: string;
  /** Without parameters, lower case; '' if the link says none. */
  type: string;
  /** What it costs, such as `18.99 USD`; '' where no price is said. */
  price: string;
}
export interface Publication {
  id: string;
  title: string;
  authors: string[];
  /** When the entry last changed, as it says it. */
  updated: string;
  links: Link[];
}
export interface Feed {
  title: string;
  publications: Publication[];
  /** Groups of publications besides the feed's own; theirs are among the publications. */
  groups: number;
  /** Titles of other feeds that it leads to. */
  navigation: string[];
  facets: number;
  /** The next page; null: this is the last one. */
  next: string | null;
}

/** What a publication offers. */
export type Offer = { get: string } | { leftOut: 'to buy' | 'to borrow' | 'a sample only' | 'no EPUB' };

const ACQUISITION = 'http://opds-spec.org/acquisition';
const EPUB = 'application/epub+zip';

/** The open EPUB of a publication, or why it is left out. */
export function offerOf({ links }: Publication): Offer {
  const acquisitions = links.filter((l) => l.rels.some((r) => r === ACQUISITION || r.startsWith(`${ACQUISITION}/`)));
  const has = (link: Link, kind: string): boolean => link.rels.includes(`${ACQUISITION}/${kind}`);
  const open = acquisitions.filter(
    (l) => (has(l, 'open-access') || l.rels.includes(ACQUISITION)) && l.price === '' && l.type === EPUB,
  );
  // The one that is called open stands before one that only might be.
  const best = open.find((l) => has(l, 'open-access')) ?? open[0];
  if (best) return { get: best.href };
  if (acquisitions.some((l) => has(l, 'buy') || has(l, 'subscribe') || l.price !== '')) return { leftOut: 'to buy' };
  if (acquisitions.some((l) => has(l, 'borrow'))) return { leftOut: 'to borrow' };
  if (acquisitions.some((l) => has(l, 'sample') || has(l, 'preview'))) return { leftOut: 'a sample only' };
  return { leftOut: 'no EPUB' };
}

/** The address that a link means; '' for one that is no address. @param base '' where none is known. */
export const resolved = (href: string, base: string): string =>
  URL.parse(href, base === '' ? undefined : base)?.href ?? href;

export const mediaType = (type: string): string => (type.split(';')[0] ?? '').trim().toLowerCase();
