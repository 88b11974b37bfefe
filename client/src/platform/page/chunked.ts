/** Splits long work into short tasks, so that the page can answer a tap between two of them. */

interface Scheduler {
  yield?: () => Promise<void>;
}
/** Lets waiting work (input, painting) run first. */
export async function yieldToPage(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: Scheduler };
  if (scheduler?.yield) await scheduler.yield();
  else await new Promise<void>((done) => setTimeout(done));
}

/** `Array.filter` with `size` items per task. */
export async function filterInChunks<T>(items: readonly T[], keep: (item: T) => boolean, size = 2000): Promise<T[]> {
  const out: T[] = [];
  for (let from = 0; from < items.length; from += size) {
    if (from > 0) await yieldToPage();
    for (const item of items.slice(from, from + size)) if (keep(item)) out.push(item);
  }
  return out;
}
