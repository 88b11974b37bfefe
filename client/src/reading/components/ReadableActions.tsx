import { useWifiHold } from '../../eco/store.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { dropText, wantText } from '../../sync/api/kept/texts.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { Sheet } from '../../ui/layers/Sheet.tsx';
import { download } from '../downloads.ts';
import { WithdrawText } from './WithdrawText.tsx';
import { addStory, isAway, removeItem, type Readable } from '../queries.ts';

/** The actions on a text: store it on this device, delete it from the device, remove it from the queue. */
export function ReadableActions({
  readable,
  open,
  onClose,
}: {
  readable: Readable;
  open: boolean;
  onClose: () => void;
}) {
  const t = useT();
  const locale = useLocale();
  const who = useMember();
  const hold = useWifiHold();
  const offline = useOffline();
  const { kind, id, item, story } = readable;
  const size = bytes(locale, readable.bytes);
  const done = (run: () => unknown) => () => {
    void run();
    onClose();
  };
  const add = async () => {
    if (!story) return;
    const queued = await addStory(story);
    if (!queued.ok) toast(errorText(queued.error), 'clay');
    else await wantText(kind, id);
  };
  const remove = async () => {
    if (!item) return;
    const queued = await removeItem(item);
    if (!queued.ok) toast(errorText(queued.error), 'clay');
    else await dropText(kind, id);
  };
  return (
    <Sheet open={open} onClose={onClose} title={readable.title}>
      {isAway(readable) && !offline && (
        <Button block variant="quiet" icon="download" onClick={done(() => download(kind, id))}>
          {hold ? t('reading.download.anyway', { size }) : t('reading.download', { size })}
        </Button>
      )}
      {readable.here && (
        <Button block variant="quiet" icon="trash" onClick={done(() => dropText(kind, id))}>
          {t('reading.forget', { size })}
        </Button>
      )}
      {who !== null && story !== null && item === null && (
        <Button block icon="plus" onClick={done(add)}>
          {t('reading.add')}
        </Button>
      )}
      {item !== null && (
        <Button block variant="plain" icon="no" onClick={done(remove)}>
          {t('reading.remove')}
        </Button>
      )}
      {story !== null && <WithdrawText story={story} onDone={onClose} />}
      {item?.url && (
        <a
          href={item.url}
          target="_blank"
          rel="noreferrer noopener"
          className="inline-flex min-h-11 items-center justify-center font-strong text-leaf underline"
        >
          {t('reading.open')}
        </a>
      )}
    </Sheet>
  );
}
