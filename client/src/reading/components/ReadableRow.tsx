import { typeset } from '../../i18n/typeset.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { bytes } from '../../i18n/when.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { useText } from '../../sync/api/kept/texts.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { Chip, StateChip } from '../../ui/feedback/Chip.tsx';
import { ProgressBar } from '../../ui/feedback/progress.tsx';
import { useDownload } from '../downloads.ts';
import { languageName } from '../text/language.ts';
import { openingOf, openingOfPage } from '../text/opening.ts';
import { minutesLeft, percentOf, WHOLE } from '../sitting/position.ts';
import { isAway, type Readable } from '../queries.ts';
import { ReadableActions } from './ReadableActions.tsx';
import { HereChip, ReadChip, ShelfLine } from './ShelfLine.tsx';

/** The title of a text, which opens it. */
export const TextLink = ({
  readable: { id, item, story, title },
  look = '',
}: {
  readable: Readable;
  look?: string;
}) => (
  <Link
    to="/lire/$id"
    params={{ id: item?.id ?? id }}
    className={`covers no-underline ${look}`}
    lang={story?.language}
    dir="auto"
  >
    {typeset(title)}
  </Link>
);

/** What is said of a text in one line: `kind` where books stand beside it. */
function useFacts({ story, item, at, words, ...readable }: Readable, kind: boolean): string {
  const t = useT();
  const locale = useLocale();
  const facts = [
    kind ? t('reading.kind.text') : '',
    story ? languageName(locale, story.language) : (item?.site ?? ''),
    words > 0 ? t('reading.minutes', { n: Math.max(1, minutesLeft(words, at >= WHOLE ? 0 : at)) }) : '',
    readable.bytes > 0 && !readable.here ? bytes(locale, readable.bytes) : '',
  ];
  return facts.filter(Boolean).join(' · ');
}

/** Its first lines: a story's come with its row, an article's are on this device or nowhere. */
function Opening({ readable: { kind, id, here, story } }: { readable: Readable }) {
  const body = useText('item', kind === 'item' && here ? id : null);
  const text = story ? openingOf(story.opening) : openingOfPage(body?.pages[0] ?? '');
  if (text === '') return null;
  return (
    <span lang={story?.language} dir="auto" className="line-clamp-3 text-small">
      {typeset(text)}
    </span>
  );
}

/** What holds of a text, in chips. */
function Chips({ readable, away }: { readable: Readable; away: boolean }) {
  const t = useT();
  const offline = useOffline();
  const { item, story, at } = readable;
  return (
    <>
      {readable.pending && <StateChip state={readable.pending} />}
      {!readable.pending && item?.state === 'fetching' && (
        <Chip tone="wait" icon="wait">
          {t('reading.chip.fetching')}
        </Chip>
      )}
      {(readable.gone || story?.state === 'withdrawn') && <Chip>{t('reading.chip.gone')}</Chip>}
      {item?.state === 'failed' && (
        <Chip tone="clay" icon="no">
          {item.error === null ? t('reading.item.failed') : errorText({ code: item.error })}
        </Chip>
      )}
      {readable.here && <HereChip />}
      {away && <Chip {...(offline && { icon: 'offline' })}>{t('reading.chip.away')}</Chip>}
      {readable.finished && readable.finishing && (
        <StateChip state={readable.finishing} lead={t('reading.chip.read')} />
      )}
      {readable.finished && !readable.finishing && <ReadChip />}
      {!readable.finished && at > 0 && <Chip>{t('reading.chip.at', { n: percentOf(at) })}</Chip>}
    </>
  );
}

/**
 * A text in a list: title, size, progress, and whether it is on this device. `opening`: with its first lines; without
 * them it says that it is a text, as books stand beside it.
 */
export function ReadableRow({ readable, opening = true }: { readable: Readable; opening?: boolean }) {
  const t = useT();
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const going = useDownload(readable.kind, readable.id);
  const offline = useOffline();
  const away = isAway(readable) && going?.state !== 'running';
  const faint = away && offline;
  return (
    <ShelfLine
      title={<TextLink readable={readable} look={`font-strong ${faint ? 'text-soft' : ''}`} />}
      under={
        opening && (
          <span className={faint ? 'text-soft' : undefined}>
            <Opening readable={readable} />
          </span>
        )
      }
      facts={useFacts(readable, !opening)}
      chips={<Chips readable={readable} away={away} />}
      part={readable.finished ? 0 : readable.at / WHOLE}
      actions={
        <>
          <IconButton icon="more" label={t('reading.more', { title: readable.title })} onClick={() => setOpen(true)} />
          <ReadableActions readable={readable} open={open} onClose={() => setOpen(false)} />
        </>
      }
    >
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
    </ShelfLine>
  );
}
