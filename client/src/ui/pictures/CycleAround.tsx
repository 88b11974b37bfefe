import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { CycleRing, type CycleFigures } from './CycleRing.tsx';

const words = {
  harvested: 'saka.station.harvested',
  planted: 'saka.station.planted',
  composted: 'saka.station.composted',
  redistributed: 'saka.station.redistributed',
} as const;
/**
 * The position of each station beside its arc of the ring; a long word may extend into the corner that the ring leaves
 * free. Where text is too large for that, the stations stand below the ring.
 */
const places = {
  harvested: '@2xs:col-start-3 @2xs:row-start-1 @2xs:justify-self-end @2xs:text-end',
  planted: '@2xs:col-start-3 @2xs:row-start-3 @2xs:justify-self-end @2xs:text-end',
  composted: '@2xs:col-start-1 @2xs:row-start-3 text-start',
  redistributed: '@2xs:col-start-1 @2xs:row-start-1 text-start',
} as const;
const stations = ['harvested', 'planted', 'composted', 'redistributed'] as const;

/** The cycle with the name of each station beside its arc, `renderFigure` below the name, and `centre` in the ring. */
export function CycleAround({
  figures,
  centre,
  renderFigure,
}: {
  figures?: CycleFigures;
  centre?: ReactNode;
  renderFigure?: (station: keyof CycleFigures) => ReactNode;
}) {
  const t = useT();
  return (
    <div className="@container">
      <div className="columns-fit gap-x-3 @2xs:grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] @2xs:grid-rows-[auto_1fr_auto] @2xs:gap-0">
        <div className="col-span-full grid w-44 place-items-center justify-self-center *:[grid-area:1/1] rail:w-56 @2xs:col-span-1 @2xs:col-start-2 @2xs:row-span-3 @2xs:row-start-1">
          <div className="w-full" aria-hidden="true">
            <CycleRing {...(figures && { figures })} />
          </div>
          {centre}
        </div>
        <dl className="contents">
          {stations.map((key) => (
            <div key={key} className={places[key]}>
              <dt className="text-tiny whitespace-nowrap text-soft">{t(words[key])}</dt>
              {renderFigure && <dd>{renderFigure(key)}</dd>}
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}
