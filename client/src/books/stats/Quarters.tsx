import { quartersIn } from '@egoejo/shared/books/model.ts';
import { READ_HARVEST } from '@egoejo/shared/reading/mutations.ts';
import { useT } from '../../i18n/locale.ts';
import { useFlag } from '../../saka/model.ts';
import { useLive, useRows } from '../../sync/api/rows/live.ts';

/** How many quarters of a work the member read, and what they harvested for it; nothing before the first. */
export function Quarters({ work }: { work: string }) {
  const t = useT();
  const grains = useFlag('ENABLE_SAKA');
  const days = useRows('bookDay');
  const harvested = useLive(async (db) => db.transfer.filter((m) => m.story === work).count(), [work]);
  if (!days || harvested === undefined) return null;
  const n = quartersIn(days.filter((d) => d.book === work).flatMap((d) => d.passed)).length;
  if (n === 0) return null;
  return (
    <p className="num text-small text-soft">
      {[
        t('books.quarters', { n }),
        ...(grains && harvested > 0 ? [t('books.quarters.harvested', { n: harvested * READ_HARVEST })] : []),
      ].join(' · ')}
    </p>
  );
}
