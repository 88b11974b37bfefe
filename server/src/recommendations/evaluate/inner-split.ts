/** Holds ratings back once more, to choose parameters without looking at those they are judged by. */
import { LIKED, type Reading } from '@egoejo/shared/recommendations/model.ts';
import { byReader, type Split } from './evaluate.ts';

/** The share of a reader's liked works that are held back. */
const SHARE = 0.2;

/**
 * Holds back the last fifth of each reader's liked works, at least one. What the reader only opened stays, as it does
 * in the given ratings; but not after the last liked work: of that time, the given ratings lack all that was liked, so
 * nothing like it will be asked.
 * @param readings in order of time for each reader
 */
export function innerSplit(readings: readonly Reading[]): Split {
  const relevant = new Map<string, ReadonlySet<string>>();
  const kept: Reading[] = [];
  for (const [reader, lines] of byReader(readings)) {
    const upToLast = lines.slice(0, lines.findLastIndex(({ weight }) => weight >= LIKED) + 1);
    const liked = upToLast.filter(({ weight }) => weight >= LIKED);
    const held = new Set(liked.slice(-Math.max(1, Math.floor(liked.length * SHARE))).map(({ work }) => work));
    if (liked.length > 0) relevant.set(reader, held);
    kept.push(...upToLast.filter(({ work }) => !held.has(work)));
  }
  return { readings: kept, relevant };
}
