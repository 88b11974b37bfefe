import { useT } from '../../../i18n/locale.ts';
import { DayBars } from '../../../ui/pictures/DayBars.tsx';
import { figures, useDayFormats, type Day } from './day-figures.ts';

/** Aligns the bars of all rows; where large text leaves no room for them, they stand below the word and the figure. */
const line = {
  className: 'grid grid-cols-[7rem_1fr_4.25rem] items-end gap-2 text-tiny @max-[18rem]:grid-cols-[1fr_auto]',
};
const below = '@max-[18rem]:order-last @max-[18rem]:col-span-2';

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
            <div className={below}>
              <DayBars days={days.map((d) => ({ day: d.day, n: d[part] ?? 0 }))} most={most} fill={fill} />
            </div>
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
        <span className="@max-[18rem]:hidden" />
        <span className={`flex justify-between text-soft ${below}`}>
          {[days[0], days.at(-1)].map((d, i) => d && <span key={`${i} ${d.day}`}>{said.day(d.day)}</span>)}
        </span>
      </div>
    </>
  );
}
