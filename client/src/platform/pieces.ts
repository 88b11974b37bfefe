/** Long work in short tasks: the page stays able to answer a tap between two of them. */

interface Scheduler {
  yield?: () => Promise<void>;
}
/** Lets what is waiting (input, painting) go first. */
export async function breathe(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: Scheduler };
  if (scheduler?.yield) await scheduler.yield();
  else await new Promise<void>((done) => setTimeout(done));
}

/** `Array.filter`, `size` items a task. */
export async function filterInPieces<T>(items: readonly T[], keep: (item: T) => boolean, size = 2000): Promise<T[]> {
  const out: T[] = [];
  for (let from = 0; from < items.length; from += size) {
    if (from > 0) await breathe();
    for (const item of items.slice(from, from + size)) if (keep(item)) out.push(item);
  }
  return out;
}
