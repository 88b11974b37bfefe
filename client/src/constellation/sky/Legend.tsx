import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useDark } from '../../platform/device/theme.ts';
import { colourOf, paletteOf } from './colours.ts';
import type { Placed } from './layout.ts';

/** The colours of the categories. */
export function Legend({ stars }: { stars: readonly Placed[] }) {
  const t = useT();
  const palette = paletteOf(useDark());
  const names = [
    ...new Map(stars.flatMap(({ hue, node }) => (hue === null ? [] : [[node.category, hue] as const]))),
  ].sort(([a], [b]) => a.localeCompare(b));
  if (names.length < 2) return null;
  return (
    <ul aria-label={t('constellation.legend')} className="flex flex-wrap gap-x-4 gap-y-1 text-tiny text-soft">
      {names.map(([name, hue]) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg viewBox="0 0 10 10" aria-hidden="true" className="size-3">
            <circle cx="5" cy="5" r="5" fill={colourOf(hue, palette)} />
          </svg>
          {typeset(name) || t('constellation.none')}
        </li>
      ))}
    </ul>
  );
}
