/** Titles, contributors, year and series of a package. Pure. */
import { cut } from '@egoejo/shared/platform/cut.ts';
import type { Contributor, Role } from '@egoejo/shared/catalogue/model.ts';
import type { Refinements } from './refinements.ts';
import { oneLine, wholeText, type Element } from '../../platform/files/xml.ts';

export interface Title {
  text: string;
  /** `main`, `subtitle`, `collection`, `edition`, `expanded`, `short`; '' if the book says none. */
  type: string;
  /** The place among the titles when they are shown together; null: none is said. */
  place: number | null;
}
export interface Series {
  name: string;
  /** As written, such as `2` or `2.5`; '' if none is said. */
  number: string;
}

const MOST_TITLES = 20;
const MOST_CONTRIBUTORS = 100;
const LINE = 500;

/** In the order of the package. */
export const titlesOf = (all: readonly Element[], refined: Refinements): Title[] =>
  all
    .filter((e) => e.name === 'title')
    .map((e) => {
      const place = Number.parseInt(refined(e, 'display-seq'), 10);
      return {
        text: oneLine(wholeText(e), LINE),
        type: refined(e, 'title-type'),
        place: Number.isSafeInteger(place) ? place : null,
      };
    })
    .filter((t) => t.text !== '')
    .slice(0, MOST_TITLES);

/** The title that lists show: the one called main, else the first. '' if the book has none. */
export const mainTitle = (titles: readonly Title[]): string =>
  (titles.find((t) => t.type === 'main') ?? titles[0])?.text ?? '';

/**
 * The part of the title below it: the titles called subtitle, in their order. A short or expanded form of the title is
 * none.
 */
export const subtitleOf = (titles: readonly Title[]): string =>
  titles
    .filter((t) => t.type === 'subtitle')
    .sort((a, b) => (a.place ?? MOST_TITLES) - (b.place ?? MOST_TITLES))
    .map((t) => t.text)
    .join(' – ');

/** MARC relator codes of the roles that the catalogue tells apart. */
const roles: Readonly<Record<string, Role>> = {
  aut: 'author',
  cre: 'author',
  trl: 'translator',
  ill: 'illustrator',
  art: 'illustrator',
  nrt: 'narrator',
  edt: 'editor',
};

/** Creators first, in the order of the package or of their `display-seq`; a name in two roles is told twice. */
export function contributorsOf(all: readonly Element[], refined: Refinements): Contributor[] {
  const found = all.flatMap((e) => {
    if (e.name !== 'creator' && e.name !== 'contributor') return [];
    const name = oneLine(wholeText(e), LINE);
    if (name === '') return [];
    const code = (
      refined(e, 'role') ||
      e.attributes['{http://www.idpf.org/2007/opf}role'] ||
      e.attributes['role'] ||
      ''
    )
      .toLowerCase()
      .trim();
    const creates = e.name === 'creator';
    const role: Role = code === '' ? (creates ? 'author' : 'other') : (roles[code] ?? 'other');
    const sortAs = oneLine(
      refined(e, 'file-as') || e.attributes['{http://www.idpf.org/2007/opf}file-as'] || e.attributes['file-as'],
      LINE,
    );
    const place = Number.parseInt(refined(e, 'display-seq'), 10);
    return [
      { creates, place: place > 0 ? place : MOST_CONTRIBUTORS, entry: { name, role, ...(sortAs && { sortAs }) } },
    ];
  });
  return found
    .sort((a, b) => Number(b.creates) - Number(a.creates) || a.place - b.place)
    .map((f) => f.entry)
    .slice(0, MOST_CONTRIBUTORS);
}

/**
 * The year in which the work appeared: of the dates that the package gives, the first publication if it is called so,
 * else the first. Null where there is none between the first books and next century.
 */
export function datesOf(all: readonly Element[]): number | null {
  const dates = all.filter((e) => e.name === 'date');
  const eventOf = (e: Element): string =>
    e.attributes['{http://www.idpf.org/2007/opf}event'] ?? e.attributes['event'] ?? '';
  const best =
    dates.find((e) => eventOf(e) === 'original-publication') ??
    dates.find((e) => eventOf(e) === 'publication') ??
    dates.find((e) => eventOf(e) !== 'modification');
  const year = Number(/^\s*(-?\d{1,4})(?!\d)/.exec(best ? wholeText(best) : '')?.[1] ?? Number.NaN);
  return Number.isSafeInteger(year) && year >= -3000 && year < 2200 ? year : null;
}

/** EPUB 3's collection of type series, or Calibre's meta. */
export function seriesOf(all: readonly Element[], refined: Refinements): Series | null {
  for (const e of all) {
    if (e.name !== 'meta' || e.attributes['property'] !== 'belongs-to-collection' || e.attributes['refines']) continue;
    // A collection of no type is how some shops tag a book, not a series.
    if (refined(e, 'collection-type') !== 'series') continue;
    const name = oneLine(wholeText(e), LINE);
    if (name !== '') return { name, number: cut(refined(e, 'group-position'), 20) };
  }
  const named = (name: string): string =>
    oneLine(all.find((e) => e.name === 'meta' && e.attributes['name'] === name)?.attributes['content'], LINE);
  const calibre = named('calibre:series');
  return calibre === '' ? null : { name: calibre, number: cut(named('calibre:series_index'), 20) };
}
