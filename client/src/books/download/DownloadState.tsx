import { DownloadProgress } from '../../downloads/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import type { DownloadRow } from '../kept.ts';
import { cancelDownload, downloadAnyway, pauseDownload, resumeDownload, useBookRun } from './downloads.ts';
import { useBytesHere } from './rows.ts';

/** A download that is not finished: how far it is, why it waits, and what can be done. */
export function DownloadState({ row }: { row: DownloadRow }) {
  const t = useT();
  const locale = useLocale();
  const running = useBookRun(row);
  const stored = useBytesHere(row) ?? 0;
  const got = Math.max(running?.bytes ?? 0, stored);
  const facts = { got: bytes(locale, got), size: bytes(locale, row.bytes) };
  return (
    <DownloadProgress
      label={
        running
          ? t(running.waits === null ? 'catalogue.going' : `catalogue.waits.${running.waits}`, facts)
          : t('catalogue.paused', facts)
      }
      got={got}
      size={row.bytes}
      fault={
        row.fault === null
          ? null
          : { what: t(`books.fault.${row.fault}`), safe: t('catalogue.fault.safe'), next: t('catalogue.fault.next') }
      }
      anyway={running?.waits === 'wifi' ? { words: t('catalogue.anyway'), run: () => downloadAnyway(row) } : null}
      actions={[
        running
          ? { words: t('catalogue.pause'), run: () => pauseDownload(row) }
          : { words: t('catalogue.resume'), run: () => resumeDownload(row) },
        { words: t('catalogue.giveUp'), run: () => cancelDownload(row) },
      ]}
    />
  );
}
