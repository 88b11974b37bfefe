import { useEffect, useMemo, useRef, useState } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { lineAt, linesOf, type WordsLine } from '@egoejo/shared/tracks/words.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { clockTime } from '../../ui/text/clock-time.ts';
import { playHere } from '../components/MiniPlayer.tsx';
import { goTo } from '../player/player.ts';
import { heardOf, usePlayer } from '../player/store.ts';
import { useWords } from './queries.ts';

/** After the member scrolled the words, they stop following the sound for this time, ms. */
const OWN_PACE_MS = 5000;

/** Lines with times: the one that is heard is marked and in view; a tap goes there, or plays the track from there. */
function TimedLines({ track, lines }: { track: Track; lines: readonly WordsLine[] }) {
  const t = useT();
  const locale = useLocale();
  const heard = usePlayer((s) => heardOf(s)?.id === track.id);
  const now = usePlayer((s) => (heardOf(s)?.id === track.id ? lineAt(lines, s.place) : -1));
  const box = useRef<HTMLOListElement>(null);
  const moved = useRef(-Infinity);
  useEffect(() => {
    const line = box.current?.children[now];
    if (!(line instanceof HTMLElement) || performance.now() - moved.current < OWN_PACE_MS) return;
    box.current?.scrollTo({ top: line.offsetTop - box.current.clientHeight / 3 });
  }, [now]);
  const own = () => {
    moved.current = performance.now();
  };
  return (
    <ol
      ref={box}
      aria-label={t('tracks.words')}
      lang={track.language || undefined}
      className="relative max-h-80 overflow-y-auto motion-safe:scroll-smooth rounded-inner border border-line p-1"
      onWheel={own}
      onTouchMove={own}
    >
      {lines.map(({ at, text }, i) => (
        <li key={`${at} ${i}`} className="[contain-intrinsic-size:auto_2.75rem] [content-visibility:auto]">
          {at === null ? (
            <p className="px-2 py-1.5 text-soft" dir="auto">
              {typeset(text)}
            </p>
          ) : (
            <button
              type="button"
              aria-current={i === now || undefined}
              className={`flex min-h-11 w-full items-baseline gap-3 rounded-inner px-2 py-2 text-start ${i === now ? 'bg-leaf-soft font-strong text-leaf' : ''}`}
              onClick={() => (heard ? goTo(at) : playHere([track], track.id, at))}
            >
              <span className="num flex-none text-tiny text-soft">{clockTime(locale, at)}</span>
              <span className="min-w-0 flex-1" dir="auto">
                {text === '' ? '♪' : typeset(text)}
              </span>
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

function Lines({ track, words }: { track: Track; words: string }) {
  const lines = useMemo(() => linesOf(words), [words]);
  if (lines.some(({ at }) => at !== null)) return <TimedLines track={track} lines={lines} />;
  return (
    <p className="whitespace-pre-line" dir="auto" lang={track.language || undefined}>
      {typeset(words)}
    </p>
  );
}

/** The words of a track, fetched when they are opened. @param some whether it has words, as far as is known */
export function TrackWords({ track, some }: { track: Track; some: boolean }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const { words, failed, again } = useWords(track.id, open);
  if (words === '' || (words === undefined && !some)) return null;
  return (
    <details className="relative" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 text-small font-strong text-leaf">
        {t('tracks.words')}
        <Icon name="down" className="size-5" />
      </summary>
      {open && words !== undefined && <Lines track={track} words={words} />}
      {open && failed !== null && (
        <>
          <ErrorNote what={errorText(failed)} />
          <Button variant="plain" onClick={again}>
            {t('tracks.words.again')}
          </Button>
        </>
      )}
    </details>
  );
}
