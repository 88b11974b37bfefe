import { useT } from '../../i18n/locale.ts';
import { Icon } from '../../ui/pictures/icons.tsx';
import { pause } from '../player/player.ts';
import { phaseOf, usePlayer } from '../player/store.ts';

/** Plays a track or pauses it. @param onPlay also makes the bar of the player appear (`showBar`) */
export function PlayButton({ id, title, onPlay }: { id: string; title: string; onPlay: () => void }) {
  const t = useT();
  const phase = usePlayer(phaseOf(id));
  const paused = phase === 'paused';
  return (
    <button
      type="button"
      aria-label={t(paused ? 'tracks.play' : 'tracks.pause', { title })}
      aria-busy={phase === 'loading' || undefined}
      className={`relative grid size-11 flex-none place-items-center rounded-full bg-leaf text-on-leaf forced-colors:border ${phase === 'loading' ? 'opacity-55' : ''}`}
      onClick={() => (paused ? onPlay() : pause())}
    >
      <Icon name={paused ? 'play' : 'pause'} className="size-5" />
    </button>
  );
}
