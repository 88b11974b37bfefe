import { describe, expect, it } from 'vitest';
import fc from '../testing/fast-check.ts';
import { compareGrades, majorityGrade, rankByJudgment, type Grades } from './judgment.ts';

const profile = (...counts: (number | bigint)[]): Grades => counts.map(BigInt);

/** The definition, one ballot at a time: the medians in the order in which they are removed. */
function removedMedians(grades: Grades): number[] {
  const sorted = grades.flatMap((n, grade) => Array.from({ length: Number(n) }, () => grade));
  const medians: number[] = [];
  while (sorted.length > 0) medians.push(...sorted.splice(Math.floor((sorted.length - 1) / 2), 1));
  return medians;
}
function byDefinition(a: Grades, b: Grades): number {
  const [x, y] = [removedMedians(a), removedMedians(b)];
  const first = x.findIndex((grade, i) => grade !== y[i]);
  return first < 0 ? 0 : x[first]! - y[first]!;
}
/** Two profiles of the same number of ballots. */
const pairs = fc.integer({ min: 2, max: 10 }).chain((grades) =>
  fc.integer({ min: 0, max: 30 }).chain((ballots) => {
    const one = fc
      .array(fc.integer({ min: 0, max: grades - 1 }), { minLength: ballots, maxLength: ballots })
      .map((given) => profile(...Array.from({ length: grades }, (_, g) => given.filter((x) => x === g).length)));
    return fc.tuple(one, one);
  }),
);

describe('majority judgment', () => {
  it('P5: the majority grade is the lower median', () => {
    expect(majorityGrade(profile(1, 0, 1))).toBe(0);
    expect(majorityGrade(profile(1, 1, 2))).toBe(1);
    expect(majorityGrade(profile(2, 0, 3))).toBe(2);
    expect(majorityGrade(profile(0, 0))).toBeNull();
  });
  it('P5: ties are decided by repeatedly removing the median grade', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(Math.sign(compareGrades(a, b))).toBe(Math.sign(byDefinition(a, b)));
        expect(Math.sign(compareGrades(b, a))).toBe(Math.sign(byDefinition(b, a)));
      }),
    );
  });
  it('P5: one ballot in more than 2^53 decides', () => {
    const many = 2n ** 60n;
    const a = [many, 0n, many + 1n];
    const b = [many, 1n, many];
    expect(compareGrades(a, b)).toBeGreaterThan(0);
    expect(rankByJudgment([b, a]).map((r) => [r.index, r.rank, r.grade])).toEqual([
      [1, 1, 2],
      [0, 2, 1],
    ]);
  });
  it('P5: equal profiles have equal ranks, and ranks leave gaps (1, 2, 2, 4)', () => {
    const ranked = rankByJudgment([profile(3, 0, 0), profile(1, 1, 1), profile(0, 0, 3), profile(1, 1, 1)]);
    expect(ranked.map((r) => [r.index, r.rank])).toEqual([
      [2, 1],
      [1, 2],
      [3, 2],
      [0, 4],
    ]);
  });
  it('P5: without ballots all are equal and have no grade', () =>
    expect(rankByJudgment([profile(0, 0), profile(0, 0)])).toEqual([
      { index: 0, rank: 1, grade: null },
      { index: 1, rank: 1, grade: null },
    ]));
});
