import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { errorText, useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { ecoRules } from '../../eco/store.ts';
import { useMember } from '../../sync/api/session.ts';
import { removeText } from '../../sync/api/texts.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Chip, StateChip } from '../../ui/Chip.tsx';
import { Bar, ProgressBar } from '../../ui/progress.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { creditsInWords } from '../credits.ts';
import { download, useDownload } from '../downloads.ts';
import { languageName } from '../language.ts';
import { minutesLeft, percentOf, WHOLE } from '../position.ts';
import { addStory, removeItem, useWifiHold, type Readable } from '../queries.ts';

/** Texts up to this many bytes are fetched when the member adds them, where the eco level prefetches. */
const SMALL = 100_000;

/** The actions on a text: store it on this device, delete it from the device, remove it from the queue. */
function ReadableActions({ readable, open, onClose }: { readable: Readable; open: boolean; onClose: () => void }) {
  const t = useT();
  const locale = useLocale();
  const who = useMember();
  const hold = useWifiHold();
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
    else if (ecoRules().prefetch && !hold && !readable.here && readable.bytes <= SMALL) await download(kind, id);
  };
  const remove = async () => {
    if (!item) return;
    const queued = await removeItem(item);
    if (!queued.ok) toast(errorText(queued.error), 'clay');
    else await removeText(kind, id);
  };
  const ready = item === null || item.state === 'ready';
  return (
    <Sheet open={open} onClose={onClose} title={readable.title}>
      {ready && !readable.here && (
        <Button block variant="quiet" icon="download" onClick={done(() => download(kind, id))}>
          {hold ? t('reading.download.anyway', { size }) : t('reading.download', { size })}
        </Button>
      )}
      {readable.here && (
        <Button block variant="quiet" icon="trash" onClick={done(() => removeText(kind, id))}>
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

function Facts({ readable }: { readable: Readable }) {
  const t = useT();
  const locale = useLocale();
  const { story, item, at, words } = readable;
  const facts = [
    story ? languageName(locale, story.language) : (item?.site ?? ''),
    words > 0 ? t('reading.minutes', { n: Math.max(1, minutesLeft(words, at >= WHOLE ? 0 : at)) }) : '',
    readable.bytes > 0 ? bytes(locale, readable.bytes) : '',
  ];
  return <span className="num block text-tiny text-soft">{facts.filter(Boolean).join(' · ')}</span>;
}

/** A text in a list: title, authors, size, progress, and whether it is on this device. */
export function ReadableRow({ readable }: { readable: Readable }) {
  const t = useT();
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const going = useDownload(readable.kind, readable.id);
  const { item, story, at } = readable;
  return (
    <li className="flex items-start gap-1 py-3">
      <div className="relative min-w-0 flex-1">
        <Link
          to="/lire/$id"
          params={{ id: item?.id ?? readable.id }}
          className="font-strong no-underline after:absolute after:inset-0 after:rounded-card"
          lang={story?.language}
        >
          {readable.title}
        </Link>
        <Facts readable={readable} />
        {(story?.authors || readable.item?.licence) && (
          <span className="block text-tiny text-soft">
            {[creditsInWords(story?.authors ?? '', t), story?.licence ?? item?.licence].filter(Boolean).join(' · ')}
          </span>
        )}
        <span className="mt-1.5 flex flex-wrap gap-1.5 empty:hidden">
          {readable.pending && <StateChip state={readable.pending} />}
          {!readable.pending && item?.state === 'fetching' && (
            <Chip tone="wait" icon="wait">
              {t('reading.chip.fetching')}
            </Chip>
          )}
          {item?.state === 'failed' && (
            <Chip tone="clay" icon="no">
              {item.error === null ? t('reading.item.failed') : errorText({ code: item.error })}
            </Chip>
          )}
          {readable.here && (
            <Chip tone="leaf" icon="download">
              {t('reading.chip.here')}
            </Chip>
          )}
          {readable.finished && (
            <Chip tone="leaf" icon="ok">
              {t('reading.chip.read')}
            </Chip>
          )}
          {!readable.finished && at > 0 && <Chip>{t('reading.chip.at', { n: percentOf(at) })}</Chip>}
        </span>
        {!readable.finished && at > 0 && (
          <span className="mt-2 block">
            <Bar parts={[{ value: at, fill: 'leaf' }]} total={WHOLE} />
          </span>
        )}
        {going?.state === 'running' && (
          <div className="relative z-10 mt-2">
            <ProgressBar
              label={t('reading.fetching', { got: bytes(locale, going.bytes), size: bytes(locale, readable.bytes) })}
              value={going.bytes}
              {...(readable.bytes > 0 ? { max: readable.bytes } : {})}
              onCancel={going.stop}
            />
          </div>
        )}
        {going?.state === 'failed' && (
          <p role="alert" className="mt-1 text-tiny text-clay">
            {errorText({ code: going.code === 'reading.unreachable' ? 'network' : going.code })}
          </p>
        )}
      </div>
      <IconButton icon="more" label={t('reading.more', { title: readable.title })} onClick={() => setOpen(true)} />
      <ReadableActions readable={readable} open={open} onClose={() => setOpen(false)} />
    </li>
  );
}
