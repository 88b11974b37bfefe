import { useT } from '../../../i18n/locale.ts';
import { figures, useDayFormats, type Day } from './day-figures.ts';

/** An area that scrolls sideways is focusable, so that the arrow keys can scroll it. */
const slides = { role: 'region', tabIndex: 0 } as const;

/**
 * Only days with activity. On narrow screens the day column stays visible, and a fade shows that there is more beside
 * it.
 */
export function DayTable({ days }: { days: readonly Day[] }) {
  const t = useT();
  const said = useDayFormats();
  const moved = days
    .filter((d) => figures.some(({ part, level }) => !level && d[part] !== 0) || d.boostP50 !== null)
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
              {figures.map(({ part, word, ms }) => (
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
                {figures.map(({ part, ms }) => (
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
