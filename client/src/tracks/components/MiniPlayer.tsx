import { Link, useLocation } from '@tanstack/react-router';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { LikeButton } from '../../playlists/model.ts';
import { useShell } from '../../platform/page/shell-store.ts';
import { IconButton } from '../../ui/actions/Button.tsx';
import { bringBack, close, playFrom, resume, step } from '../player/player.ts';
import { moved } from '../player/queue.ts';
import { heardOf, usePlayer } from '../player/store.ts';
import { PlayButton } from './PlayButton.tsx';
import { PlayFault } from './PlayFault.tsx';
import { TrackCover } from './TrackCover.tsx';

/** What is heard, above the navigation of every page but that of the track, which has all controls. */
function MiniPlayer() {
  const t = useT();
  const track = usePlayer(heardOf);
  const next = usePlayer((s) => moved(s, 1));
  const path = useLocation({ select: (l) => l.pathname });
  if (!track || path === `/ecouter/${track.id}`) return null;
  return (
    <section aria-label={t('tracks.bar')} className="border-t border-line bg-surface px-3 py-1.5">
      <div className="mx-auto flex max-w-2xl items-center gap-1">
        <span className="max-[400px]:hidden">
          <TrackCover cover={track.cover} size="bar" />
        </span>
        <Link
          to="/ecouter/$id"
          params={{ id: track.id }}
          className="flex min-h-11 min-w-0 flex-1 flex-col justify-center ps-1 no-underline"
          dir="auto"
        >
          <span className="truncate text-small font-strong">{typeset(track.title)}</span>
          {track.artists !== '' && <span className="truncate text-tiny text-soft">{track.artists}</span>}
        </Link>
        <LikeButton key={track.id} track={track} />
        <PlayButton id={track.id} title={track.title} onPlay={() => void resume()} />
        {next !== null && <IconButton icon="next" label={t('tracks.next')} onClick={() => void step(1)} />}
        <IconButton icon="no" label={t('tracks.close')} onClick={close} />
      </div>
      <PlayFault id={track.id} />
    </section>
  );
}

/**
 * Plays tracks in their order from one of them, with the bar of the player on every page.
 * @param place where in that one, in seconds; left out: where it was last heard
 */
export function playHere(tracks: readonly Track[], first: string, place?: number): void {
  useShell.setState({ bar: <MiniPlayer /> });
  void playFrom(tracks, first, place);
}

/** After a restart: the bar shows what was heard, paused. */
export async function showHeard(): Promise<void> {
  if (await bringBack()) useShell.setState({ bar: <MiniPlayer /> });
}
