import { useWifiHold } from '../../eco/store.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import type { BookRow, Downloadable } from '../kept.ts';
import { DownloadState } from './DownloadState.tsx';
import { download } from './downloads.ts';
import { useBookOf, useDownloadRows } from './rows.ts';

/** The book is on this device. */
function Here({ book }: { book: BookRow }) {
  const t = useT();
  return (
    <div className="flex flex-col gap-2">
      <div>
        <Chip tone="leaf" icon="ok">
          {t('catalogue.here')}
        </Chip>
      </div>
      <LinkButton block icon="read" to="/livres/{-$id}" params={{ id: book.id }}>
        {t(book.at === null ? 'catalogue.read' : 'catalogue.readOn')}
      </LinkButton>
    </div>
  );
}

/** What can be done to have this book here: its size first, then the progress, then the book. */
export function DownloadPanel({ of }: { of: Downloadable }) {
  const t = useT();
  const locale = useLocale();
  const book = useBookOf(of.file);
  const rows = useDownloadRows();
  const held = useWifiHold();
  const offline = useOffline();
  if (book === undefined || rows === undefined) return null;
  if (book && !book.evicted) return <Here book={book} />;
  const row = rows.find((r) => r.work === of.id);
  if (row) return <DownloadState row={row} />;
  return (
    <div className="flex flex-col gap-2">
      {book?.evicted && <Notice icon="trash">{t('catalogue.evicted')}</Notice>}
      <Button block icon="download" onClick={() => void download(of)}>
        {t('catalogue.download', { size: bytes(locale, of.bytes) })}
      </Button>
      {(offline || held) && (
        <p className="text-tiny text-soft">{t(offline ? 'catalogue.download.offline' : 'catalogue.download.wifi')}</p>
      )}
    </div>
  );
}
