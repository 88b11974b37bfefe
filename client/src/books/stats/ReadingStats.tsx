import { A_DAY_OF_READING } from '@egoejo/shared/books/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { DayBars } from '../../ui/pictures/DayBars.tsx';
import { localDay, minutesByDay, streak } from '../../platform/values/days.ts';
import { finished, pace } from './stats.ts';

/** Days that are drawn. */
const DAYS = 14;

/** What the member read lately: minutes a day, days in a row, pace, books finished. Nothing before the first day. */
export function ReadingStats() {
  const t = useT();
  const locale = useLocale();
  const rows = useRows('bookDay');
  const today = localDay(new Date(useNow()));
  if (!rows || rows.length === 0) return null;
  const days = minutesByDay(rows, today, DAYS);
  const words = pace(rows, today);
  const facts = [
    t('books.stats.today', { n: days.at(-1)?.n ?? 0 }),
    t('books.stats.week', { n: days.slice(-7).reduce((sum, d) => sum + d.n, 0) }),
    t('books.stats.streak', { n: streak(rows, today, A_DAY_OF_READING) }),
    ...(words === null ? [] : [t('books.stats.pace', { n: words })]),
    t('books.stats.finished', { n: finished(rows) }),
  ];
  const name = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return (
    <Card label={t('books.stats')} className="flex flex-col gap-2">
      <h2 className="text-base font-strong">{t('books.stats')}</h2>
      <DayBars days={days} most={Math.max(10, ...days.map((d) => d.n))} fill="fill-leaf" />
      <p className="num flex justify-between text-tiny text-soft" aria-hidden="true">
        <span>{name.format(new Date(`${days[0]?.day ?? today}T00:00:00Z`))}</span>
        <span>{name.format(new Date(`${today}T00:00:00Z`))}</span>
      </p>
      <ul className="num flex flex-wrap gap-x-4 gap-y-1 text-small">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </Card>
  );
}
