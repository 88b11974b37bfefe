import { useT } from '../../i18n/locale.ts';
import { useSyncStatus } from '../../sync/api/status/status.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { ProgressBar } from '../../ui/feedback/progress.tsx';

/** Before the first rows arrive: the progress of the first exchange, or a notice that it needs a network. */
export function FirstSync() {
  const t = useT();
  const { lastExchangeAt, progress, online, phase } = useSyncStatus();
  if (lastExchangeAt !== null) return null;
  if (!progress) {
    const later = online === 'no' || phase === 'waiting';
    return later && <Notice icon="offline">{t('home.first.later')}</Notice>;
  }
  return (
    <Card>
      <ProgressBar label={t('home.first.sync')} value={progress.rows} />
    </Card>
  );
}
