import { useT } from '../../i18n/locale.ts';
import { bestFirst, shadeOf } from '../grades.ts';

/**
 * How often an option received each grade, best grade at the start, with a line in the middle: the grade under it is
 * the majority grade (P5). The text alternative says the same figures.
 */
export function ProfileBar({
  label,
  grades,
  counts,
}: {
  label: string;
  grades: readonly string[];
  counts: readonly number[];
}) {
  const t = useT();
  const total = counts.reduce((sum, n) => sum + n, 0);
  const shown = bestFirst(grades).map(({ grade, name }) => ({ grade, name, n: counts[grade] ?? 0 }));
  const text = shown
    .filter(({ n }) => n > 0)
    .map(({ name, n }) => t('polls.judgment.part', { grade: name, n: Math.round((100 * n) / total) }))
    .join(', ');
  return (
    <svg
      viewBox="0 0 200 20"
      preserveAspectRatio="none"
      role="img"
      aria-label={t('polls.judgment.profile', { label, parts: text })}
      className="h-5 w-full overflow-hidden rounded-dot bg-sunk rtl:-scale-x-100"
    >
      {shown.map(({ grade, n }, i) => (
        <rect
          key={grade}
          x={(200 * shown.slice(0, i).reduce((sum, part) => sum + part.n, 0)) / Math.max(1, total)}
          y="3"
          width={(200 * n) / Math.max(1, total)}
          height="14"
          className={shadeOf(grade, grades.length).fill}
        />
      ))}
      <rect x="99.25" y="0" width="1.5" height="20" className="fill-ink" />
    </svg>
  );
}
