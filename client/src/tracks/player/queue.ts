/** What is heard one after the other. Pure. */
import type { Track } from '@egoejo/shared/tracks/model.ts';

/** A track as the player shows it. */
export type Heard = Pick<Track, 'id' | 'title' | 'artists' | 'album' | 'cover'> & { seconds: number };
export interface Queue {
  queue: readonly Heard[];
  /** The place in the queue of the track that is heard; -1: none. */
  at: number;
}
export const NOTHING: Queue = { queue: [], at: -1 };

/** The tracks that can be heard, in their order, beginning at one of them; nothing if that one cannot be heard. */
export function queueFrom(tracks: readonly Track[], first: string): Queue {
  const queue = tracks.flatMap(({ id, title, artists, album, cover, seconds, state }) =>
    state === 'ready' && seconds !== null ? [{ id, title, artists, album, cover, seconds }] : [],
  );
  const at = queue.findIndex(({ id }) => id === first);
  return at < 0 ? NOTHING : { queue, at };
}

/** The place of the next track (1) or of the one before (-1). Null: the queue has none there. */
export const moved = ({ queue, at }: Queue, by: 1 | -1): number | null =>
  at >= 0 && at + by >= 0 && at + by < queue.length ? at + by : null;

/** Are the same tracks heard in the same order, and is the same one heard now? */
export const sameQueue = (one: Queue, other: Queue): boolean =>
  one.at === other.at &&
  one.queue.length === other.queue.length &&
  one.queue.every(({ id }, n) => id === other.queue[n]?.id);
