/**
 * KOReader's marks: its export as JSON, of one book or of several, and the file `metadata.epub.lua` beside a book
 * (B9). `docs/decisions/113-kosync.md` says of which versions.
 */
import {
  colourOf,
  createdAt,
  fieldsOf,
  numberIn,
  pointerIn,
  sameTitle,
  textIn,
  type Fields,
  type ForeignMark,
} from './model.ts';

function markOfEntry(given: unknown): ForeignMark[] {
  const entry = fieldsOf(given);
  if (!entry) return [];
  const [text, note] = [textIn(entry, 'text'), textIn(entry, 'note')];
  // A mark on a picture has neither text nor position.
  if (text === '' && note === '') return [];
  const [start, end] = [pointerIn(entry, 'pos0_xp'), pointerIn(entry, 'pos1_xp')];
  const kind = entry['sort'] === 'bookmark' ? 'bookmark' : 'highlight';
  const made = createdAt(numberIn(entry, 'time') * 1000);
  return [{ kind, text, note, colour: colourOf(entry['color']), cfi: null, start, end, ...made }];
}

interface Exported {
  title: string;
  entries: readonly unknown[];
}
function exported(given: unknown): Exported | null {
  const book = fieldsOf(given);
  const entries: unknown = book?.['entries'];
  return book && Array.isArray(entries) ? { title: textIn(book, 'title'), entries } : null;
}

/** Reads the export of one book, or its part of an export of several. Null: it is none; `other`: of other books. */
export function readKoreaderExport(given: unknown, title: string): ForeignMark[] | 'other' | null {
  const one = exported(given);
  if (one) return one.entries.flatMap(markOfEntry);
  const documents: unknown = fieldsOf(given)?.['documents'];
  if (!Array.isArray(documents)) return null;
  const books = documents.flatMap((d) => exported(d) ?? []);
  const ours = books.length === 1 ? books : books.filter((b) => sameTitle(b.title, title));
  return ours.length === 0 ? 'other' : ours.flatMap((b) => b.entries.flatMap(markOfEntry));
}

/** Times of the e-reader carry no time zone, so they are read in the zone of this device. */
const madeAt = (of: Fields) => createdAt(Date.parse(textIn(of, 'datetime').replace(' ', 'T')));
/** The entries of a Lua list, sorted by their numeric keys. */
const listed = (of: Fields): Fields[] =>
  Object.entries(of)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, value]) => fieldsOf(value))
    .filter((fields) => fields !== null);

/** A mark beside a book, as versions since 2024 have it: a bookmark is not drawn. */
function markBeside(of: Fields): ForeignMark {
  const kind = of['drawer'] === undefined ? 'bookmark' : 'highlight';
  return {
    kind,
    text: textIn(of, 'text'),
    note: textIn(of, 'note'),
    colour: colourOf(of['color']),
    cfi: null,
    start: pointerIn(of, 'pos0') ?? pointerIn(of, 'page'),
    end: kind === 'bookmark' ? null : pointerIn(of, 'pos1'),
    ...madeAt(of),
  };
}
/** As older versions have it: `notes` has the passage, `text` the reader's words or a sentence made of the passage. */
function oldMarkBeside(of: Fields): ForeignMark {
  const [passage, words] = [textIn(of, 'notes'), textIn(of, 'text')];
  const highlighted = of['highlighted'] === true;
  return {
    kind: highlighted ? 'highlight' : 'bookmark',
    text: passage,
    // The sentence that KOReader makes itself holds the passage.
    note: words.includes(passage) ? '' : words,
    colour: 'yellow',
    cfi: null,
    start: pointerIn(of, 'pos0') ?? pointerIn(of, 'page'),
    end: highlighted ? pointerIn(of, 'pos1') : null,
    ...madeAt(of),
  };
}

/** Reads the table of a `metadata.epub.lua`. Null: it has none of the expected parts. */
export function readSidecar(given: Fields | null): ForeignMark[] | null {
  const [annotations, bookmarks] = [fieldsOf(given?.['annotations']), fieldsOf(given?.['bookmarks'])];
  if (annotations) return listed(annotations).map(markBeside);
  return bookmarks && listed(bookmarks).map(oldMarkBeside);
}
