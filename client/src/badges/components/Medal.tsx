import type { BadgeRule } from '@egoejo/shared/badges/rules.ts';
import { useT } from '../../i18n/locale.ts';

const [MIDDLE, PETALS, FAR, NEAR] = [40, 14, 37, 33];
const at = (degrees: number, r: number): string => {
  const a = (degrees * Math.PI) / 180;
  return `${(MIDDLE + r * Math.sin(a)).toFixed(1)} ${(MIDDLE - r * Math.cos(a)).toFixed(1)}`;
};
/** The edge of a rosette: an arc for each petal. */
const EDGE = Array.from({ length: PETALS }, (_, i) => {
  const step = 360 / PETALS;
  return `${i === 0 ? `M${at(0, NEAR)}` : ''}Q${at((i + 0.5) * step, 2 * FAR - NEAR)} ${at((i + 1) * step, NEAR)}`;
}).join('');

/** What a badge is for, drawn above its number, 24 × 24. */
const SIGNS: Record<BadgeRule['kind'] | 'row', string> = {
  finished: 'M12 6c-2-1.500-5-2-8-1.500V18c3-.5 6 0 8 1.500 2-1.500 5-2 8-1.500V4.500C17 4 14 4.500 12 6zM12 6v13.500',
  day: 'M5 6.500h14V19H5zM5 10.500h14M8.500 4v4M15.500 4v4',
  row: 'M12 20c-4 0-6-2.5-6-5.5 0-3.5 3-5 4-9.5 4 2.5 4.5 4 4 6 1-.5 1.5-1 1.7-2.5 1.5 2 2.3 4 2.3 6 0 3-2 5.5-6 5.5z',
  review:
    'M12 4.500l2.300 4.800 5.200.700-3.800 3.600.900 5.200-4.600-2.500-4.600 2.500.900-5.200L4.500 10l5.200-.700z',
  language: 'M4 5.500h16v10h-8l-4 3.500v-3.500H4zM8 9h8M8 12h5',
};
/** The edge of a medal, and what is drawn in it. By tokens, since classes would be in the styles of every page. */
interface MedalLook {
  fill: string;
  stroke?: string;
  ink: string;
}
const GIVEN: Record<BadgeRule['kind'], MedalLook> = {
  finished: { fill: 'var(--leaf)', ink: 'text-leaf' },
  day: { fill: 'var(--grain-fill)', ink: 'text-grain' },
  review: { fill: 'var(--soil)', ink: 'text-soil' },
  language: { fill: 'var(--soil)', ink: 'text-soil' },
};
const LOOKS = {
  expected: { fill: 'var(--wait-soft)', stroke: 'var(--wait)', ink: 'text-wait' },
  toCome: { fill: 'var(--sunk)', stroke: 'var(--line)', ink: 'text-soft' },
} as const satisfies Record<string, MedalLook>;

/** The picture of a badge: a rosette with its number. Decoration: its name stands beside it. */
export function Medal({ rule, look }: { rule: BadgeRule; look: 'given' | keyof typeof LOOKS }) {
  const t = useT();
  const { fill, stroke, ink }: MedalLook = look === 'given' ? GIVEN[rule.kind] : LOOKS[look];
  return (
    <svg viewBox="0 0 80 80" aria-hidden="true" width="5rem" height="5rem" className={`flex-none ${ink}`}>
      <path
        d={EDGE}
        fill={fill}
        stroke={stroke}
        strokeWidth="1.5"
        strokeDasharray={look === 'expected' ? '4 3' : undefined}
      />
      <circle cx="40" cy="40" r="27" fill="var(--surface)" />
      <circle cx="40" cy="40" r="24" fill="none" stroke="currentColor" strokeWidth="1" opacity="0.5" />
      <path
        d={SIGNS[rule.inARow ? 'row' : rule.kind]}
        className="stroke-icon"
        transform="translate(31 20) scale(.75)"
      />
      <text x="40" y="56" textAnchor="middle" fill="currentColor" fontSize="17" className="num font-strong">
        {t('ui.number', { n: rule.n })}
      </text>
    </svg>
  );
}
