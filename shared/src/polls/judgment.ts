/**
 * Majority judgment (P5): pure. Options are ranked by their majority grade, the lower median of their grades; among
 * equals the median grade is removed again and again (M. Balinski and R. Laraki, "Majority Judgment", MIT Press 2010).
 */

/** How often an option received each grade, worst grade first. All options of a poll have the same total. */
export type Grades = readonly bigint[];

interface Judged {
  /** The place of the option in the list given. */
  index: number;
  /** 1 is the best; equal profiles have equal ranks, and ranks have gaps (1, 2, 2, 4). */
  rank: number;
  /** The majority grade, 0 = worst; null if there is no ballot. */
  grade: number | null;
}

const total = (grades: Grades): bigint => grades.reduce((sum, n) => sum + n, 0n);
/** The place of the lower median among `n` grades in ascending order, from 0. */
const medianPlace = (n: bigint): bigint => (n - 1n) / 2n;

/** The lower median of the grades; null if there are none. */
export function majorityGrade(grades: Grades): number | null {
  const n = total(grades);
  if (n === 0n) return null;
  let below = 0n;
  for (const [grade, count] of grades.entries()) {
    below += count;
    if (below > medianPlace(n)) return grade;
  }
  return null;
}

/** Grades in the order in which one meets them, as runs of equal ones. */
type Runs = { grade: number; count: bigint }[];

/** The `count` lowest grades, the highest of them first: from the median downwards. */
function downwards(grades: Grades, count: bigint): Runs {
  const runs: Runs = [];
  let left = count;
  for (const [grade, n] of grades.entries()) {
    const taken = n < left ? n : left;
    if (taken > 0n) runs.unshift({ grade, count: taken });
    left -= taken;
  }
  return runs;
}
/** The `count` highest grades, the lowest of them first: from above the median upwards. */
function upwards(grades: Grades, count: bigint): Runs {
  const mirrored = downwards([...grades].reverse(), count);
  return mirrored.map((run) => ({ ...run, grade: grades.length - 1 - run.grade }));
}

/** The first place at which two lists of runs of equal length differ, and the grades there; null if they are equal. */
function firstDifference(a: Runs, b: Runs): { at: bigint; grades: [number, number] } | null {
  let [i, j, at] = [0, 0, 0n];
  let [leftA, leftB] = [a[0]?.count ?? 0n, b[0]?.count ?? 0n];
  for (;;) {
    const [x, y] = [a[i], b[j]];
    if (!x || !y) return null;
    if (x.grade !== y.grade) return { at, grades: [x.grade, y.grade] };
    const step = leftA < leftB ? leftA : leftB;
    at += step;
    leftA -= step;
    leftB -= step;
    if (leftA === 0n) leftA = a[++i]?.count ?? 0n;
    if (leftB === 0n) leftB = b[++j]?.count ?? 0n;
  }
}

/**
 * What tells two profiles with the same total apart: how many medians are removed from each, and the medians that then
 * differ; null for equal profiles. Removing the median again and again takes the grades in ascending order alternately
 * from below and from above the first median. So the first difference on each side is enough, and the one that is met
 * earlier decides; the number of ballots does not matter.
 */
export function toldApart(a: Grades, b: Grades): { removed: bigint; grades: [number, number] } | null {
  const n = total(a);
  if (n === 0n) return null;
  const lower = medianPlace(n) + 1n;
  const below = firstDifference(downwards(a, lower), downwards(b, lower));
  const above = firstDifference(upwards(a, n - lower), upwards(b, n - lower));
  // With an odd total two are taken from below first: the median itself and its neighbour.
  const odd = n % 2n === 1n;
  const turns = [
    below && { removed: odd && below.at > 0n ? 2n * below.at - 1n : 2n * below.at, grades: below.grades },
    above && { removed: 2n * above.at + (odd ? 2n : 1n), grades: above.grades },
  ].filter((turn) => turn !== null);
  return turns.sort((x, y) => Number(x.removed - y.removed))[0] ?? null;
}

/** Compares two profiles with the same total: above 0 if `a` is better. */
export function compareGrades(a: Grades, b: Grades): number {
  const [x, y] = toldApart(a, b)?.grades ?? [0, 0];
  return x - y;
}

/**
 * Ranks options by majority judgment, best first; equal profiles stay in the given order.
 * @param profiles one for each option, all with the same total; ungraded ballots are already counted as some grade
 */
export function rankByJudgment(profiles: readonly Grades[]): Judged[] {
  const order = profiles.map((_, index) => index);
  order.sort((a, b) => compareGrades(profiles[b]!, profiles[a]!) || a - b);
  const ranked: Judged[] = [];
  for (const [place, index] of order.entries()) {
    const before = ranked.at(-1);
    const equal = before !== undefined && compareGrades(profiles[before.index]!, profiles[index]!) === 0;
    ranked.push({ index, rank: equal ? before.rank : place + 1, grade: majorityGrade(profiles[index]!) });
  }
  return ranked;
}
