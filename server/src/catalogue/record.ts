/** What the catalogue writes of a book: the row of its work, and that of its edition. Pure. */
import { basename, extname } from 'node:path';
import { categoriesOf } from '@egoejo/shared/catalogue/categories.ts';
import { authorsOf, NAMED_AUTHORS } from '@egoejo/shared/catalogue/model.ts';
import { licenceOf } from '@egoejo/shared/catalogue/licence.ts';
import { plainLine } from '@egoejo/shared/platform/texts.ts';
import type { Book } from './epub/book.ts';
import { mainTitle, subtitleOf } from './epub/metadata.ts';
import { plainText } from './epub/text-reader.ts';

/** The authors as one line, such as `Awa A, Zoé B`. */
function authorsLine(contributors: Book['contributors']): string {
  const names = authorsOf(contributors);
  return names.slice(0, NAMED_AUTHORS).join(', ') + (names.length > NAMED_AUTHORS ? ', …' : '');
}

/** A name in the key of a work: stored keys have it so, whatever words are compared by today. */
const keyed = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss');

export function workOf(book: Book, path: string) {
  const title = plainLine(mainTitle(book.titles)) || basename(path, extname(path)) || '?';
  const authors = plainLine(authorsLine(book.contributors));
  return {
    title,
    subtitle: plainLine(subtitleOf(book.titles)),
    authors,
    languages: book.languages.map((l) => l.toLowerCase()),
    year: book.year,
    publisher: plainLine(book.publisher),
    series: plainLine(book.series?.name ?? ''),
    seriesNumber: book.series?.number ?? '',
    rights: book.rights,
    licence: licenceOf(book.rights),
    description: plainText(book.description),
    subjects: book.subjects,
    categories: categoriesOf(book.subjects),
    contributors: book.contributors,
    accessibility: book.accessibility,
    // An identifier alone does not make two files one work: many tools write the same one into every book.
    importKey: JSON.stringify([book.identifier, keyed(title), keyed(authors), book.languages[0]?.toLowerCase() ?? '']),
  };
}

export function editionOf(book: Book) {
  return {
    format: book.version.startsWith('3') ? 'epub3' : 'epub2',
    identifier: book.identifier,
    words: book.words,
    spine: book.spine,
    layout: book.layout,
    progression: book.progression,
    counts: book.counts,
    stripped: book.stripped,
  };
}
