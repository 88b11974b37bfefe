/**
 * Recommendations for each reader (B11). A work's score is the sum, over the reader's latest works, of similarity ×
 * weight × 2^−(later works ÷ half-life): what was read last says most about what comes next.
 */
import {
  LIKED,
  type Reading,
  type Reason,
  type Recommendation,
  type WorkDescription,
} from '@egoejo/shared/recommendations/model.ts';
import { describeContent, type Content } from './content.ts';
import { collectHistories, type Histories } from './evaluate/histories.ts';
import { findNeighbours, type Neighbours } from './neighbours.ts';
import { bestOf, createSums } from './sums.ts';
import { findTrending, type Trending } from './trending.ts';
import { contentKinds, TUNING, type Tuning } from './evaluate/tuning.ts';

interface Wanted {
  /** Longest list. */
  limit: number;
  /** The reader's language, for what is trending; null: any. */
  language: string | null;
  /** Works the reader does not want: never recommended, never a reason, and works like them count less. */
  unwanted?: Iterable<string>;
  /** Works that the reader knows although they read none of them: never recommended. */
  known?: Iterable<string>;
}
export interface Recommender {
  /**
   * The best works that the reader has not read, best first; of equal ones, the first in the catalogue. What is
   * trending, in the reader's language first, completes a list that would be too short: all of a new reader's.
   */
  forReader(reader: string, wanted: Wanted): Recommendation[];
  /** Works like this one, nearest first; the reason's `from` is this work. Empty for an unknown one. */
  similarTo(work: string, limit: number): Recommendation[];
}

/** Works of a reader's history that count: later than these are more than 99.99 % of the weight. */
const LATEST = 100;
/** How much an unwanted work counts against its neighbours; the reader's last liked work counts 1 for its own. */
const AGAINST = 0.5;

/**
 * @param works the order decides between equal scores
 * @param readings in any order; each is looked at once
 */
export function createRecommender(
  works: readonly WorkDescription[],
  readings: Iterable<Reading>,
  tuning: Tuning = TUNING,
): Recommender {
  const collector = collectHistories(indexesOf(works));
  for (const reading of readings) collector.add(reading);
  return recommenderOf(works, collector.done(), tuning);
}

/** The index of each work. */
export const indexesOf = (works: readonly WorkDescription[]): Map<string, number> =>
  new Map(works.map(({ id }, index) => [id, index]));

/** The same from histories of these works, which come in pieces where they are many. */
export function recommenderOf(
  works: readonly WorkDescription[],
  histories: Histories,
  tuning: Tuning = TUNING,
): Recommender {
  const indexes = indexesOf(works);
  const content = describeContent(works, tuning.kinds);
  const neighbours = findNeighbours(works.length, histories, content, tuning);
  const trending = findTrending(works, histories);
  const reasonOf = reasons(works, content, tuning);
  const score = scorer(works.length, histories, neighbours, tuning);
  const idOf = (index: number): string => works[index]!.id;
  return {
    forReader(reader, { limit, language, unwanted = [], known = [] }) {
      const placesOf = (ids: Iterable<string>) => new Set([...ids].flatMap((work) => indexes.get(work) ?? []));
      const { best, skip } = score(histories.readerAt(reader), placesOf(unwanted), placesOf(known), limit);
      const list = best.map(({ index, score: value, from, similarity }) => ({
        work: idOf(index),
        score: value,
        reason: reasonOf(from, index, similarity),
      }));
      return [...list, ...completion(trending, language, limit - list.length, idOf, skip)];
    },
    similarTo(work, limit) {
      const from = indexes.get(work);
      if (from === undefined) return [];
      const start = neighbours.starts[from]!;
      const end = Math.min(neighbours.starts[from + 1]!, start + limit);
      return Array.from(neighbours.works.subarray(start, end), (index, k) => {
        const similarity = neighbours.similarities[start + k]!;
        return { work: idOf(index), score: similarity, reason: reasonOf(from, index, similarity) };
      });
    },
  };
}

/** What is trending in the language, then in any, without works that are to be skipped. */
function completion(
  trending: Trending,
  language: string | null,
  limit: number,
  idOf: (index: number) => string,
  skip: (index: number) => boolean,
): Recommendation[] {
  const list = new Map<number, Recommendation>();
  for (const tag of language === null ? [null] : [language, null]) {
    for (const index of trending.in(tag)) {
      if (list.size >= limit) return [...list.values()];
      if (!skip(index) && !list.has(index))
        list.set(index, { work: idOf(index), score: 0, reason: { kind: 'trending', language: tag } });
    }
  }
  return [...list.values()];
}

interface Scored {
  index: number;
  score: number;
  /** The work of the reader that gave most, and how similar it is. */
  from: number;
  similarity: number;
}

/** @returns the best works for a history, and which works are not to be recommended */
function scorer(count: number, histories: Histories, { starts, works, similarities }: Neighbours, tuning: Tuning) {
  const sums = createSums(count);
  const leads = Array.from({ length: 2 }, () => ({
    given: new Float64Array(count),
    from: new Int32Array(count),
    similarity: new Float32Array(count),
  }));
  const [liked, other] = leads as [(typeof leads)[0], (typeof leads)[0]];

  /** Gives a share of a work to its neighbours. */
  function give(from: number, share: number, lead: (typeof leads)[0] | null): void {
    for (let place = starts[from]!; place < starts[from + 1]!; place++) {
      const index = works[place]!;
      const given = share * similarities[place]!;
      sums.add(index, given);
      if (lead === null || given <= lead.given[index]!) continue;
      lead.given[index] = given;
      lead.from[index] = from;
      lead.similarity[index] = similarities[place]!;
    }
  }
  return (reader: number | undefined, against: ReadonlySet<number>, known: ReadonlySet<number>, limit: number) => {
    for (let t = 0; t < sums.size; t++) for (const { given } of leads) given[sums.touched[t]!] = 0;
    sums.clear();
    const end = reader === undefined ? 0 : histories.starts[reader + 1]!;
    const start = reader === undefined ? 0 : histories.starts[reader]!;
    const read = new Set(histories.works.subarray(start, end));
    for (let place = end - 1; place >= Math.max(start, end - LATEST); place--) {
      const from = histories.works[place]!;
      const weight = histories.weights[place]!;
      if (!against.has(from))
        give(from, weight * 2 ** (-(end - 1 - place) / tuning.halfLife), weight >= LIKED ? liked : other);
    }
    for (const work of against) give(work, -AGAINST, null);
    const skipped = (index: number): boolean => read.has(index) || against.has(index) || known.has(index);
    const best = Array.from(bestOf(sums, limit, skipped), (index): Scored => {
      const lead = liked.given[index]! > 0 ? liked : other;
      return { index, score: sums.values[index]!, from: lead.from[index]!, similarity: lead.similarity[index]! };
    });
    const listed = new Set(best.map(({ index }) => index));
    return { best, skip: (index: number) => skipped(index) || listed.has(index) };
  };
}

/**
 * The reason in which a work led to another: the series, else an author they share, else what makes up most of their
 * similarity: a subject or a word of the title, or the readers.
 */
function reasons(works: readonly WorkDescription[], content: Content, tuning: Tuning) {
  return (from: number, index: number, similarity: number): Reason => {
    const id = works[from]!.id;
    const { similarity: alike, names } = content.common(from, index);
    const most = 2 * tuning.content * alike > similarity;
    for (const kind of contentKinds) {
      const name = names[kind];
      if (name !== undefined && (most || kind === 'series' || kind === 'author')) return { kind, from: id, name };
    }
    return { kind: 'readers', from: id };
  };
}
