/**
 * The offline search: MiniSearch over the texts of everything on this device. It tolerates variations of French:
 * accents, ligatures, elisions, inflection, a letter too many, missing or wrong, a word not finished.
 */
import type { FoundKind } from '@egoejo/shared/search/model.ts';
import MiniSearch, { type Query, type SearchResult } from 'minisearch';
import { fold } from '@egoejo/shared/platform/fold.ts';
import { stem } from '@egoejo/shared/search/stem.ts';

/** One thing to find. `key`: its kind and id, see `keyOf`. */
export interface Searchable {
  key: string;
  title: string;
  summary: string;
  category: string;
  /** Names that belong to it: a place, a community, a site, authors. */
  about: string;
  /** Its long text, if this device holds it. */
  body: string;
}
export const keyOf = (kind: FoundKind, id: string): string => `${kind}:${id}`;
export const kindOf = (key: string): FoundKind => key.slice(0, key.indexOf(':')) as FoundKind;
export const idOf = (key: string): string => key.slice(key.indexOf(':') + 1);

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

/** More words of a query change nothing but the time it takes. */
const MOST_WORDS = 12;
/** Longer « words » are addresses and accidents; comparing them letter by letter would be slow. */
const LONGEST_WORD = 40;

/** Words of a text; « l’école » gives « ecole ». */
const words = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => (w.length > 1 || /\d/.test(w)) && w.length <= LONGEST_WORD);
/** A word without its plural, so that « velos » finds « vélo » as exactly as « vélo » does. */
const plain = (word: string): string => (word.length > 3 ? word.replace(/(s|x)$/, '') : word);
/** The same words come again and again, in an index and in what is shown of it. */
const remembered = new Map<string, string[]>();
const MOST_REMEMBERED = 50_000;
/** The terms of a word in the index: itself, for typos and beginnings, and its stem. */
export function terms(word: string): string[] {
  if (EMPTY.has(word)) return [];
  const before = remembered.get(word);
  if (before) return before;
  const [exact, stemmed] = [plain(word), stem(word)];
  const all = exact === stemmed ? [exact] : [exact, stemmed];
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(word, all);
  return all;
}

export interface Index {
  mini: MiniSearch<Searchable>;
  /** How often each term was indexed: a word among them was not mistyped. */
  known: Map<string, number>;
}
/** A new, empty index. */
export function createIndex(): Index {
  const known = new Map<string, number>();
  const mini = new MiniSearch<Searchable>({
    idField: 'key',
    fields: ['title', 'summary', 'category', 'about', 'body'],
    tokenize: words,
    processTerm: (word) => {
      const all = terms(word);
      for (const one of all) known.set(one, (known.get(one) ?? 0) + 1);
      return all;
    },
    searchOptions: {
      tokenize: (one) => [one],
      processTerm: (one) => one,
      boost: { title: 3, category: 1.5, body: 0.7 },
      weights: { fuzzy: 0.45, prefix: 0.6 },
    },
  });
  return { mini, known };
}

/**
 * A word of the query: as it is, another form of it, mistyped, or not finished. A word that occurs as it is was not
 * mistyped, and is finished if another follows it: comparing it with all others would take most of the time.
 */
function ofWord(word: string, known: ReadonlyMap<string, number>, last: boolean): Query {
  const [exact, stemmed] = [plain(word), stem(word)];
  const sure = known.has(exact);
  const asTyped: Query = {
    queries: [exact],
    prefix: last || !sure,
    fuzzy: word.length > 3 && !sure ? 0.2 : false,
    maxFuzzy: 3,
  };
  return exact === stemmed
    ? asTyped
    : { combineWith: 'OR', queries: [asTyped, { queries: [stemmed], prefix: false, fuzzy: false }] };
}

/**
 * What matches all the words, best first; when nothing does, what matches any of them, best first. `only` keeps one
 * kind.
 */
export function search({ mini, known }: Index, query: string, only: FoundKind | null = null): SearchResult[] {
  const asked = [...new Set(words(query))].filter((w) => !EMPTY.has(w)).slice(0, MOST_WORDS);
  if (asked.length === 0) return [];
  const filter = (result: SearchResult): boolean => only === null || kindOf(String(result.id)) === only;
  const queries: Query[] = asked.map((word, i) => ofWord(word, known, i === asked.length - 1));
  const often = (i: number): number => known.get(plain(asked[i] ?? '')) ?? 0;
  const order = asked.map((_, i) => i).sort((a, b) => often(a) - often(b));
  const rarestFirst = order.flatMap((i): Query[] => (queries[i] === undefined ? [] : [queries[i]]));
  const all = withAll(mini, rarestFirst, filter);
  return all.length > 0 || asked.length === 1 ? all : mini.search({ combineWith: 'OR', queries }, { filter });
}

/**
 * What matches all the queries, as MiniSearch's own AND finds and scores it, but each word is only scored where those
 * before it were found: with a rare word among them, the common ones cost next to nothing.
 */
function withAll(
  mini: MiniSearch<Searchable>,
  queries: readonly Query[],
  filter: (result: SearchResult) => boolean,
): SearchResult[] {
  const [first, ...others] = queries;
  if (first === undefined) return [];
  let found = mini.search(first, { filter });
  for (const query of others) {
    const before = new Map(found.map((r) => [String(r.id), r]));
    const boostDocument = (id: unknown): number => (before.has(String(id)) ? 1 : 0);
    found = mini.search(query, { boostDocument }).flatMap((r) => {
      const other = before.get(String(r.id));
      return other ? { ...r, score: other.score + r.score, match: { ...other.match, ...r.match } } : [];
    });
  }
  return found.sort((a, b) => b.score - a.score);
}

/** What is indexed, by key, so that the next read changes only what differs. */
export type Held = Map<string, Searchable>;
const same = (a: Searchable, b: Searchable): boolean =>
  a.title === b.title &&
  a.summary === b.summary &&
  a.category === b.category &&
  a.about === b.about &&
  a.body === b.body;

/** Adds new and changed rows to the index; `seen` collects the keys, for `sweep`. */
export function take({ mini }: Index, held: Held, rows: readonly Searchable[], seen: Set<string>): void {
  for (const row of rows) {
    seen.add(row.key);
    const before = held.get(row.key);
    if (before && same(before, row)) continue;
    if (before === undefined) mini.add(row);
    else mini.replace(row);
    held.set(row.key, row);
  }
}
/** Removes the rows that no longer exist. */
export function sweep({ mini }: Index, held: Held, seen: ReadonlySet<string>): void {
  for (const key of held.keys()) {
    if (seen.has(key)) continue;
    mini.discard(key);
    held.delete(key);
  }
}
