/** Measures recommendations, their two parts, and plain methods on ratings that were held back. */
import type { Reading, WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import { itemItem, popularity, type Lister } from './baselines.ts';
import { qualityOf, type Quality } from './measures.ts';
import { createRecommender } from '../recommend.ts';
import { TUNING, type Tuning } from './tuning.ts';

/** Ratings to learn from, and the works that each reader chose afterwards. */
export interface Split {
  readings: readonly Reading[];
  relevant: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The readings of each reader, in the given order. */
export function byReader(readings: Iterable<Reading>): Map<string, Reading[]> {
  const found = new Map<string, Reading[]>();
  for (const reading of readings) {
    const mine = found.get(reading.reader);
    if (mine) mine.push(reading);
    else found.set(reading.reader, [reading]);
  }
  return found;
}

type Method = 'popularity' | 'itemItem' | 'content' | 'collaborative' | 'hybrid';

/** The recommender's own list of ten. */
function recommended(works: readonly WorkDescription[], readings: readonly Reading[], tuning: Tuning): Lister {
  const recommender = createRecommender(works, readings, tuning);
  return (reader) => recommender.forReader(reader, { limit: 10, language: null }).map(({ work }) => work);
}

/** Quality of the product's recommender with these parameters. */
export const measure = (works: readonly WorkDescription[], { readings, relevant }: Split, tuning: Tuning): Quality =>
  qualityOf(relevant, recommended(works, readings, tuning));

/**
 * Quality of each method. `hybrid` is what the product recommends; `content` and `collaborative` are its parts alone.
 * @param works the order decides between equal scores
 */
export function evaluate(works: readonly WorkDescription[], split: Split): Record<Method, Quality> {
  const { readings, relevant } = split;
  return {
    popularity: qualityOf(relevant, popularity(works, readings)),
    itemItem: qualityOf(relevant, itemItem(works, readings)),
    content: measure(works, split, { ...TUNING, readers: 0 }),
    collaborative: measure(works, split, { ...TUNING, content: 0 }),
    hybrid: measure(works, split, TUNING),
  };
}
