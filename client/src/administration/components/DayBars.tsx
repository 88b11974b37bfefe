import { useT } from '../../i18n/locale.ts';
import { figures, useDayFormats, type Day } from './day-figures.ts';

const [STEP, HEIGHT] = [10, 28];
/** Aligns the bars of all rows. */
const line = { className: 'grid items-end gap-2 text-tiny', style: { gridTemplateColumns: '7rem 1fr 4.25rem' } };

/** One row a figure, one bar a day, each row on its own scale. */
export function DayBars({ days }: { days: readonly Day[] }) {
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
            <svg
              viewBox={`0 0 ${days.length * STEP} ${HEIGHT}`}
              preserveAspectRatio="none"
              aria-hidden="true"
              className="h-7 w-full rtl:-scale-x-100"
            >
              <rect y={HEIGHT - 1} width={days.length * STEP} height="1" className="fill-line" />
              {days.map((d, i) => {
                const n = d[part] ?? 0;
                const height = n <= 0 ? 0 : Math.max(2, (HEIGHT * n) / most);
                return (
                  <rect
                    key={d.day}
                    x={i * STEP + 1}
                    width={STEP - 2}
                    y={HEIGHT - height}
                    height={height}
                    className={fill}
                  />
                );
              })}
            </svg>
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
