import { useT } from '../../i18n/locale.ts';
import { useSyncStatus } from '../../sync/api/status/status-store.ts';

/** How many members support a project; where nobody does and planting is on, an invitation to be the first. */
export function Supporters({ tally }: { tally: { score: number; supporters: number } }) {
  const t = useT();
  const on = useSyncStatus((s) => s.flags.ENABLE_SAKA !== false && s.flags.SAKA_PROJECT_BOOST_ENABLED !== false);
  return on && tally.supporters === 0 && tally.score === 0
    ? t('ui.beFirst')
    : t('ui.supporters', { n: tally.supporters });
}
