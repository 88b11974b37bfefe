/** Reads ratings and books from CSV files, for `egoejo recommend`. */
import type { FaultsOf } from '@egoejo/shared/file-faults.ts';
import { cut } from '@egoejo/shared/platform/cut.ts';
import { LIKED, OPENED, type Reading, type WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import { ok, type Result } from '@egoejo/shared/platform/result.ts';
import { readRecords, type FileRecord } from '../../platform/files/delimited.ts';
import { fault, type FileCode } from '../../platform/files/file-fault.ts';
import { unpacked } from '../unpacked.ts';

export type RatingFileCode = FileCode | FaultsOf<'recommend', 'file'>;
type Fault = Result<never, RatingFileCode>;

/** The cells of a record, in the order of the columns that were asked for. */
type Take = (cells: string[], line: number) => Fault | null;

/**
 * Gives each record's cells to `take` until one has a fault.
 * @param columns names in the header, which has them in any order among others
 */
async function readTable(
  chunks: AsyncIterable<Uint8Array>,
  columns: readonly string[],
  take: Take,
): Promise<Fault | null> {
  const takeRecord = tableReader(columns, take);
  const file = await unpacked(chunks);
  let lines = 0;
  for await (const records of readRecords(file.bytes, 'guess')) {
    // What follows is due to the damage.
    if (file.broken()) break;
    if (!records.ok) return records;
    for (const record of records.value) {
      const bad = takeRecord(record);
      if (bad) return bad;
      lines++;
    }
  }
  if (file.broken()) return fault('recommend.bad_gzip', 0, 'a compressed file that is cut short or damaged');
  return lines > 1 ? null : fault('recommend.empty', 1, 'no line after the header');
}

/** Takes the header first, then the records under it. */
function tableReader(columns: readonly string[], take: Take): (record: FileRecord) => Fault | null {
  let header: { width: number; places: number[] } | null = null;
  return ({ line, fields }) => {
    if (header === null) {
      const names = fields.map((name) => name.toLowerCase());
      const missing = columns.find((name) => !names.includes(name));
      if (missing !== undefined) return fault('recommend.no_column', line, `the header has no column ${missing}`);
      header = { width: fields.length, places: columns.map((name) => names.indexOf(name)) };
      return null;
    }
    if (fields.length !== header.width)
      return fault('recommend.ragged_row', line, `${fields.length} cells for ${header.width} columns`);
    const cells = header.places.map((at) => fields[at] ?? '');
    return take(cells, line);
  };
}

const quoted = (text: string): string => JSON.stringify(cut(text, 40));
const isBook = (text: string): boolean => /^\d{1,15}$/.test(text);

/** `Storm Front (The Dresden Files, #1)`, `The Wheel of Time (#1-3)`: a title, its series, and the number if it is one. */
const inSeries = /^(?<title>.*\S)\s*\((?<name>[^()]*?),?\s*#(?<number>[\d.]+)?[^()]*\)$/;
function titleOf(text: string): Pick<WorkDescription, 'title' | 'series'> {
  const { title, name, number } = inSeries.exec(text)?.groups ?? {};
  if (title === undefined || !name) return { title: text, series: null };
  return { title, series: { name, number: number === undefined ? null : Number.parseFloat(number) } };
}
const list = (text: string, delimiter: string): string[] =>
  text
    .split(delimiter)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/**
 * Books from the columns book, title, authors (`,` between them), language and genres (`|` between them).
 * @returns them by number, or the first fault
 */
export async function readBooks(
  chunks: AsyncIterable<Uint8Array>,
): Promise<Result<readonly WorkDescription[], RatingFileCode>> {
  const books = new Map<number, WorkDescription>();
  const columns = ['book', 'title', 'authors', 'language', 'genres'];
  const bad = await readTable(chunks, columns, ([book = '', title = '', authors = '', language, genres = ''], line) => {
    if (!isBook(book)) return fault('recommend.bad_book', line, `${quoted(book)} is not the number of a book`);
    if (books.has(Number(book))) return fault('recommend.book_twice', line, `book ${Number(book)} stands twice`);
    books.set(Number(book), {
      id: String(Number(book)),
      ...titleOf(title),
      authors: list(authors, ','),
      subjects: list(genres, '|'),
      language: language || null,
    });
    return null;
  });
  return bad ?? ok([...books].sort(([a], [b]) => a - b).map(([, work]) => work));
}

/** A line of a file of ratings; 4 and more say that the reader liked the book. */
const LIKED_FROM = 4;

/**
 * Ratings from the columns user, book and rating (1 to 5), in order of time for each reader.
 * @param books the known ones
 * @returns them in the file's order, which is their time; or the first fault
 */
export async function readRatings(
  chunks: AsyncIterable<Uint8Array>,
  books: readonly WorkDescription[],
): Promise<Result<readonly Reading[], RatingFileCode>> {
  const known = new Set(books.map(({ id }) => id));
  const rated = new Set<string>();
  const readings: Reading[] = [];
  const bad = await readTable(chunks, ['user', 'book', 'rating'], ([reader = '', book = '', rating = ''], line) => {
    if (reader === '') return fault('recommend.no_reader', line, 'a rating of nobody');
    if (!isBook(book)) return fault('recommend.bad_book', line, `${quoted(book)} is not the number of a book`);
    const work = String(Number(book));
    if (!known.has(work)) return fault('recommend.unknown_book', line, `book ${work} is not among the books`);
    if (!/^\d(\.\d{1,3})?$/.test(rating) || Number(rating) < 1 || Number(rating) > 5)
      return fault('recommend.bad_rating', line, `${quoted(rating)} is not a rating from 1 to 5`);
    const pair = `${work} ${reader}`;
    if (rated.has(pair))
      return fault('recommend.rated_twice', line, `book ${work} was already rated by ${quoted(reader)}`);
    rated.add(pair);
    readings.push({ reader, work, weight: Number(rating) >= LIKED_FROM ? LIKED : OPENED, time: readings.length });
    return null;
  });
  return bad ?? ok(readings);
}
