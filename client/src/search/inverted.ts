/**
 * An inverted index that is changed document by document: for each term the documents and fields that have it, each as
 * one small integer in one list, in the order of the documents. Reading such a list costs some nanoseconds an entry,
 * so that a word in every document stays cheap; maps of maps took ten times as long (decision 77).
 */
import { terms, words } from './words.ts';
import { changed } from './vocabulary.ts';

/** The fields of a document, and what a word in each counts. */
const FIELDS = ['title', 'summary', 'category', 'about', 'body'] as const;
export type Fields = Record<(typeof FIELDS)[number], string>;
const BOOST = [3, 1, 1.5, 1, 0.7] as const;
const SUMMARY = FIELDS.indexOf('summary');
const BODY = FIELDS.indexOf('body');

/** An entry: the document's number, its field in 3 bits, and how often the term occurs there in 8 bits. */
const OFTEN_BITS = 8;
const MOST_OFTEN = 255;
const FIELD_BITS = 3;
const DOC_BITS = OFTEN_BITS + FIELD_BITS;
const entryOf = (doc: number, field: number, often: number): number =>
  doc * 2 ** DOC_BITS + (field << OFTEN_BITS) + Math.min(often, MOST_OFTEN);
const docOf = (entry: number): number => entry >>> DOC_BITS;
const fieldOf = (entry: number): number => (entry >>> OFTEN_BITS) & (2 ** FIELD_BITS - 1);

export interface Inverted {
  /** By term; entries ascend. */
  lists: Map<string, number[]>;
  /** By number of the document and field: how many different words it has. */
  lengths: number[];
  /** The sums of `lengths` by field. */
  sums: number[];
  /** Documents in the index, and the numbers that deleted ones left free. */
  size: number;
  spare: number[];
  /** All terms in order as of the last `sortedTerms`, and what has changed since. */
  sorted: readonly string[];
  more: Set<string>;
  gone: Set<string>;
}
export const createInverted = (): Inverted => ({
  lists: new Map(),
  lengths: [],
  sums: FIELDS.map(() => 0),
  size: 0,
  spare: [],
  sorted: [],
  more: new Set(),
  gone: new Set(),
});
/** One more than the greatest number of a document. */
export const places = ({ lengths }: Inverted): number => lengths.length / FIELDS.length;

/** Calls back with each term of a document and the entry for it. @returns the different words of each field */
function entries(doc: number, row: Fields, each: (term: string, entry: number) => void): number[] {
  return FIELDS.map((name, field) => {
    const often = new Map<string, number>();
    for (const word of words(row[name])) often.set(word, (often.get(word) ?? 0) + 1);
    const byTerm = new Map<string, number>();
    for (const [word, n] of often) for (const term of terms(word)) byTerm.set(term, (byTerm.get(term) ?? 0) + n);
    for (const [term, n] of byTerm) each(term, entryOf(doc, field, n));
    return often.size;
  });
}

/** Where an entry of this document and field stands in a list, or would stand. */
function placeIn(list: readonly number[], least: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (list[middle]! < least) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Adds a document. @returns its number */
export function add(index: Inverted, row: Fields): number {
  const doc = index.spare.pop() ?? places(index);
  const lengths = entries(doc, row, (term, entry) => {
    const list = index.lists.get(term);
    if (list === undefined) {
      index.lists.set(term, [entry]);
      if (!index.gone.delete(term)) index.more.add(term);
    } else if (list.at(-1)! < entry) list.push(entry);
    else list.splice(placeIn(list, entry), 0, entry);
  });
  lengths.forEach((n, field) => {
    index.lengths[doc * FIELDS.length + field] = n;
    index.sums[field]! += n;
  });
  index.size++;
  return doc;
}

/** Removes a document; `row` is what was added. */
export function remove(index: Inverted, doc: number, row: Fields): void {
  const lengths = entries(doc, row, (term, entry) => {
    const list = index.lists.get(term);
    if (list === undefined) return;
    const at = placeIn(list, entry);
    if (list[at] === entry) list.splice(at, 1);
    if (list.length > 0) return;
    index.lists.delete(term);
    if (!index.more.delete(term)) index.gone.add(term);
  });
  lengths.forEach((n, field) => {
    index.lengths[doc * FIELDS.length + field] = 0;
    index.sums[field]! -= n;
  });
  index.size--;
  index.spare.push(doc);
}

/** All terms in order. */
export function sortedTerms(index: Inverted): readonly string[] {
  if (index.more.size + index.gone.size > 0) {
    index.sorted = changed(index.sorted, index.more, index.gone);
    index.more.clear();
    index.gone.clear();
  }
  return index.sorted;
}

/** What each document scores for one word of a query, by its number. */
export interface Scores {
  sum: Float64Array;
  /** Below 0: more terms match in the summary than in the long text. */
  lean: Int16Array;
}
export const noScores = (index: Inverted): Scores => ({
  sum: new Float64Array(places(index)),
  lean: new Int16Array(places(index)),
});

/** BM25+ with the usual constants. */
const [K, B, D] = [1.2, 0.7, 0.5];

/** Adds what each document with this term scores, `weight` times. @returns whether there is one */
export function score(index: Inverted, term: string, weight: number, { sum, lean }: Scores): boolean {
  const list = index.lists.get(term);
  if (list === undefined) return false;
  const counts = FIELDS.map(() => 0);
  for (const entry of list) counts[fieldOf(entry)]!++;
  const rare = counts.map((n, f) => weight * BOOST[f]! * Math.log(1 + (index.size - n + 0.5) / (n + 0.5)));
  const perWord = index.sums.map((all) => (K * B * index.size) / all);
  for (const entry of list) {
    const doc = docOf(entry);
    const field = fieldOf(entry);
    const often = entry & MOST_OFTEN;
    const long = K * (1 - B) + perWord[field]! * index.lengths[doc * FIELDS.length + field]!;
    sum[doc]! += rare[field]! * (D + (often * (K + 1)) / (often + long));
    if (field === BODY) lean[doc]!++;
    else if (field === SUMMARY) lean[doc]!--;
  }
  return true;
}
