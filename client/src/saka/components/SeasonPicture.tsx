import { Link } from '@tanstack/react-router';
import type { CycleFigures } from '@egoejo/shared/saka/public.ts';
import { useEcoLevel } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { CycleRing } from '../../ui/CycleRing.tsx';
import { Icon } from '../../ui/icons.tsx';
import { STATIONS, type Station } from '../figures.ts';

const inks = {
  harvested: 'text-grain',
  planted: 'text-leaf',
  composted: 'text-soil',
  redistributed: 'text-wait',
} as const;
const words = {
  harvested: 'saka.station.harvested',
  planted: 'saka.station.planted',
  composted: 'saka.station.composted',
  redistributed: 'saka.station.redistributed',
} as const;
const why = {
  harvested: 'saka.station.harvested.why',
  planted: 'saka.station.planted.why',
  composted: 'saka.station.composted.why',
  redistributed: 'saka.station.redistributed.why',
} as const;
/**
 * The position of each station beside its arc of the ring; a long word may extend into the corner that the ring leaves
 * free.
 */
const places: Record<Station, string> = {
  redistributed: 'col-start-1 row-start-1 text-start',
  harvested: 'col-start-3 row-start-1 justify-self-end text-end',
  composted: 'col-start-1 row-start-3 text-start',
  planted: 'col-start-3 row-start-3 justify-self-end text-end',
};

/** The path of the grains as one picture, with a season's figures at their stations; at level 5 in words only. */
export function SeasonPicture({ figures, silo }: { figures: CycleFigures; silo: number | null }) {
  const t = useT();
  const text = useEcoLevel() === 5;
  if (text) return <Stations figures={figures} />;
  return (
    <>
      <div className="relative grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] grid-rows-[auto_1fr_auto]">
        <div className="col-start-2 row-span-3 row-start-1 w-44 rail:w-56" aria-hidden="true">
          <CycleRing figures={figures} />
        </div>
        <dl className="contents">
          {STATIONS.map((key) => (
            <div key={key} className={places[key]}>
              <dt className="text-tiny whitespace-nowrap text-soft">{t(words[key])}</dt>
              <dd className={`num text-head font-strong ${inks[key]}`}>{t('ui.number', { n: figures[key] })}</dd>
            </div>
          ))}
        </dl>
        <div className="pointer-events-none absolute inset-0 grid place-items-center">
          <Link
            to="/cycle/silo"
            className="pointer-events-auto flex min-h-11 flex-col items-center rounded-card px-3 py-1 no-underline"
          >
            <Icon name="silo" className="size-7 text-soil" />
            <span className="text-tiny text-soft">{t('saka.silo')}</span>
            {silo !== null && <span className="num font-strong">{t('ui.number', { n: silo })}</span>}
          </Link>
        </div>
      </div>
      <details className="text-small">
        <summary className="min-h-11 cursor-pointer py-2.5 font-strong text-leaf">{t('saka.station.how')}</summary>
        <ul className="flex flex-col gap-1.5 text-soft">
          {STATIONS.map((key) => (
            <li key={key}>
              <b className={inks[key]}>{t(words[key])}</b>
              {t(why[key])}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** The same in words, for levels without drawings. */
function Stations({ figures }: { figures: CycleFigures }) {
  const t = useT();
  return (
    <dl className="flex flex-col gap-2">
      {STATIONS.map((key) => (
        <div key={key}>
          <dt className="text-tiny text-soft">
            {t(words[key])}
            {t(why[key])}
          </dt>
          <dd className={`num font-strong ${inks[key]}`}>{t('ui.grains', { n: figures[key] })}</dd>
        </div>
      ))}
    </dl>
  );
}
