/** Readers' histories in flat arrays: 24 bytes a reading while they are collected, 12 afterwards. */
import type { Reading } from '@egoejo/shared/recommendations/model.ts';

export interface Histories {
  readonly readers: readonly string[];
  /** The history of reader r is the places `starts[r]` to `starts[r + 1]` (excluded) of `works` and `weights`. */
  readonly starts: Int32Array;
  /** Indexes of works, each once in a history, in order of time: the latest is the last. */
  readonly works: Int32Array;
  readonly weights: Float32Array;
  readonly times: Float64Array;
  /** The place of a reader; undefined: has no history. */
  readerAt(reader: string): number | undefined;
}
interface HistoryCollector {
  /** Takes a reading, in any order. Readings of unknown works, and those of no weight, are left out. */
  add(reading: Reading): void;
  /** Ends the collection. */
  done(): Histories;
}

/** A numeric array that doubles when it is full. */
function column<A extends Int32Array | Float32Array | Float64Array>(make: (length: number) => A) {
  let values = make(1024);
  let length = 0;
  return {
    push(value: number): void {
      if (length === values.length) {
        const longer = make(2 * length);
        longer.set(values);
        values = longer;
      }
      values[length++] = value;
    },
    all: (): A => values.subarray(0, length) as A,
  };
}

/** @param works the index of each work that may be recommended */
export function collectHistories(works: ReadonlyMap<string, number>): HistoryCollector {
  const places = new Map<string, number>();
  const reader = column((n) => new Int32Array(n));
  const work = column((n) => new Int32Array(n));
  const weight = column((n) => new Float32Array(n));
  const time = column((n) => new Float64Array(n));
  return {
    add(reading) {
      const index = works.get(reading.work);
      if (index === undefined || !(reading.weight > 0)) return;
      const place = places.get(reading.reader) ?? places.size;
      if (place === places.size) places.set(reading.reader, place);
      reader.push(place);
      work.push(index);
      weight.push(reading.weight);
      time.push(reading.time);
    },
    done: () => historiesOf(places, { reader: reader.all(), work: work.all(), weight: weight.all(), time: time.all() }),
  };
}

interface Columns {
  reader: Int32Array;
  work: Int32Array;
  weight: Float32Array;
  time: Float64Array;
}

/** What is returned holds on to none of the columns, which are longer than what is kept. */
const historiesOf = (places: ReadonlyMap<string, number>, columns: Columns): Histories => ({
  readers: [...places.keys()],
  readerAt: readerIn(places),
  ...folded(columns, places.size),
});
const readerIn =
  (places: ReadonlyMap<string, number>) =>
  (reader: string): number | undefined =>
    places.get(reader);

/** Puts readings in order of reader and time, and those of one reader with one work together. */
function folded({ reader, work, weight, time }: Columns, readers: number) {
  const { starts: from, places } = grouped(reader, readers);
  const starts = new Int32Array(readers + 1);
  const works = new Int32Array(work.length);
  const weights = new Float32Array(work.length);
  const times = new Float64Array(work.length);
  const last = new Map<number, { at: number; weight: number }>();
  let end = 0;
  for (let r = 0; r < readers; r++) {
    // Places rise within a group, so equal times keep the order in which they came.
    const mine = places.subarray(from[r], from[r + 1]).sort((a, b) => time[a]! - time[b]! || a - b);
    last.clear();
    for (const at of mine) last.set(work[at]!, { at, weight: Math.max(weight[at]!, last.get(work[at]!)?.weight ?? 0) });
    for (const at of mine) {
      const kept = last.get(work[at]!)!;
      if (kept.at !== at) continue;
      works[end] = work[at]!;
      weights[end] = kept.weight;
      times[end++] = time[at]!;
    }
    starts[r + 1] = end;
  }
  return { starts, works: works.slice(0, end), weights: weights.slice(0, end), times: times.slice(0, end) };
}

/** A counting sort: the places of each key in their order, those of key k from `starts[k]` on. */
export function grouped(keys: Int32Array, count: number): { starts: Int32Array; places: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const key of keys) starts[key + 1]!++;
  for (let k = 0; k < count; k++) starts[k + 1]! += starts[k]!;
  const next = starts.slice();
  const places = new Int32Array(keys.length);
  keys.forEach((key, place) => (places[next[key]!++] = place));
  return { starts, places };
}
