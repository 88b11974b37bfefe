/** All terms of an index in order: those that begin with some letters stand together. Pure. */

/** Where a word stands or would stand. */
function placeOf(sorted: readonly string[], word: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle]! < word) from = middle + 1;
    else to = middle;
  }
  return from;
}
/** From which place to which the words begin with these letters; the second is the first that does not. */
const rangeOf = (sorted: readonly string[], letters: string): [from: number, to: number] => [
  placeOf(sorted, letters),
  placeOf(sorted, `${letters}\uffff`),
];
/** The words that begin with these letters. */
export const beginningWith = (sorted: readonly string[], letters: string): string[] =>
  sorted.slice(...rangeOf(sorted, letters));

/** So many letters of a word may be wrong: none of a short one, where each makes another word. */
export const editsFor = (word: string): number => (word.length < 5 ? 0 : word.length < 8 ? 1 : 2);

interface Alike {
  term: string;
  /** Letters that are wrong, missing, too many, or in each other's place. */
  edits: number;
}
/**
 * The words that begin with the same letter and differ by no more than `most` edits (one at least). Neighbours in the
 * order share their beginning, and its row of the table of distances; where every way already costs too much, all words
 * with this beginning are passed over.
 */
export function alike(sorted: readonly string[], word: string, most: number): Alike[] {
  const found: Alike[] = [];
  if (most === 0 || word === '') return found;
  const width = word.length + 1;
  /** `rows[d]`: the distances of the first `d` letters of a term to all beginnings of the word. */
  const rows = [Uint8Array.from({ length: width }, (_, i) => i)];
  const [from, to] = rangeOf(sorted, word.slice(0, 1));
  let [before, shared] = ['', 0];
  for (let at = from; at < to;) {
    const term = sorted[at]!;
    let depth = Math.min(shared, beginningInCommon(before, term));
    let least = 0;
    while (depth < term.length && least <= most) {
      depth++;
      least = fillRow(rows, depth, word, term);
    }
    [before, shared] = [term, depth];
    const edits = rows[depth]![width - 1]!;
    if (least <= most && depth === term.length && edits <= most && edits > 0) found.push({ term, edits });
    at = least > most ? placeOf(sorted, `${term.slice(0, depth)}\uffff`) : at + 1;
  }
  return found;
}

function beginningInCommon(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let n = 0;
  while (n < most && a.charCodeAt(n) === b.charCodeAt(n)) n++;
  return n;
}

/** Writes the distances of the first `depth` letters of `term`. @returns the least of them */
function fillRow(rows: Uint8Array[], depth: number, word: string, term: string): number {
  const above = rows[depth - 1]!;
  const twoAbove = depth > 1 ? rows[depth - 2]! : above;
  const row = (rows[depth] ??= new Uint8Array(word.length + 1));
  const letter = term.charCodeAt(depth - 1);
  const letterBefore = depth > 1 ? term.charCodeAt(depth - 2) : -1;
  let least = (row[0] = depth);
  for (let i = 1; i <= word.length; i++) {
    const own = word.charCodeAt(i - 1);
    let cost = Math.min(above[i - 1]! + (own === letter ? 0 : 1), above[i]! + 1, row[i - 1]! + 1);
    if (i > 1 && own === letterBefore && word.charCodeAt(i - 2) === letter) cost = Math.min(cost, twoAbove[i - 2]! + 1);
    row[i] = cost;
    if (cost < least) least = cost;
  }
  return least;
}

/** A sorted list with some words more and some less. */
export function changed(sorted: readonly string[], more: Iterable<string>, gone: ReadonlySet<string>): string[] {
  const others = [...more].sort();
  const all: string[] = [];
  let next = 0;
  for (const word of sorted) {
    while (next < others.length && others[next]! < word) all.push(others[next++]!);
    if (!gone.has(word)) all.push(word);
  }
  while (next < others.length) all.push(others[next++]!);
  return all;
}
