/** Works and reading sessions of a made library, for benchmarks of recommendations. */
import { LIKED, OPENED, type Reading, type WorkDescription } from '@egoejo/shared/recommendations/model.ts';

/** A linear congruential generator (Numerical Recipes): the same numbers in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SUBJECTS = 500;
/** Works of about four by an author, a third of them in series, with eight subjects each, some of which are frequent. */
export function madeWorks(count: number): WorkDescription[] {
  const pick = seeded(7);
  return Array.from({ length: count }, (_, index) => ({
    id: `work-${index}`,
    title: `Word${pick(5_000)} word${pick(5_000)}`,
    authors: [`author ${pick(count / 4)}`],
    // The product of two draws prefers low numbers.
    subjects: Array.from({ length: 8 }, () => `subject ${Math.floor((pick(SUBJECTS) * pick(SUBJECTS)) / SUBJECTS)}`),
    language: ['fr', 'en', 'sw', 'wo'][pick(4)] ?? null,
    series: index % 3 === 0 ? { name: `series ${Math.floor(index / 15)}`, number: index % 15 } : null,
  }));
}

/**
 * Sessions, one at a time, in order of time over all readers: a reader mostly reads works near those of before (in
 * three sessions of four the same work or one of the next twenty), else one of all, low numbers more often.
 */
export function* madeSessions(sessions: number, readers: number, works: number): Generator<Reading> {
  const pick = seeded(11);
  const last = new Int32Array(readers);
  for (let n = 0; n < sessions; n++) {
    const reader = pick(readers);
    const near = last[reader]! + pick(20);
    const work = n >= readers && pick(4) > 0 ? near % works : Math.floor((pick(works) * pick(works)) / works);
    last[reader] = work;
    yield { reader: `reader-${reader}`, work: `work-${work}`, weight: pick(3) > 0 ? OPENED : LIKED, time: n * 60_000 };
  }
}
