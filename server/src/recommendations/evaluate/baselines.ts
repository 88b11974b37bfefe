/** Plain methods with which recommendations are compared. None of them is used to recommend anything. */
import { LIKED, type Reading, type WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import { describeContent } from '../content.ts';
import { collectHistories } from './histories.ts';
import { findNeighbours } from '../neighbours.ts';
import { bestOf, createSums } from '../sums.ts';
import { TUNING } from './tuning.ts';

/** Lists the ten best works for a reader. */
export type Lister = (reader: string) => string[];
type Score = (liked: Int32Array, add: (work: number, score: number) => void) => void;

/** Scores from the works a reader liked, for all that the reader has not read. */
function lister(works: readonly WorkDescription[], readings: readonly Reading[], scoring: (liked: Liked) => Score) {
  const indexes = new Map(works.map(({ id }, index) => [id, index]));
  const [all, liked] = [readings, readings.filter(({ weight }) => weight >= LIKED)].map((some) => {
    const collector = collectHistories(indexes);
    for (const reading of some) collector.add(reading);
    return collector.done();
  }) as [Liked, Liked];
  const ofReader = ({ readerAt, starts, works: read }: Liked, reader: string): Int32Array => {
    const at = readerAt(reader);
    return at === undefined ? new Int32Array() : read.subarray(starts[at], starts[at + 1]);
  };
  const score = scoring(liked);
  const sums = createSums(works.length);
  return (reader: string): string[] => {
    sums.clear();
    score(ofReader(liked, reader), sums.add);
    const known = new Set(ofReader(all, reader));
    return Array.from(
      bestOf(sums, 10, (index) => known.has(index)),
      (index) => works[index]!.id,
    );
  };
}
type Liked = ReturnType<ReturnType<typeof collectHistories>['done']>;

/** The works that most readers liked. */
export const popularity = (works: readonly WorkDescription[], readings: readonly Reading[]): Lister =>
  lister(works, readings, (liked) => {
    const counts = new Int32Array(works.length);
    for (const work of liked.works) counts[work]!++;
    return (_, add) => counts.forEach((n, work) => add(work, n));
  });

/**
 * Item–item with 20 neighbours (Sarwar, Karypis, Konstan and Riedl 2001) on what was liked or not: a work's score is
 * the sum of its cosines with those of its 20 nearest works that the reader liked.
 */
export const itemItem = (works: readonly WorkDescription[], readings: readonly Reading[]): Lister =>
  lister(works, readings, (liked) => {
    const tuning = { ...TUNING, window: Infinity, shrink: 0, content: 0, neighbours: 20 };
    const near = findNeighbours(works.length, liked, describeContent([], TUNING.kinds), tuning);
    return (mine, add) => {
      const read = new Set(mine);
      for (let work = 0; work < works.length; work++)
        for (let place = near.starts[work]!; place < near.starts[work + 1]!; place++)
          if (read.has(near.works[place]!)) add(work, near.similarities[place]!);
    };
  });
