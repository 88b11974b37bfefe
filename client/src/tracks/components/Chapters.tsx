import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { Icon } from '../../ui/pictures/icons.tsx';
import { clockTime } from '../../ui/text/clock-time.ts';
import { chapterAt, type Chapter } from '../player/chapters.ts';
import { goTo } from '../player/player.ts';
import { heardOf, usePlayer } from '../player/store.ts';
import { playHere } from './MiniPlayer.tsx';

/** The chapters of a track, the one that is heard marked; a tap goes there, or plays the track from there. */
export function Chapters({
  track,
  chapters,
  among,
}: {
  track: Track;
  /** In the order of time. */
  chapters: readonly Chapter[];
  /** What is heard after it. */
  among: readonly Track[];
}) {
  const t = useT();
  const locale = useLocale();
  const heard = usePlayer((s) => heardOf(s)?.id === track.id);
  const now = usePlayer((s) => (heardOf(s)?.id === track.id ? chapterAt(chapters, s.place) : -1));
  if (chapters.length === 0) return null;
  return (
    <details className="relative text-small">
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-strong text-leaf">
        {t('tracks.chapters', { n: chapters.length })}
        <Icon name="down" className="size-5" />
      </summary>
      <ol className="divide-y divide-line">
        {chapters.map(({ at, title }, i) => (
          <li key={`${at} ${title}`}>
            <button
              type="button"
              aria-current={i === now || undefined}
              className={`flex min-h-11 w-full items-center gap-3 py-1.5 text-start ${i === now ? 'font-strong text-leaf' : ''}`}
              onClick={() => (heard ? goTo(at) : playHere(among, track.id, at))}
            >
              <span className="num flex-none text-soft">{clockTime(locale, at)}</span>
              <span className="min-w-0 flex-1" dir="auto">
                {typeset(title)}
              </span>
              {i === now && <Icon name="sound" className="size-5 flex-none" />}
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}
