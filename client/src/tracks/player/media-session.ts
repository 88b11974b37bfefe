/** Shows what is heard outside the page, as on a lock screen, with its controls. */
import type { Heard } from './queue.ts';

interface Controls {
  play: () => void;
  pause: () => void;
  step: (by: 1 | -1) => void;
  goTo: (seconds: number) => void;
}

/** @param controls null: nothing is heard any more */
export function showMedia(track: Heard | null, controls: Controls | null): void {
  const { mediaSession } = navigator;
  // Some browsers have none.
  if (!mediaSession) return;
  mediaSession.metadata =
    track &&
    new MediaMetadata({
      title: track.title,
      artist: track.artists,
      album: track.album,
      artwork: track.cover === null ? [] : [{ src: `/media/pictures/${track.cover}-m.webp`, type: 'image/webp' }],
    });
  const handlers: Partial<Record<MediaSessionAction, MediaSessionActionHandler>> = controls
    ? {
        play: controls.play,
        pause: controls.pause,
        nexttrack: () => controls.step(1),
        previoustrack: () => controls.step(-1),
        seekto: ({ seekTime }) => controls.goTo(seekTime ?? 0),
      }
    : {};
  for (const action of ['play', 'pause', 'nexttrack', 'previoustrack', 'seekto'] as const)
    mediaSession.setActionHandler(action, handlers[action] ?? null);
}

/** The place and the speed, for its progress bar. Seconds. */
export function showPlace(track: Heard, place: number, playbackRate: number): void {
  const { seconds: duration } = track;
  if (duration > 0)
    navigator.mediaSession?.setPositionState({ duration, playbackRate, position: Math.min(place, duration) });
}
