import { Link } from '@tanstack/react-router';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { clockTime } from '../../ui/text/clock-time.ts';
import { whoseOf } from '../list.ts';
import { playHere } from './MiniPlayer.tsx';
import { PlayButton } from './PlayButton.tsx';
import { TrackCover } from './TrackCover.tsx';
import { TrackState } from './TrackState.tsx';

/** A track in the list. @param among what is heard after it */
export function TrackTile({ track, among, me }: { track: Track; among: readonly Track[]; me: string | null }) {
  const t = useT();
  const locale = useLocale();
  const { id, title, artists, seconds, visibility } = track;
  const shared = whoseOf(track, me) === 'mine' && visibility !== 'private';
  const facts = [
    seconds !== null && clockTime(locale, seconds),
    shared && t(visibility === 'public' ? 'tracks.shared.public' : 'tracks.shared.community'),
  ];
  return (
    <article className="relative flex items-center gap-3 rounded-card border border-line bg-surface p-2.5 focus-within:border-leaf">
      <TrackCover cover={track.cover} size="row" />
      <div className="min-w-0 flex-1">
        <h2 className="leading-tight font-strong" dir="auto">
          <Link to="/ecouter/$id" params={{ id }} className="line-clamp-2 covers no-underline">
            {typeset(title)}
          </Link>
        </h2>
        {artists !== '' && (
          <p className="truncate text-small text-soft" dir="auto">
            {artists}
          </p>
        )}
        <p className="num text-tiny text-soft empty:hidden">{facts.filter(Boolean).join(' · ')}</p>
        <TrackState track={track} />
      </div>
      {track.state === 'ready' && <PlayButton id={id} title={title} onPlay={() => playHere(among, id)} />}
    </article>
  );
}
