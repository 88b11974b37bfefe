import { useEcoLevel } from '../../../eco/store.ts';
import { useT } from '../../../i18n/locale.ts';
import { Card } from '../../../ui/cards/Card.tsx';
import type { Day } from './day-figures.ts';
import { FigureRows } from './FigureRows.tsx';
import { DayTable } from './DayTable.tsx';

/** Thirty days, one bar a day and one row a figure; the same numbers day by day in a table. */
export function Days({ days }: { days: readonly Day[] }) {
  const t = useT();
  const drawn = useEcoLevel() < 5;
  return (
    <Card className="@container flex flex-col gap-2">
      <h2 className="text-head">{t('administration.days')}</h2>
      {drawn && <FigureRows days={days} />}
      <details>
        <summary className="min-h-11 cursor-pointer py-2.5 text-small font-strong text-leaf">
          {t('administration.days.table')}
        </summary>
        <DayTable days={days} />
      </details>
    </Card>
  );
}
