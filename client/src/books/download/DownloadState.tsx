import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { ProgressBar } from '../../ui/feedback/progress.tsx';
import type { DownloadRow } from '../kept.ts';
import { cancelDownload, downloadAnyway, pauseDownload, resumeDownload, useRunning } from './downloads.ts';
import { useBytesHere } from './rows.ts';

/** A download that is not finished: how far it is, why it waits, and what can be done. */
export function DownloadState({ row }: { row: DownloadRow }) {
  const t = useT();
  const locale = useLocale();
  const running = useRunning(row);
  const stored = useBytesHere(row) ?? 0;
  const got = Math.max(running?.bytes ?? 0, stored);
  const facts = { got: bytes(locale, got), size: bytes(locale, row.bytes) };
  const label = running
    ? t(running.waits === null ? 'catalogue.going' : `catalogue.waits.${running.waits}`, facts)
    : t('catalogue.paused', facts);
  return (
    <div className="relative z-10 flex flex-col gap-2">
      {row.fault !== null && (
        <ErrorNote
          what={t(`books.fault.${row.fault}`)}
          safe={t('catalogue.fault.safe')}
          next={t('catalogue.fault.next')}
        />
      )}
      <ProgressBar label={label} value={got} max={row.bytes} />
      <div className="flex flex-wrap gap-2">
        {running?.waits === 'wifi' && (
          <Button variant="quiet" icon="download" onClick={() => void downloadAnyway(row)}>
            {t('catalogue.anyway')}
          </Button>
        )}
        {running ? (
          <Button variant="quiet" onClick={() => void pauseDownload(row)}>
            {t('catalogue.pause')}
          </Button>
        ) : (
          <Button variant="quiet" onClick={() => void resumeDownload(row)}>
            {t('catalogue.resume')}
          </Button>
        )}
        <Button variant="quiet" onClick={() => void cancelDownload(row)}>
          {t('catalogue.giveUp')}
        </Button>
      </div>
    </div>
  );
}
