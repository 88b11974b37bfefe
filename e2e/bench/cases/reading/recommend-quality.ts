import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { byReader, evaluate } from '@egoejo/server/recommendations/evaluate/evaluate.ts';
import { readBooks, readRatings } from '@egoejo/server/recommendations/evaluate/rating-files.ts';
import type { Result } from '@egoejo/shared/platform/result.ts';
import type { Bench } from '../../bench.ts';

/** Real ratings, where the project is developed. */
const file = (name: string): string =>
  fileURLToPath(new URL(`../../../../../shared/data/recommendations/${name}.csv.gz`, import.meta.url));

function read<T>(found: Result<T>): T {
  if (!found.ok) throw new Error(`${found.error.code}, line ${found.error.params['line']}`);
  return found.value;
}

/**
 * The share of the books that readers chose next which are among the ten recommended to them (recall@10), on real
 * ratings; the facts compare it with plain methods and with the two parts of the recommender.
 */
export const bench: Bench = {
  name: 'recommend-quality',
  group: 'reading',
  goal: { atLeast: 0.115 },
  on: ['embedded'],
  async run() {
    if (!existsSync(file('train'))) throw new Error(`the real data are not beside the project: ${file('train')}`);
    const books = read(await readBooks(createReadStream(file('books'))));
    const readings = read(await readRatings(createReadStream(file('train')), books));
    const test = read(await readRatings(createReadStream(file('validation')), books));
    const relevant = new Map([...byReader(test)].map(([reader, lines]) => [reader, new Set(lines.map((r) => r.work))]));
    const start = performance.now();
    const methods = evaluate(books, { readings, relevant });
    const seconds = (performance.now() - start) / 1_000;
    const recall = methods.hybrid['recall@10'];
    const over = (method: keyof typeof methods): string =>
      `${methods[method]['recall@10'].toFixed(4)}, ratio ${(recall / methods[method]['recall@10']).toFixed(2)}`;
    return {
      n: relevant.size,
      value: recall,
      unit: 'recall@10',
      baseline: null,
      ratio: null,
      facts: {
        'ndcg@10': methods.hybrid['ndcg@10'],
        popularity: `${over('popularity')} (goal > 1)`,
        'item–item, 20 neighbours': `${over('itemItem')} (goal > 1)`,
        'content alone': `${over('content')} (goal > 1)`,
        'collaborative alone': `${over('collaborative')} (goal > 1)`,
        seconds: Number(seconds.toFixed(1)),
      },
    };
  },
};
