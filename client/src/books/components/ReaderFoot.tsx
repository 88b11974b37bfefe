import { useSyncExternalStore } from 'react';
import { useT } from '../../i18n/locale.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { Listen, ListenButton } from '../../ui/text/Listen.tsx';
import type { Narration } from '../reader/narration.ts';
import { minutesOf, type Place } from '../reader/place.ts';
import type { Reading } from '../reader/reading.ts';
import { QuarterLine } from '../stats/QuarterLine.tsx';
import type { Passed } from './use-session.ts';

/**
 * Per cent, pages left in the chapter, time left, the same words for the eyes and the ears; for a few turns, the
 * quarter that was passed.
 */
function Progress({ place, pace, harvest }: { place: Place; pace: number | null; harvest: Passed | null }) {
  const t = useT();
  const minutes = minutesOf(place.left, pace);
  const left =
    minutes < 60
      ? t('books.minutesLeft', { n: minutes })
      : t('books.hoursLeft', { h: Math.floor(minutes / 60), m: minutes % 60 });
  if (harvest) return <QuarterLine passed={harvest} />;
  return (
    <>
      <span className="block truncate">
        {[
          t('books.percent', { n: Math.round(place.fraction * 100) }),
          ...(place.printed === null ? [] : [t('books.printed', { page: place.printed })]),
          ...(place.left > 0 && place.fraction < 1 ? [left] : []),
        ].join(' · ')}
      </span>
      {place.pagesLeft !== null && (
        <span className="block truncate">{t('books.pagesLeft', { n: place.pagesLeft })}</span>
      )}
    </>
  );
}

/** The recording that the book brings, in place of a voice of the device. */
function Recording({ narration }: { narration: Narration }) {
  const t = useT();
  const on = useSyncExternalStore(narration.watch, narration.playing);
  const begin = () => narration.start(() => toast(t('books.recording.failed'), 'clay'));
  return <ListenButton brief on={on} onTap={on ? () => narration.stop() : begin} />;
}

/** The app's mirror is undone: pages turn as the book runs. The ring of the focus stays inside the bar. */
const INSIDE = 'rtl:rotate-180 focus-visible:-outline-offset-5';

export function ReaderFoot({
  bars,
  reading,
  place,
  pace,
  language,
  harvest,
}: {
  bars: boolean;
  reading: Reading | null;
  place: Place | null;
  pace: number | null;
  language: string;
  /** The quarter that was passed just now. */
  harvest: Passed | null;
}) {
  const t = useT();
  const rtl = reading?.book.epub.dir === 'rtl';
  const turn = (step: 1 | -1) => void reading?.turn(step);
  return (
    <nav
      aria-label={t('books.pages.turn')}
      dir={rtl ? 'rtl' : 'ltr'}
      className={`@container flex min-h-14 items-center border-t border-line px-1 pb-[env(safe-area-inset-bottom)] ${bars ? '' : 'invisible'}`}
    >
      <IconButton
        icon={rtl ? 'next' : 'back'}
        label={t('books.previous')}
        className={INSIDE}
        disabled={!reading}
        onClick={() => turn(-1)}
      />
      <p dir="auto" aria-live="polite" className="num min-w-0 flex-1 text-center text-tiny text-soft">
        {place && <Progress place={place} pace={pace} harvest={harvest} />}
      </p>
      {reading?.narration && <Recording narration={reading.narration} />}
      {reading && !reading.narration && !reading.book.fixed && (
        <Listen
          brief
          language={language}
          read={(part) => reading.aloud.next(part === 0)}
          onStop={() => reading.aloud.rest()}
        />
      )}
      <IconButton
        icon={rtl ? 'back' : 'next'}
        label={t('books.next')}
        className={INSIDE}
        disabled={!reading}
        onClick={() => turn(1)}
      />
    </nav>
  );
}
