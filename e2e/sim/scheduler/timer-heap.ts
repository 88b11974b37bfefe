/** Events in the order of their time, as a heap. */
export interface Timed {
  at: number;
  order: number;
  run: (() => void) | null;
}

const before = (a: Timed, b: Timed): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
/** Adds an event. */
export function push(heap: Timed[], entry: Timed): void {
  let i = heap.push(entry) - 1;
  while (i > 0) {
    const up = (i - 1) >> 1;
    const parent = heap[up];
    if (!parent || !before(entry, parent)) break;
    heap[i] = parent;
    i = up;
  }
  heap[i] = entry;
}
/** Removes the first event. */
export function pop(heap: Timed[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let i = 0;
  for (;;) {
    const left = heap[2 * i + 1];
    const right = heap[2 * i + 2];
    const child = right && left && before(right, left) ? 2 * i + 2 : 2 * i + 1;
    const below = heap[child];
    if (!below || !before(below, last)) break;
    heap[i] = below;
    i = child;
  }
  heap[i] = last;
}
