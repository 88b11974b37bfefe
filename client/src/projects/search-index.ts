/**
 * The offline search: MiniSearch over the texts of a project. It tolerates variations of French: accents, ligatures,
 * elisions, a letter too many, missing or wrong, a word not finished.
 */
import MiniSearch from 'minisearch';
import { fold } from '../platform/fold.ts';

export interface Searchable {
  id: string;
  title: string;
  summary: string;
  category: string;
  place: string;
  community: string;
}

/** Short words that occur in nearly every title: they find nothing, and a query with « de » would match too little. */
const EMPTY = new Set([
  'de',
  'du',
  'des',
  'la',
  'le',
  'les',
  'un',
  'une',
  'et',
  'au',
  'aux',
  'en',
  'sur',
  'pour',
  'dans',
  'par',
  'qu',
  'ou',
  'the',
  'of',
  'and',
]);

/** Words of a text; « l’école » gives « ecole ». */
const words = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => w.length > 1 || /\d/.test(w));
/** Reduces a plural to its singular, so that « velos » finds « vélo » as exactly as « vélo » does. */
const term = (word: string): string | null => {
  if (EMPTY.has(word)) return null;
  return word.length > 3 ? word.replace(/(s|x)$/, '') : word;
};

/** A new, empty index. */
export const createIndex = (): MiniSearch<Searchable> =>
  new MiniSearch<Searchable>({
    fields: ['title', 'summary', 'category', 'place', 'community'],
    tokenize: words,
    processTerm: term,
    searchOptions: {
      tokenize: words,
      processTerm: term,
      boost: { title: 3, category: 1.5 },
      prefix: (t) => t.length > 1,
      fuzzy: (t) => (t.length > 3 ? 0.2 : false),
      maxFuzzy: 3,
      weights: { fuzzy: 0.45, prefix: 0.6 },
    },
  });

/**
 * Ids of the projects that match all the words, best first; when none does, of those that match any of them, best
 * first.
 */
export function find(index: MiniSearch<Searchable>, query: string): string[] {
  const all = index.search(query, { combineWith: 'AND' });
  const found = all.length > 0 ? all : index.search(query, { combineWith: 'OR' });
  return found.map((r) => String(r.id));
}

/** The text of each indexed project by id, so that the next read changes only what differs. */
export type Held = Map<string, string>;
const textOf = (s: Searchable): string => [s.title, s.summary, s.category, s.place, s.community].join('\u0000');

/** Adds new and changed rows to the index; `seen` collects the ids, for `sweep`. */
export function take(index: MiniSearch<Searchable>, held: Held, rows: readonly Searchable[], seen: Set<string>): void {
  for (const row of rows) {
    seen.add(row.id);
    const text = textOf(row);
    const before = held.get(row.id);
    if (before === text) continue;
    if (before === undefined) index.add(row);
    else index.replace(row);
    held.set(row.id, text);
  }
}
/** Removes the rows that no longer exist. */
export function sweep(index: MiniSearch<Searchable>, held: Held, seen: ReadonlySet<string>): void {
  for (const id of held.keys()) {
    if (seen.has(id)) continue;
    index.discard(id);
    held.delete(id);
  }
}
