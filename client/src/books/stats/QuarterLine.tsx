import { READ_HARVEST } from '@egoejo/shared/reading/mutations.ts';
import { noteText } from '../../activity/labels.ts';
import { useT } from '../../i18n/locale.ts';
import { useFlag } from '../../saka/model.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import type { Passed } from '../components/use-session.ts';

/** Says that a quarter was read. Below: what it may harvest, and then what the server decided (R5). */
export function QuarterLine({ passed: { quarter, key } }: { passed: Passed }) {
  const t = useT();
  const grains = useFlag('ENABLE_SAKA');
  const verdict = useActs().find((a) => a.key === key)?.verdict;
  const notes = verdict?.status === 'applied' ? verdict.notes : [];
  const said = verdict
    ? notes.map((n) => (n.code === 'saka.daily_limit' ? t('books.quarter.limit') : noteText(t, n))).join(' ')
    : t('books.quarter.expected', { n: READ_HARVEST });
  return (
    <>
      <span className="block truncate font-strong text-grain">{t('books.quarter', { n: quarter })}</span>
      {grains && <span className="block truncate text-grain">{said}</span>}
    </>
  );
}
