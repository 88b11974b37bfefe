import { useRef } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { toastQueued } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { DOUBLE_TAP_MS } from '../../platform/page/double-tap.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Heart } from './Heart.tsx';

/** Likes a track, or no longer, also without a network. @param onDone in a menu, where a word is beside the sign */
export function LikeButton({ track, onDone }: { track: Pick<Track, 'id' | 'title'>; onDone?: () => void }) {
  const t = useT();
  const who = useMember();
  const like = useRow('like', track.id);
  const tapped = useRef(-Infinity);
  if (who === null || like === undefined) return null;
  const on = like !== null;
  // The second of two quick taps finds the other state, and would take back what the first one did.
  const tap = async (at: number) => {
    if (at - tapped.current < DOUBLE_TAP_MS) return;
    tapped.current = at;
    const queued = await mutate('like.set', { track: track.id, on: !on }, track.title);
    onDone?.();
    toastQueued(queued);
  };
  const name = t('likes.like', { title: track.title });
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-label={name}
      title={name}
      className={
        onDone
          ? 'inline-flex min-h-11 items-center gap-2 px-4 font-strong text-leaf'
          : 'grid size-[clamp(44px,2.75rem,56px)] flex-none place-items-center rounded-inner text-leaf'
      }
      onClick={(event) => void tap(event.timeStamp)}
    >
      <Heart full={on} className={onDone ? 'size-[clamp(20px,1.25rem,24px)]' : 'size-6'} />
      {onDone && t('likes.do')}
    </button>
  );
}
