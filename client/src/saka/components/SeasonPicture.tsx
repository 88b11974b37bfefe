import { Link } from '@tanstack/react-router';
import type { CycleFigures } from '@egoejo/shared/saka/public.ts';
import { useEcoLevel } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { CycleAround } from '../../ui/pictures/CycleAround.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { STATIONS } from '../figures.ts';

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
/** The path of the grains as one picture, with a season's figures at their stations; at level 5 in words only. */
export function SeasonPicture({ figures, silo }: { figures: CycleFigures; silo: number | null }) {
  const t = useT();
  const text = useEcoLevel() === 5;
  if (text) return <Stations figures={figures} />;
  return (
    <>
      <CycleAround
        figures={figures}
        renderFigure={(key) => (
          <span className={`num text-head font-strong ${inks[key]}`}>{t('ui.number', { n: figures[key] })}</span>
        )}
        centre={
          <Link to="/cycle/silo" className="flex min-h-11 flex-col items-center rounded-card px-3 py-1 no-underline">
            <Icon name="silo" className="size-7 text-soil" />
            <span className="text-tiny text-soft">{t('saka.silo')}</span>
            {silo !== null && <span className="num font-strong">{t('ui.number', { n: silo })}</span>}
          </Link>
        }
      />
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
