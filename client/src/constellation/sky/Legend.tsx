import { useT } from '../../i18n/locale.ts';
import { colourOf, NIGHT } from './colours.ts';
import type { Placed } from './layout.ts';

/** The colours of the categories. */
export function Legend({ stars }: { stars: readonly Placed[] }) {
  const t = useT();
  const names = [
    ...new Map(stars.flatMap(({ hue, node }) => (hue === null ? [] : [[hue, node.category] as const]))),
  ].sort(([a], [b]) => a - b);
  if (names.length < 2) return null;
  return (
    <ul aria-label={t('constellation.legend')} className="flex flex-wrap gap-x-4 gap-y-1 text-tiny text-soft">
      {names.map(([hue, name]) => (
        <li key={hue} className="flex items-center gap-1.5">
          <svg viewBox="0 0 10 10" aria-hidden="true" className="size-3">
            <circle cx="5" cy="5" r="5" fill={NIGHT} />
            <circle cx="5" cy="5" r="3.5" fill={colourOf(hue)} />
          </svg>
          {name || t('constellation.none')}
        </li>
      ))}
    </ul>
  );
}
