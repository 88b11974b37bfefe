/**
 * The offline search over the texts of everything on this device. It tolerates variations of French: accents,
 * ligatures, elisions, inflection, a letter too many, missing, wrong or in another's place, a word not finished.
 */
import type { FoundKind } from '@egoejo/shared/search/model.ts';
import { stem } from '@egoejo/shared/search/stem.ts';
import {
  add,
  createInverted,
  noScores,
  places,
  remove,
  score,
  sortedTerms,
  type Inverted,
  type Scores,
} from './inverted.ts';
import { alike, beginningWith, editsFor } from './vocabulary.ts';
import { isEmpty, plain, words } from './words.ts';

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
  /** Only a message has these: the room it is in, and the time when the server received it. */
  room?: string;
  at?: string;
}
export const keyOf = (kind: FoundKind, id: string): string => `${kind}:${id}`;
export const kindOf = (key: string): FoundKind => key.slice(0, key.indexOf(':')) as FoundKind;
export const idOf = (key: string): string => key.slice(key.indexOf(':') + 1);

/** More words of a query change nothing but the time it takes. */
const MOST_WORDS = 12;
/** As many mistyped words are taken for one of the query, the nearest and then the commonest. */
const MOST_ALIKE = 50;
/** What a word counts that is only the beginning of one, or that is mistyped. */
const WEIGHT = { begun: 0.6, alike: 0.45 };

/** Everything by its number in the inverted index: what a query reads of thousands stands in lists of its own. */
export interface Index {
  inverted: Inverted;
  rows: (Searchable | undefined)[];
  keys: string[];
  kinds: FoundKind[];
  numbers: Map<string, number>;
  /** How many of them have a long text. */
  texts: number;
}
/** A new, empty index. */
export const createIndex = (): Index => ({
  inverted: createInverted(),
  rows: [],
  keys: [],
  kinds: [],
  numbers: new Map(),
  texts: 0,
});

/** What a word of the query finds: the score of each document, and the terms that it has. */
interface Found extends Scores {
  /** How many forms of the word, as typed and stemmed, each document has: more of them count more. */
  forms: Uint8Array;
  terms: readonly string[];
}

/**
 * A word of the query: as it is, another form of it, mistyped, or not finished. A word that occurs as it is was not
 * mistyped, and is finished if another follows it.
 */
function ofWord({ inverted }: Index, word: string, last: boolean): Found {
  const [exact, stemmed] = [plain(word), stem(word)];
  const sure = inverted.lists.has(exact);
  const typed = new Map([[exact, 1]]);
  if (last || !sure)
    for (const term of beginningWith(sortedTerms(inverted), exact))
      if (term !== exact)
        typed.set(term, (WEIGHT.begun * term.length) / (term.length + 0.3 * (term.length - exact.length)));
  if (!sure) for (const [term, weight] of mistyped(inverted, exact)) if (!typed.has(term)) typed.set(term, weight);
  const all = noScores(inverted);
  const forms = new Uint8Array(places(inverted));
  const terms = [...typed].flatMap(([term, weight]) => (score(inverted, term, weight, all) ? [term] : []));
  for (let doc = 0; doc < forms.length; doc++) if (all.sum[doc]! > 0) forms[doc] = 1;
  if (stemmed === exact) return { ...all, forms, terms };
  const other = noScores(inverted);
  if (score(inverted, stemmed, 1, other)) {
    terms.push(stemmed);
    for (let doc = 0; doc < forms.length; doc++)
      if (other.sum[doc]! > 0) {
        forms[doc]!++;
        all.sum[doc]! += other.sum[doc]!;
        all.lean[doc]! += other.lean[doc]!;
      }
  }
  return { ...all, forms, terms };
}

/** The terms that a mistyped word may mean, with what each counts. */
function mistyped(inverted: Inverted, word: string): [term: string, weight: number][] {
  const often = (term: string): number => inverted.lists.get(term)?.length ?? 0;
  return alike(sortedTerms(inverted), word, editsFor(word))
    .sort((a, b) => a.edits - b.edits || often(b.term) - often(a.term))
    .slice(0, MOST_ALIKE)
    .map(({ term, edits }) => [term, (WEIGHT.alike * term.length) / (term.length + edits)]);
}

export interface Results {
  /** The numbers of what matches, best first. */
  found: Uint32Array;
  /** Whether a term is one of those that were looked for. */
  matches: (term: string) => boolean;
  /** Whether more of these terms occur in a long text than in its summary. */
  inBody: (doc: number) => boolean;
}
const NOTHING: Results = { found: new Uint32Array(), matches: () => false, inBody: () => false };

/**
 * What matches all the words, best first; when nothing does, what matches any of them, best first. `only` keeps one
 * kind.
 */
export function search(index: Index, query: string, only: FoundKind | null = null): Results {
  const asked = [...new Set(words(query))].filter((w) => !isEmpty(w)).slice(0, MOST_WORDS);
  if (asked.length === 0) return NOTHING;
  const byWord = asked.map((word, i) => ofWord(index, word, i === asked.length - 1));
  const all = ranked(index, byWord, asked.length, only);
  const found = all.length > 0 || asked.length === 1 ? all : ranked(index, byWord, 1, only);
  const terms = new Set(byWord.flatMap((w) => w.terms));
  return {
    found,
    matches: (term) => terms.has(term),
    inBody: (doc) => byWord.reduce((sum, { lean }) => sum + lean[doc]!, 0) > 0,
  };
}

/** More documents than a device holds; below it a score and a number fit in one. */
const MOST_DOCS = 2 ** 21;
/** Scores are compared to this part of one. */
const FINE = 2 ** 14;

/**
 * The documents with at least `least` of the words, best first, those that came first before equal ones. A score and
 * its document are one number: the platform sorts numbers in a fraction of the time that a comparison of ours takes.
 */
function ranked({ kinds }: Index, byWord: readonly Found[], least: number, only: FoundKind | null): Uint32Array {
  const order = new Float64Array(kinds.length);
  let n = 0;
  for (let doc = 0; doc < kinds.length; doc++) {
    let having = 0;
    let forms = 0;
    let sum = 0;
    for (const found of byWord) {
      const own = found.forms[doc]!;
      if (own === 0) continue;
      having++;
      forms += own;
      sum += least === 1 ? found.sum[doc]! : found.sum[doc]! * own;
    }
    if (having < least || (only !== null && kinds[doc] !== only)) continue;
    const points = Math.round((least === 1 ? sum * forms : sum) * FINE);
    order[n++] = points * MOST_DOCS + (MOST_DOCS - 1 - doc);
  }
  const worstFirst = order.subarray(0, n).sort();
  const found = new Uint32Array(n);
  for (const packed of worstFirst) found[--n] = MOST_DOCS - 1 - (packed - Math.floor(packed / MOST_DOCS) * MOST_DOCS);
  return found;
}

const same = (a: Searchable, b: Searchable): boolean =>
  a.title === b.title &&
  a.summary === b.summary &&
  a.category === b.category &&
  a.about === b.about &&
  a.body === b.body;

/** Adds new and changed rows to the index; `seen` collects the keys, for `sweep`. */
export function take(index: Index, rows: readonly Searchable[], seen: Set<string>): void {
  for (const row of rows) {
    seen.add(row.key);
    const before = index.rows[index.numbers.get(row.key) ?? -1];
    if (before && same(before, row)) continue;
    if (before) drop(index, before);
    const doc = add(index.inverted, row);
    index.rows[doc] = row;
    index.keys[doc] = row.key;
    index.kinds[doc] = kindOf(row.key);
    index.numbers.set(row.key, doc);
    if (row.body !== '') index.texts++;
  }
}
/** Removes the rows that no longer exist. */
export function sweep(index: Index, seen: ReadonlySet<string>): void {
  for (const row of index.rows) if (row && !seen.has(row.key)) drop(index, row);
  // Put in order now, not when the member waits for an answer.
  sortedTerms(index.inverted);
}
function drop(index: Index, row: Searchable): void {
  const doc = index.numbers.get(row.key);
  if (doc === undefined) return;
  remove(index.inverted, doc, row);
  index.rows[doc] = undefined;
  index.numbers.delete(row.key);
  if (row.body !== '') index.texts--;
}
