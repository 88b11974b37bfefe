import { useT } from '../../i18n/locale.ts';
import { DayBars } from '../../ui/DayBars.tsx';
import { figures, useDayFormats, type Day } from './day-figures.ts';

/** Aligns the bars of all rows. */
const line = { className: 'grid items-end gap-2 text-tiny', style: { gridTemplateColumns: '7rem 1fr 4.25rem' } };

/** One row a figure, one bar a day, each row on its own scale. */
export function FigureRows({ days }: { days: readonly Day[] }) {
  const t = useT();
  const said = useDayFormats();
  return (
    <>
      <p className="text-tiny text-soft">{t('administration.days.scale')}</p>
      {figures.map(({ part, word, fill, level, ms }) => {
        const most = Math.max(1, ...days.map((d) => d[part] ?? 0));
        return (
          <div key={part} {...line}>
            <span className="text-soft">{t(word)}</span>
            <DayBars days={days.map((d) => ({ day: d.day, n: d[part] ?? 0 }))} most={most} fill={fill} />
            <span className="num text-end font-strong">
              {said.figure(
                level
                  ? (days.findLast((d) => d[part] !== null)?.[part] ?? null)
                  : days.reduce((n, d) => n + (d[part] ?? 0), 0),
                ms,
              )}
            </span>
          </div>
        );
      })}
      <div {...line} aria-hidden="true">
        <span />
        <span className="flex justify-between text-soft">
          {[days[0], days.at(-1)].map((d, i) => d && <span key={`${i} ${d.day}`}>{said.day(d.day)}</span>)}
        </span>
      </div>
    </>
  );
}
