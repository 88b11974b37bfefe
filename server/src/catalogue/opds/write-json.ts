/** Writes OPDS 2.0: feeds in JSON. Pure. */
import type { Role } from '@egoejo/shared/catalogue/model.ts';
import {
  acquisitionOf,
  addressOf,
  coverOf,
  EPUB,
  type CataloguePage,
  type ListedWork,
  type PageLink,
  type Place,
} from './page.ts';

export const OPDS_JSON = 'application/opds+json';

export function writeJson(page: CataloguePage, place: Place): object {
  const at = (path: string): string => `${place.origin}${place.root}${path}`;
  const to = ({ path, title, count }: PageLink): object => ({
    href: at(path),
    title,
    type: OPDS_JSON,
    ...(path === page.path && { rel: 'self' }),
    ...(count !== null && { properties: { numberOfItems: count } }),
  });
  return {
    metadata: { title: page.title },
    links: [
      { rel: 'self', href: at(page.path), type: OPDS_JSON },
      { rel: 'start', href: at(''), type: OPDS_JSON },
      { rel: 'search', href: `${at('/search')}{?query}`, type: OPDS_JSON, templated: true },
      ...(page.next === null ? [] : [{ rel: 'next', href: at(page.next), type: OPDS_JSON }]),
    ],
    ...(page.facets && { facets: [{ metadata: { title: page.facets.title }, links: page.facets.links.map(to) }] }),
    // A feed has one list at least; one without works is a list of none.
    ...(page.navigation.length > 0
      ? { navigation: page.navigation.map(to) }
      : { publications: page.works.map((w) => publicationOf(w, place)) }),
  };
}

/** The names of roles in the metadata of Readium. */
const roles: readonly [key: string, role: Role][] = [
  ['author', 'author'],
  ['translator', 'translator'],
  ['illustrator', 'illustrator'],
  ['narrator', 'narrator'],
  ['editor', 'editor'],
  ['contributor', 'other'],
];

function publicationOf(work: ListedWork, place: Place): object {
  const people = roles.flatMap(([key, role]) => {
    const names = work.contributors.filter((c) => c.role === role).map(({ name, sortAs }) => ({ name, sortAs }));
    return names.length > 0 ? [[key, names] as const] : [];
  });
  const covers = (['l', 's'] as const).flatMap((size) => coverOf(work, size, place) ?? []);
  return {
    metadata: {
      '@type': 'http://schema.org/Book',
      identifier: `urn:uuid:${work.id}`,
      title: work.title,
      ...(work.subtitle !== '' && { subtitle: work.subtitle }),
      ...Object.fromEntries(people),
      ...(work.languages.length > 0 && { language: work.languages }),
      modified: work.updatedAt,
      ...(work.year !== null && work.year > 0 && { published: String(work.year).padStart(4, '0') }),
      ...(work.publisher !== '' && { publisher: work.publisher }),
      ...(work.description !== '' && { description: work.description }),
      ...(work.subjects.length > 0 && { subject: work.subjects }),
      ...(work.series !== '' && { belongsTo: { series: seriesOf(work) } }),
    },
    links: [{ rel: acquisitionOf(work), href: addressOf(work, place), type: EPUB, size: work.bytes }],
    ...(covers.length > 0 && { images: covers.map((href) => ({ href, type: 'image/webp' })) }),
  };
}

/** A position is a number in OPDS; another one is left out. */
const seriesOf = ({ series, seriesNumber }: ListedWork): object => {
  const position = Number(seriesNumber || Number.NaN);
  return { name: series, ...(Number.isFinite(position) && { position }) };
};
