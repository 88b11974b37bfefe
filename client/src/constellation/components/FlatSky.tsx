import { useT } from '../../i18n/locale.ts';
import { colourOf, NIGHT } from '../colours.ts';
import type { Placed } from '../layout.ts';

/** More circles than this make an old phone stutter. */
const MOST = 400;

/** The same sky without depth and without motion (eco level 3, or no WebGL). */
export function FlatSky({
  stars,
  marked,
  onPick,
}: {
  stars: readonly Placed[];
  marked: string | null;
  onPick: (id: string | null) => void;
}) {
  const t = useT();
  return (
    <svg
      viewBox="-1.5 -1.5 3 3"
      role="img"
      aria-label={t('constellation.canvas')}
      className="aspect-square w-full rounded-card"
      style={{ background: NIGHT }}
    >
      {stars
        .slice(0, MOST)
        .toReversed()
        .map((s) => (
          <circle
            key={s.id}
            cx={s.x}
            cy={-s.y}
            r={0.012 + 0.05 * s.size}
            fill={colourOf(s.hue)}
            stroke={s.id === marked ? '#fff' : 'none'}
            strokeWidth="0.015"
            fillOpacity="0.85"
            onClick={() => onPick(s.id)}
          />
        ))}
    </svg>
  );
}
