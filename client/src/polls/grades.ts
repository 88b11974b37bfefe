/** How grades of majority judgment are drawn: short names, and colours from worst to best. Pure. */
import { firstSign } from '@egoejo/shared/platform/cut.ts';

/** Fill and background of each step from worst to best; never the only sign of a grade. */
const STEPS = [
  { fill: 'fill-clay', background: 'bg-clay' },
  { fill: 'fill-clay/60', background: 'bg-clay/60' },
  { fill: 'fill-clay/30', background: 'bg-clay/30' },
  { fill: 'fill-grain-fill/60', background: 'bg-grain-fill/60' },
  { fill: 'fill-leaf/35', background: 'bg-leaf/35' },
  { fill: 'fill-leaf/65', background: 'bg-leaf/65' },
  { fill: 'fill-leaf', background: 'bg-leaf' },
] as const;
/** @param grade 0 = worst @param grades their number */
export const shadeOf = (grade: number, grades: number): (typeof STEPS)[number] =>
  STEPS[Math.round((grade / Math.max(1, grades - 1)) * (STEPS.length - 1))] ?? STEPS[0];

/** The initials of a grade's words, at most two: « Très bien » is TB. */
export const initialsOf = (grade: string): string =>
  grade
    .split(/[\s'’-]+/)
    .filter((word) => word !== '')
    .slice(0, 2)
    .map(firstSign)
    .join('')
    .toLocaleUpperCase();

/** Grades as members see them: best first, each with its number. */
export const bestFirst = (grades: readonly string[]): { grade: number; name: string }[] =>
  grades.map((name, grade) => ({ grade, name })).reverse();
