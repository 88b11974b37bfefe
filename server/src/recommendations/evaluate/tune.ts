/** Shows what each parameter of the recommender is worth, on ratings that are held back from those to learn from. */
import { LIKED, OPENED, type Reading, type WorkDescription } from '@egoejo/shared/recommendations/model.ts';
import { measure } from './evaluate.ts';
import { innerSplit } from './inner-split.ts';
import type { Quality } from './measures.ts';
import { contentKinds, TUNING, type Tuning } from './tuning.ts';

export interface Trial extends Quality {
  parameter: string;
  value: number;
  /** The one in use. */
  chosen: boolean;
}
interface Variant {
  parameter: string;
  value: number;
  tuning?: Partial<Tuning>;
  /** The weight of what was opened, if another than the one in use. */
  opened?: number;
}

const tried: readonly [Exclude<keyof Tuning, 'kinds' | 'readers'>, readonly number[]][] = [
  ['window', [5, 10, 20]],
  ['shrink', [0, 10, 30]],
  ['content', [0, 0.04, 0.08, 0.16]],
  ['neighbours', [100, 300, 1000]],
  ['halfLife', [2, 4, 8, 1000]],
];
const variants = (): Variant[] => [
  ...[0.2, 0.4, 0.6, 0.8].map((value) => ({ parameter: 'opened', value, opened: value })),
  ...tried.flatMap(([parameter, values]) =>
    values.map((value) => ({ parameter, value, tuning: { [parameter]: value } })),
  ),
  ...contentKinds.flatMap((kind) =>
    [0, 1, 2].map((factor) => {
      const value = factor * TUNING.kinds[kind];
      return { parameter: kind, value, tuning: { kinds: { ...TUNING.kinds, [kind]: value } } };
    }),
  ),
];
const inUse: Readonly<Record<string, unknown>> = { ...TUNING, ...TUNING.kinds, opened: OPENED };

/** Varies one parameter at a time around those in use; in each trial the others stay as they are. */
export function* tune(works: readonly WorkDescription[], readings: readonly Reading[]): Generator<Trial> {
  const split = innerSplit(readings);
  for (const { parameter, value, tuning = {}, opened = OPENED } of variants()) {
    const weighted = split.readings.map((r) => (r.weight < LIKED ? { ...r, weight: opened } : r));
    const quality = measure(works, { ...split, readings: weighted }, { ...TUNING, ...tuning });
    yield { parameter, value, chosen: inUse[parameter] === value, ...quality };
  }
}
