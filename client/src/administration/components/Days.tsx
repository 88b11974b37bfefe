import { useEcoLevel } from '../../eco/store.ts';
import { useLocale, useT, type MessageKey } from '../../i18n/locale.ts';
import { Card } from '../../ui/Card.tsx';
import type { Economy } from '../calls.ts';

type Day = Economy['days'][number];
type Part = Exclude<keyof Day, 'day'>;
/** `level`: a state at the end of a day or a measurement during it, never added up; `ms`: a duration. */
const rows: readonly { part: Part; word: MessageKey; fill: string; level?: true; ms?: true }[] = [
  { part: 'acts', word: 'administration.day.acts', fill: 'fill-ink' },
  { part: 'refused', word: 'administration.day.refused', fill: 'fill-clay' },
  { part: 'harvested', word: 'ui.cycle.harvested', fill: 'fill-grain-fill' },
  { part: 'planted', word: 'ui.cycle.planted', fill: 'fill-leaf' },
  { part: 'composted', word: 'ui.cycle.composted', fill: 'fill-soil' },
  { part: 'redistributed', word: 'ui.cycle.redistributed', fill: 'fill-wait' },
  { part: 'silo', word: 'administration.day.silo', fill: 'fill-soil', level: true },
  { part: 'boostP50', word: 'administration.day.boostP50', fill: 'fill-leaf', level: true, ms: true },
  { part: 'boostP95', word: 'administration.day.boostP95', fill: 'fill-wait', level: true, ms: true },
  { part: 'errors', word: 'administration.day.errors', fill: 'fill-clay' },
];
const [STEP, HEIGHT] = [10, 28];
/** Aligns the bars of all rows. */
const line = { className: 'grid items-end gap-2 text-tiny', style: { gridTemplateColumns: '7rem 1fr 4.25rem' } };

/** An area that scrolls sideways is focusable, so that the arrow keys can scroll it. */
const slides = { role: 'region', tabIndex: 0 } as const;

/** The formats of days and figures. */
function useSaid() {
  const t = useT();
  const locale = useLocale();
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return {
    day: (day: string): string => date.format(Date.parse(`${day}T00:00:00Z`)),
    figure: (n: number | null, ms: boolean | undefined): string =>
      n === null ? '–' : t(ms ? 'administration.ms' : 'ui.number', { n }),
  };
}

/** Thirty days, one bar a day and one row a figure; the same numbers day by day in a table. */
export function Days({ days }: { days: readonly Day[] }) {
  const t = useT();
  const drawn = useEcoLevel() < 5;
  return (
    <Card className="flex flex-col gap-2">
      <h2 className="text-head">{t('administration.days')}</h2>
      {drawn && <Bars days={days} />}
      <details>
        <summary className="min-h-11 cursor-pointer py-2.5 text-small font-strong text-leaf">
          {t('administration.days.table')}
        </summary>
        <Table days={days} />
      </details>
    </Card>
  );
}

function Bars({ days }: { days: readonly Day[] }) {
  const t = useT();
  const said = useSaid();
  return (
    <>
      <p className="text-tiny text-soft">{t('administration.days.scale')}</p>
      {rows.map(({ part, word, fill, level, ms }) => {
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

/**
 * Only days with activity. On narrow screens the day column stays visible, and a fade shows that there is more beside
 * it.
 */
function Table({ days }: { days: readonly Day[] }) {
  const t = useT();
  const said = useSaid();
  const moved = days
    .filter((d) => rows.some(({ part, level }) => !level && d[part] !== 0) || d.boostP50 !== null)
    .toReversed();
  const day = 'sticky inset-x-0 bg-surface py-1 pe-1 text-start font-normal whitespace-nowrap';
  return (
    <div className="relative">
      <div {...slides} aria-label={t('administration.days.table')} className="overflow-x-auto">
        <table className="w-full text-mini">
          <thead>
            <tr className="align-bottom text-soft">
              <th scope="col" className={day}>
                {t('administration.day')}
              </th>
              {rows.map(({ part, word, ms }) => (
                <th
                  key={part}
                  scope="col"
                  className="px-1 py-1 text-end font-normal"
                  style={ms && { minWidth: '6rem' }}
                >
                  {t(word)}
                </th>
              ))}
              <td className="px-3 rail:hidden" />
            </tr>
          </thead>
          <tbody>
            {moved.map((d) => (
              <tr key={d.day} className="border-t border-line">
                <th scope="row" className={day}>
                  {said.day(d.day)}
                </th>
                {rows.map(({ part, ms }) => (
                  <td key={part} className="num px-1 py-1 text-end whitespace-nowrap">
                    {said.figure(d[part], ms)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 rail:hidden rtl:-scale-x-100"
        style={{ background: 'linear-gradient(to right, transparent calc(100% - 2.5rem), var(--surface))' }}
      />
    </div>
  );
}
