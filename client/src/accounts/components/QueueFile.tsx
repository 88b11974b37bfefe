import { useState, type ChangeEvent } from 'react';
import { errorText, useT } from '../../i18n/locale.ts';
import { exportQueue, importQueue, usePendingCount } from '../../sync/activity.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorNote, toast } from '../../ui/feedback.tsx';
import { Section } from '../../ui/Page.tsx';
import { saveFile } from '../../platform/file.ts';

/** S22: the queue as a file, and back; keys make a second import harmless. */
export function QueueFile() {
  const t = useT();
  const pending = usePendingCount();
  const [error, setError] = useState<string | null>(null);
  const take = async (e: ChangeEvent<HTMLInputElement>) => {
    const file = e.target.files?.[0];
    e.target.value = '';
    if (!file) return;
    const done = await importQueue(file);
    setError(done.ok ? null : done.error.code === 'sync.bad_request' ? t('activity.import.notAFile') : errorText(done.error));
    if (done.ok) toast(t('accounts.queue.imported', done.value), 'wait');
  };
  return (
    <Section title={t('accounts.queue.title')}>
      <Card className="flex flex-col gap-3">
        <p className="text-small">{t('accounts.queue.text', { n: pending })}</p>
        <Button variant="quiet" block icon="download" disabled={pending === 0} onClick={() => void exportQueue().then((blob) => saveFile('egoejo-actes.json', blob))}>{t('accounts.leave.export')}</Button>
        <label className="inline-flex min-h-11 cursor-pointer items-center justify-center rounded-card px-4 font-strong text-leaf focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-leaf">
          {t('accounts.queue.import')}
          <input type="file" accept="application/json,.json" className="sr-only" onChange={(e) => void take(e)} />
        </label>
        {error && <ErrorNote what={error} safe={t('accounts.queue.safe')} />}
      </Card>
    </Section>
  );
}
