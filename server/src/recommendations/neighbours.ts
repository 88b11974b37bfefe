/**
 * The nearest works of each work. Similarity of a and b is
 *
 *     readers · together(a, b) ÷ √((n_a + shrink) (n_b + shrink)) + content · similarity of what they are
 *
 * n_a: readers of a; together: readers who read both within `window` places of their history. Without window and shrink
 * the first part is the item–item cosine of Sarwar and others (2001) on what was read or not; the window is that of
 * word vectors (item2vec, Barkan and Koenigstein 2016); shrinking is that of Bell and Koren (2007).
 *
 * One work at a time is counted in one array as long as the catalogue, so memory does not depend on how many pairs of
 * works there are, and time grows with readings × window.
 */
import type { Content } from './content.ts';
import { grouped, type Histories } from './evaluate/histories.ts';
import { bestOf, createSums, type Sums } from './sums.ts';
import type { Tuning } from './evaluate/tuning.ts';

/** The neighbours of work w are the places `starts[w]` to `starts[w + 1]` (excluded), nearest first. */
export interface Neighbours {
  readonly starts: Int32Array;
  readonly works: Int32Array;
  readonly similarities: Float32Array;
}

export function findNeighbours(count: number, histories: Histories, content: Content, tuning: Tuning): Neighbours {
  const addTogether = pairCounter(count, histories, tuning);
  const sums = createSums(count);
  const most = Math.min(tuning.neighbours, Math.max(0, count - 1));
  const starts = new Int32Array(count + 1);
  const works = new Int32Array(count * most);
  const similarities = new Float32Array(count * most);
  let end = 0;
  for (let work = 0; work < count; work++) {
    sums.clear();
    if (tuning.readers > 0) addTogether(sums, work);
    if (tuning.content > 0) content.addSimilar(sums, work, tuning.content);
    for (const other of bestOf(sums, most, (index) => index === work)) {
      works[end] = other;
      similarities[end++] = sums.values[other]!;
    }
    starts[work + 1] = end;
  }
  return { starts, works: works.subarray(0, end), similarities: similarities.subarray(0, end) };
}

/** @returns puts the first part of the similarity of a work to every other into empty sums */
function pairCounter(count: number, { starts, works }: Histories, tuning: Tuning) {
  const { window, shrink, readers } = tuning;
  const { starts: firsts, places } = grouped(works, count);
  const readerOf = new Int32Array(works.length);
  for (let r = 0; r + 1 < starts.length; r++) readerOf.fill(r, starts[r], starts[r + 1]);
  const readersOf = (work: number): number => firsts[work + 1]! - firsts[work]! + shrink;
  return (sums: Sums, work: number): void => {
    for (let p = firsts[work]!; p < firsts[work + 1]!; p++) {
      const place = places[p]!;
      const reader = readerOf[place]!;
      const from = Math.max(starts[reader]!, place - window);
      const to = Math.min(starts[reader + 1]!, place + window + 1);
      for (let other = from; other < to; other++) sums.add(works[other]!, 1);
    }
    for (let t = 0; t < sums.size; t++) {
      const other = sums.touched[t]!;
      sums.values[other]! *= readers / Math.sqrt(readersOf(work) * readersOf(other));
    }
  };
}
