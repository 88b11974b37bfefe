/** Sums by index that are emptied at the cost of what was touched, and the best of them. */
export interface Sums {
  readonly values: Float64Array;
  /** The touched indexes are the first `size` of this array. */
  readonly touched: Int32Array;
  size: number;
  add(index: number, value: number): void;
  clear(): void;
}

/** @param length indexes are below this */
export function createSums(length: number): Sums {
  const values = new Float64Array(length);
  const touched = new Int32Array(length);
  const seen = new Uint8Array(length);
  const sums: Sums = {
    values,
    touched,
    size: 0,
    add(index, value) {
      if (seen[index] === 0) {
        seen[index] = 1;
        touched[sums.size++] = index;
      }
      values[index]! += value;
    },
    clear() {
      for (let t = 0; t < sums.size; t++) {
        values[touched[t]!] = 0;
        seen[touched[t]!] = 0;
      }
      sums.size = 0;
    },
  };
  return sums;
}

/**
 * The indexes of the `most` highest sums above 0, best first; of equal sums, the lower index first. Sums count as equal
 * when they are so in single precision, so that the order of additions decides nothing.
 * @param skip indexes that are left out
 */
export function bestOf(sums: Sums, most: number, skip: (index: number) => boolean): Int32Array {
  const { values, touched } = sums;
  // A heap whose root is the worst one kept.
  const heap = new Int32Array(Math.min(most, sums.size));
  let size = 0;
  const worse = (a: number, b: number): boolean => values[a]! < values[b]! || (values[a] === values[b] && a > b);
  for (let t = 0; t < sums.size; t++) {
    const index = touched[t]!;
    const value = Math.fround(values[index]!);
    values[index] = value;
    if (!(value > 0) || (size === heap.length && (size === 0 || !worse(heap[0]!, index))) || skip(index)) continue;
    if (size < heap.length) {
      let at = size++;
      for (; at > 0; at = (at - 1) >> 1) {
        const parent = (at - 1) >> 1;
        if (!worse(index, heap[parent]!)) break;
        heap[at] = heap[parent]!;
      }
      heap[at] = index;
    } else sink(heap, size, index, worse);
  }
  return heap.subarray(0, size).sort((a, b) => (worse(a, b) ? 1 : -1));
}

/** Puts `index` in place of the root. */
function sink(heap: Int32Array, size: number, index: number, worse: (a: number, b: number) => boolean): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && worse(heap[child + 1]!, heap[child]!)) child++;
    if (!worse(heap[child]!, index)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = index;
}
