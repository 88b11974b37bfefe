import { useCallback, useEffect, useRef } from 'react';
import { pause, seconds, sign, startActivity } from './active.ts';

const clock = () => performance.now();

/** Counts active seconds from the reader's input while the page is visible. */
export function useActiveSeconds(before: number): { now: () => number; touch: () => void } {
  const activity = useRef(startActivity(before));
  const touch = useCallback(() => {
    if (document.visibilityState === 'visible') activity.current = sign(activity.current, clock());
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    const seen = () => {
      if (document.visibilityState === 'visible') touch();
      else activity.current = pause(activity.current, clock());
    };
    seen();
    document.addEventListener('visibilitychange', seen, { signal: stop.signal });
    for (const event of ['scroll', 'pointerdown', 'pointermove', 'keydown', 'wheel'])
      addEventListener(event, touch, { signal: stop.signal, passive: true });
    return () => {
      stop.abort();
      activity.current = pause(activity.current, clock());
    };
  }, [touch]);
  return { now: useCallback(() => seconds(activity.current, clock()), []), touch };
}
