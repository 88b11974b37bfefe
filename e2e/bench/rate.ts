/** Runs work at a fixed rate, whether or not earlier work has ended, or as fast as possible. */

/**
 * Starts `work` that many times a second until told to stop. @returns the duration of each, in ms; rejects if one
 * fails.
 */
export async function atRate(perSecond: number, goOn: () => boolean, work: () => Promise<void>): Promise<number[]> {
  const took: number[] = [];
  const under: Promise<void>[] = [];
  const start = performance.now();
  for (let i = 0; goOn(); i++) {
    const due = start + (i * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const begun = performance.now();
    under.push(work().then(() => void took.push(performance.now() - begun)));
  }
  await Promise.all(under);
  return took;
}

/** Runs `work` repeatedly with `clients` in parallel until told to stop. @returns how often it ran. */
export async function asFastAsItGoes(clients: number, goOn: () => boolean, work: () => Promise<void>): Promise<number> {
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (goOn()) {
        await work();
        done++;
      }
    }),
  );
  return done;
}

/** A condition that holds for that many milliseconds from now. */
export function forMs(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() < end;
}
