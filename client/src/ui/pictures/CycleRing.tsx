import { useT } from '../../i18n/locale.ts';

export interface CycleFigures {
  harvested: number;
  planted: number;
  composted: number;
  redistributed: number;
}
/** The four arcs of the emblem, clockwise from the top: harvest, planting, compost, redistribution. */
const ARCS = [
  { key: 'harvested', stroke: 'stroke-grain-fill', from: -88, to: -12, word: 'ui.cycle.harvested' },
  { key: 'planted', stroke: 'stroke-leaf', from: 2, to: 78, word: 'ui.cycle.planted' },
  { key: 'composted', stroke: 'stroke-soil', from: 92, to: 168, word: 'ui.cycle.composted' },
  { key: 'redistributed', stroke: 'stroke-wait', from: 182, to: 258, word: 'ui.cycle.redistributed' },
] as const;
const R = 80;
const point = (degrees: number) => {
  const a = ((degrees + 5) * Math.PI) / 180;
  return `${(110 + R * Math.cos(a)).toFixed(1)} ${(110 + R * Math.sin(a)).toFixed(1)}`;
};

/**
 * The cycle, the emblem of the app: one ring with four consecutive arcs. `small` is the mark beside a season's figures;
 * `centre` is a figure in the middle with its `caption`. An arc is heavier when more grains moved through it. Screen
 * readers and eco level 5 get the figures from `CycleTable`, which is shown beside it.
 */
export function CycleRing({
  figures,
  centre,
  caption,
  small = false,
}: {
  figures?: CycleFigures;
  centre?: number;
  caption?: string;
  small?: boolean;
}) {
  const t = useT();
  const most = figures ? Math.max(1, ...Object.values(figures)) : 1;
  return (
    <svg viewBox="0 0 220 220" aria-hidden="true" className={small ? 'size-10 flex-none' : 'mx-auto w-full max-w-64'}>
      <g fill="none" strokeLinecap="round">
        {ARCS.map(({ key, stroke, from, to }) => (
          <path
            key={key}
            className={figures?.[key] === 0 ? 'stroke-line' : stroke}
            strokeWidth={small ? 26 : 10 + (figures ? 9 * Math.sqrt(figures[key] / most) : 4)}
            d={`M${point(from)} A${R} ${R} 0 0 1 ${point(to)}`}
          />
        ))}
      </g>
      {!small && centre !== undefined && (
        <text x="110" y="114" textAnchor="middle" className="num fill-ink text-[34px] font-strong">
          {t('ui.number', { n: centre })}
        </text>
      )}
      {!small && caption && (
        <text x="110" y="136" textAnchor="middle" className="fill-soft text-[13px]">
          {caption}
        </text>
      )}
    </svg>
  );
}

const inks = {
  harvested: 'text-grain',
  planted: 'text-leaf',
  composted: 'text-soil',
  redistributed: 'text-wait',
} as const;

/** The ring's four figures as a definition list: the same numbers for everyone. */
export function CycleTable({ figures }: { figures: CycleFigures }) {
  const t = useT();
  return (
    <dl className="columns-fit gap-2.5">
      {ARCS.map(({ key, word }) => (
        <div key={key}>
          <dt className="text-tiny text-soft">{t(word)}</dt>
          <dd className={`num font-strong ${inks[key]}`}>{t('ui.number', { n: figures[key] })}</dd>
        </div>
      ))}
    </dl>
  );
}
