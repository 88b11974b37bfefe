import { useT } from '../../i18n/locale.ts';
import { useSyncStatus } from '../../sync/api/status.ts';
import { Card } from '../../ui/Card.tsx';
import { ProgressBar } from '../../ui/progress.tsx';

/** The progress of the first exchange, before the first rows are here. */
export function FirstSync() {
  const t = useT();
  const { lastExchangeAt, progress } = useSyncStatus();
  if (lastExchangeAt !== null || !progress) return null;
  return (
    <Card>
      <ProgressBar label={t('home.first.sync')} value={progress.rows} />
    </Card>
  );
}
