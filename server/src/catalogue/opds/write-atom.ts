/** Writes OPDS 1.2: feeds in Atom, and the description of the search. Pure. */
import { escapeXml } from '../../platform/http/escape-xml.ts';
import {
  acquisitionOf,
  addressOf,
  coverOf,
  EPUB,
  NAME,
  type CataloguePage,
  type ListedWork,
  type PageLink,
  type Place,
} from './page.ts';

const PROFILE = 'application/atom+xml;profile=opds-catalog';
export const ATOM = { navigation: `${PROFILE};kind=navigation`, acquisition: `${PROFILE};kind=acquisition` } as const;
export const OPEN_SEARCH = 'application/opensearchdescription+xml';

const tag = (name: string, text: string): string => (text === '' ? '' : `<${name}>${escapeXml(text)}</${name}>`);
const link = (attributes: Record<string, string | null>): string =>
  attributes['href'] === null
    ? ''
    : `<link ${Object.entries(attributes)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => `${name}="${escapeXml(value ?? '')}"`)
        .join(' ')}/>`;

/** The kind of feed that a page is. */
export const kindOf = (page: CataloguePage): keyof typeof ATOM =>
  page.navigation.length > 0 ? 'navigation' : 'acquisition';

/** @param now the time of a page without works, ISO 8601. */
export function writeAtom(page: CataloguePage, place: Place, now: string): string {
  const at = (path: string): string => `${place.origin}${place.root}${path}`;
  const updated = page.works.reduce((last, w) => (w.updatedAt > last ? w.updatedAt : last), '') || now;
  const facet = ({ path, title, count }: PageLink): string =>
    link({
      rel: 'http://opds-spec.org/facet',
      href: at(path),
      type: ATOM.acquisition,
      title,
      'opds:facetGroup': page.facets?.title ?? '',
      'opds:activeFacet': path === page.path ? 'true' : null,
      'thr:count': count === null ? null : String(count),
    });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"',
    ' xmlns:dc="http://purl.org/dc/terms/" xmlns:opds="http://opds-spec.org/2010/catalog"',
    ' xmlns:thr="http://purl.org/syndication/thread/1.0">',
    tag('id', at(page.path)),
    tag('title', page.title),
    tag('updated', updated),
    `<author>${tag('name', NAME)}${tag('uri', place.origin)}</author>`,
    link({ rel: 'self', href: at(page.path), type: ATOM[kindOf(page)] }),
    link({ rel: 'start', href: at(''), type: ATOM.navigation }),
    page.path === '' ? '' : link({ rel: 'up', href: at(''), type: ATOM.navigation }),
    link({ rel: 'search', href: at('/search.xml'), type: OPEN_SEARCH }),
    page.next === null ? '' : link({ rel: 'next', href: at(page.next), type: ATOM[kindOf(page)] }),
    ...(page.facets?.links ?? []).map(facet),
    ...page.navigation.map((n) => navigationEntry(n, at(n.path), updated)),
    ...page.works.map((w) => workEntry(w, place)),
    '</feed>\n',
  ].join('');
}

const navigationEntry = ({ title, path, count }: PageLink, href: string, updated: string): string =>
  `<entry>${tag('title', title)}${tag('id', href)}${tag('updated', updated)}${link({
    rel: path === '/new' ? 'http://opds-spec.org/sort/new' : 'subsection',
    href,
    type: ATOM.acquisition,
    'thr:count': count === null ? null : String(count),
  })}<content type="text">${count ?? ''}</content></entry>`;

function workEntry(work: ListedWork, place: Place): string {
  const people = (role: 'author' | 'contributor'): string =>
    work.contributors
      .filter((c) => (c.role === 'author') === (role === 'author'))
      .map((c) => `<${role}>${tag('name', c.name)}</${role}>`)
      .join('');
  return [
    '<entry>',
    tag('title', work.subtitle === '' ? work.title : `${work.title} – ${work.subtitle}`),
    tag('id', `urn:uuid:${work.id}`),
    tag('updated', work.updatedAt),
    tag('published', work.createdAt),
    people('author'),
    people('contributor'),
    ...work.languages.map((l) => tag('dc:language', l)),
    tag('dc:publisher', work.publisher),
    tag('dc:issued', work.year === null ? '' : String(work.year)),
    tag('rights', work.rights),
    work.description === '' ? '' : `<summary type="text">${escapeXml(work.description)}</summary>`,
    ...work.subjects.map((s) => `<category term="${escapeXml(s)}" label="${escapeXml(s)}"/>`),
    link({ rel: 'http://opds-spec.org/image', href: coverOf(work, 'l', place), type: 'image/webp' }),
    link({ rel: 'http://opds-spec.org/image/thumbnail', href: coverOf(work, 's', place), type: 'image/webp' }),
    link({ rel: acquisitionOf(work), href: addressOf(work, place), type: EPUB, length: String(work.bytes) }),
    '</entry>',
  ].join('');
}

/** The description by which a reader learns how to search. */
export const writeOpenSearch = ({ origin, root }: Place): string =>
  '<?xml version="1.0" encoding="UTF-8"?>\n<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">' +
  `${tag('ShortName', NAME)}${tag('Description', NAME)}<InputEncoding>UTF-8</InputEncoding>` +
  `<Url type="${escapeXml(ATOM.acquisition)}" template="${escapeXml(`${origin}${root}/search?q={searchTerms}`)}"/>` +
  '</OpenSearchDescription>\n';
