/** Work that comes as members come: at a rate, whether or not what came before has ended. */

/** Begins `work` so many times a second until told to stop. @returns how long each took, ms; rejects when one did. */
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

/** Begins `work` anew as soon as it ends, `clients` at a time, until told to stop. @returns how often it was done. */
export async function asFastAsItGoes(clients: number, goOn: () => boolean, work: () => Promise<void>): Promise<number> {
  let done = 0;
  await Promise.all(Array.from({ length: clients }, async () => {
    while (goOn()) {
      await work();
      done++;
    }
  }));
  return done;
}

/** A condition that holds for so long from now. */
export function forMs(ms: number): () => boolean {
  const end = performance.now() + ms;
  return () => performance.now() < end;
}
