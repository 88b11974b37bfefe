/** How good a list of recommendations is, judged by the works that a reader then chose (Järvelin and Kekäläinen 2002). */

/** The share of the relevant works that are among the first `k` of the list. 0 without relevant works. */
export function recallAt(k: number, list: readonly string[], relevant: ReadonlySet<string>): number {
  const found = list.slice(0, k).filter((work) => relevant.has(work)).length;
  return relevant.size === 0 ? 0 : found / relevant.size;
}

/**
 * Discounted gain, 1 ÷ log₂(place + 1) for each relevant work at its place from 1, divided by that of an ideal list, in
 * which all of the first `k` are relevant as far as there are so many. 0 without relevant works.
 */
export function ndcgAt(k: number, list: readonly string[], relevant: ReadonlySet<string>): number {
  const gain = list.slice(0, k).reduce((sum, work, index) => sum + (relevant.has(work) ? discount(index) : 0), 0);
  const ideal = Array.from({ length: Math.min(k, relevant.size) }, (_, index) => discount(index));
  return relevant.size === 0 ? 0 : gain / ideal.reduce((sum, d) => sum + d, 0);
}
const discount = (index: number): number => 1 / Math.log2(index + 2);

export interface Quality {
  'recall@10': number;
  'ndcg@10': number;
}

/**
 * Means over the readers who have relevant works.
 * @param listOf at least ten works, best first, where there are so many
 */
export function qualityOf(
  relevant: ReadonlyMap<string, ReadonlySet<string>>,
  listOf: (reader: string) => readonly string[],
): Quality {
  const readers = [...relevant].filter(([, works]) => works.size > 0);
  const sum = { recall: 0, ndcg: 0 };
  for (const [reader, works] of readers) {
    const list = listOf(reader);
    sum.recall += recallAt(10, list, works);
    sum.ndcg += ndcgAt(10, list, works);
  }
  const mean = (total: number): number => (readers.length === 0 ? 0 : total / readers.length);
  return { 'recall@10': mean(sum.recall), 'ndcg@10': mean(sum.ndcg) };
}
