import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { lowerFirst } from '@egoejo/shared/platform/cut.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { clockTime } from '../../ui/text/clock-time.ts';
import { whoseOf } from '../list.ts';
import { playHere } from './MiniPlayer.tsx';
import { PlayButton } from './PlayButton.tsx';
import { TrackCover } from './TrackCover.tsx';
import { TrackMenu } from './TrackMenu.tsx';
import { TrackState } from './TrackState.tsx';

/** A track in the list. Without a network, one that is not on this device cannot be heard, and says so. */
export function TrackTile({
  track,
  among,
  me,
  here,
  under = false,
  note = null,
  children,
}: {
  track: Track;
  /** What is heard after it. */
  among: readonly Track[];
  me: string | null;
  /** Whether it is on this device; left out: not said. */
  here?: boolean;
  /** Whether it stands in a part of the page that has its own heading. */
  under?: boolean;
  /** What is said of it there. */
  note?: ReactNode;
  /** What can be done with it there; left out: what can be done with any track. */
  children?: ReactNode;
}) {
  const t = useT();
  const away = useOffline() && here === false;
  const locale = useLocale();
  const { id, title, artists, seconds, visibility } = track;
  const shared = whoseOf(track, me) === 'mine' && visibility !== 'private';
  const Heading = under ? 'h3' : 'h2';
  const facts = [
    seconds !== null && clockTime(locale, seconds),
    here && lowerFirst(t('tracks.whose.here')),
    away && track.state === 'ready' && t('tracks.along.not'),
    shared && t(visibility === 'public' ? 'tracks.shared.public' : 'tracks.shared.community'),
  ];
  return (
    <article className="relative flex items-center gap-2.5 rounded-card border border-line bg-surface p-2.5 focus-within:border-leaf">
      <TrackCover cover={track.cover} size="row" />
      <div className="min-w-0 flex-1">
        <Heading className="leading-tight font-strong" dir="auto">
          <Link to="/ecouter/$id" params={{ id }} className="line-clamp-2 covers no-underline">
            {typeset(title)}
          </Link>
        </Heading>
        {artists !== '' && (
          <p className="truncate text-small text-soft" dir="auto">
            {artists}
          </p>
        )}
        <p className="num text-tiny text-soft empty:hidden">{facts.filter(Boolean).join(' · ')}</p>
        {note !== null && (
          <p className="text-tiny text-leaf" dir="auto">
            {note}
          </p>
        )}
        <TrackState track={track} />
      </div>
      {track.state === 'ready' && !away && <PlayButton id={id} title={title} onPlay={() => playHere(among, id)} />}
      {children ?? (me !== null && <TrackMenu track={track} />)}
    </article>
  );
}
