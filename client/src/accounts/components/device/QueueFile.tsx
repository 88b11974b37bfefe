import { saveQueue } from '../../../activity/file.ts';
import { OpenQueue } from '../../../activity/components/OpenQueue.tsx';
import { useT } from '../../../i18n/locale.ts';
import { usePendingCount } from '../../../sync/api/acts/activity.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { Section } from '../../../ui/layout/Page.tsx';

/** Export and import of the queue as a file; idempotency keys make a second import harmless (S22). */
export function QueueFile() {
  const t = useT();
  const pending = usePendingCount();
  return (
    <Section title={t('accounts.queue.title')}>
      <Card className="flex flex-col gap-3">
        <p className="text-small">{t('accounts.queue.text', { n: pending })}</p>
        <Button variant="quiet" block icon="download" disabled={pending === 0} onClick={() => void saveQueue()}>
          {t('accounts.leave.export')}
        </Button>
        <OpenQueue />
      </Card>
    </Section>
  );
}
