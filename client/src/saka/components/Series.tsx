import type { DayFigures } from '@egoejo/shared/saka/public.ts';
import { useEcoLevel } from '../../eco/store.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { DayBars } from '../../ui/pictures/DayBars.tsx';
import { STATIONS, type Station } from '../figures.ts';

const fills = {
  harvested: 'fill-grain-fill',
  planted: 'fill-leaf',
  composted: 'fill-soil',
  redistributed: 'fill-wait',
} as const;
const words = {
  harvested: 'saka.station.harvested',
  planted: 'saka.station.planted',
  composted: 'saka.station.composted',
  redistributed: 'saka.station.redistributed',
} as const;

/** One station over thirty days: a bar a day, on the scale shared by all four. Its table gives the numbers. */
function Row({ days, station, most }: { days: readonly DayFigures[]; station: Station; most: number }) {
  const t = useT();
  const sum = days.reduce((n, d) => n + d[station], 0);
  return (
    <div className="grid grid-cols-[auto_auto] items-end justify-between gap-x-2 text-tiny @2xs:grid-cols-[6.5rem_1fr_auto]">
      <span className="text-soft">{t(words[station])}</span>
      <span className="order-last col-span-full @2xs:order-none @2xs:col-span-1">
        <DayBars days={days.map((d) => ({ day: d.day, n: d[station] }))} most={most} fill={fills[station]} />
      </span>
      <span className="num min-w-10 text-end font-strong">{t('ui.number', { n: sum })}</span>
    </div>
  );
}

/** The last thirty days in grains: four small charts on one scale, and the same day by day in a table. */
export function Series({ days }: { days: readonly DayFigures[] }) {
  const t = useT();
  const locale = useLocale();
  const drawn = useEcoLevel() < 5;
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const said = (d: DayFigures | undefined): string => (d ? date.format(Date.parse(`${d.day}T00:00:00Z`)) : '');
  const most = Math.max(1, ...days.flatMap((d) => STATIONS.map((s) => d[s])));
  const moved = days.filter((d) => STATIONS.some((s) => d[s] !== 0)).toReversed();
  return (
    <Card className="@container flex flex-col gap-2">
      <h2 className="text-head">{t('saka.series')}</h2>
      {drawn && (
        <>
          {STATIONS.map((station) => (
            <Row key={station} days={days} station={station} most={most} />
          ))}
          <p className="grid gap-2 text-mini text-soft @2xs:grid-cols-[6.5rem_1fr_auto]">
            <span className="hidden @2xs:block" />
            <span className="flex justify-between">
              <span>{said(days[0])}</span>
              <span>{said(days.at(-1))}</span>
            </span>
            <span className="hidden min-w-10 @2xs:block" />
          </p>
        </>
      )}
      {moved.length === 0 ? (
        <p className="text-small text-soft">{t('saka.series.none')}</p>
      ) : (
        <details>
          <summary className="min-h-11 cursor-pointer py-2.5 text-small font-strong text-leaf">
            {t('saka.series.table')}
          </summary>
          <table className="w-full text-mini">
            <thead>
              <tr className="align-bottom text-soft">
                <th scope="col" className="py-1 text-start font-normal">
                  {t('saka.series.day')}
                </th>
                {STATIONS.map((s) => (
                  <th key={s} scope="col" className="px-1 py-1 text-end font-normal">
                    {t(words[s])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {moved.map((d) => (
                <tr key={d.day} className="border-t border-line">
                  <th scope="row" className="py-1 text-start font-normal whitespace-nowrap">
                    {said(d)}
                  </th>
                  {STATIONS.map((s) => (
                    <td key={s} className="num px-1 py-1 text-end">
                      {t('ui.number', { n: d[s] })}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Card>
  );
}
