import { useEffect } from 'react';
import { useWifiHold } from '../../eco/store.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { useOffline } from '../../sync/api/status/status.ts';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { ProgressBar } from '../../ui/feedback/progress.tsx';
import { download, useDownload } from '../downloads.ts';
import { NotHere } from './NotHere.tsx';
import { ASK_ABOVE } from '../next-text.ts';
import { type Readable } from '../queries.ts';

/**
 * Downloads a text to this device: shows its size first, the progress, a button to stop, and what to do when it fails
 * or there is no network.
 */
export function Fetch({ readable }: { readable: Readable }) {
  const t = useT();
  const locale = useLocale();
  const hold = useWifiHold();
  const { kind, id } = readable;
  const going = useDownload(kind, id);
  const size = bytes(locale, readable.bytes);
  const offline = useOffline();
  // A small text is downloaded when it is opened. For a larger one the member sees the size first, and decides.
  const ask = hold || offline || readable.bytes > ASK_ABOVE;
  useEffect(() => {
    if (!ask && going === undefined) void download(kind, id);
  }, [ask, going, kind, id]);
  const start = () => void download(kind, id);
  if (going?.state === 'running') {
    return (
      <ProgressBar
        label={t('reading.fetching', { got: bytes(locale, going.bytes), size })}
        value={going.bytes}
        {...(readable.bytes > 0 ? { max: readable.bytes } : {})}
        onCancel={going.stop}
      />
    );
  }
  if (offline) return <NotHere />;
  if (going?.state === 'failed') {
    return (
      <ErrorNote
        what={errorText({ code: going.code === 'reading.unreachable' ? 'network' : going.code })}
        safe={t('reading.fetch.safe')}
        next={t('reading.fetch.next')}
        action={
          <Button variant="quiet" onClick={start}>
            {t('ui.retry')}
          </Button>
        }
      />
    );
  }
  return (
    <>
      {hold && <Notice icon="offline">{t('reading.wifi')}</Notice>}
      <Button block icon="download" onClick={start}>
        {hold ? t('reading.download.anyway', { size }) : t('reading.download', { size })}
      </Button>
    </>
  );
}
