/** One sitting with one text: the position, the active reading time, and what is sent to the server (S27, R5). */
import { useCallback, useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import type { ItemId, StoryId } from '@egoejo/shared/platform/ids.ts';
import { mutate } from '../sync/api/mutate.ts';
import { useMember } from '../sync/api/session.ts';
import { pause, seconds, sign, startActivity } from './active.ts';
import { atOf, placeOf } from './position.ts';

/** What this device stores about a text between sittings. */
export interface Memory {
  at: number;
  seconds: number;
  /** The furthest position of another device that the member has answered about. */
  asked: number;
}
export const NO_MEMORY: Memory = { at: 0, seconds: 0, asked: 0 };

/** The delay before a position is sent, ms: of several page turns within it, only the last position is sent. */
const TELL_AFTER_MS = 4000;
const KEEP_EVERY_MS = 5000;
/**
 * A position is stored here once the reader has stayed on it for this time, ms, so that a tab killed right after a page
 * turn reopens there.
 */
const KEEP_AFTER_MS = 300;

const clock = () => performance.now();

/** Counts active seconds from the reader's input while the page is visible. */
function useActiveSeconds(before: number): { now: () => number; touch: () => void } {
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

/**
 * Sends this device's position to the server: after a delay, when the page is hidden, and on leaving. Visitors send
 * nothing.
 */
function useTelling(text: string): (at: number, page: number) => void {
  const who = useMember();
  const wanted = useRef<{ at: number; page: number } | null>(null);
  const lastSent = useRef<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const flush = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const place = wanted.current;
    if (!place || place.at === lastSent.current || who === null) return;
    lastSent.current = place.at;
    void mutate('reading.progress', { text: text as StoryId | ItemId, ...place });
  }, [text, who]);
  useEffect(() => {
    const hidden = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    document.addEventListener('visibilitychange', hidden);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      flush();
    };
  }, [flush]);
  return useCallback(
    (at, page) => {
      wanted.current = { at, page };
      timer.current ??= setTimeout(flush, TELL_AFTER_MS);
    },
    [flush],
  );
}

/** The part of the text's box above the lower edge of the screen, 0 to 1. */
function shownOf(box: HTMLElement): number {
  const { top, height } = box.getBoundingClientRect();
  return height <= 0 ? 0 : Math.max(0, Math.min(1, (innerHeight - top) / height));
}

export interface Sitting {
  page: number;
  at: number;
  /** Active seconds so far. Call it when needed: it does not cause a render. */
  seconds: () => number;
  turn: (page: number) => void;
  /** Goes to any position in the text. */
  jump: (at: number) => void;
}

/**
 * Tracks the position in `box` (the element of the current page), starting from `memory`; `remember` stores it on this
 * device.
 */
export function useSitting(
  text: string,
  pages: number,
  memory: Memory,
  remember: (change: Partial<Memory>) => void,
  box: RefObject<HTMLElement | null>,
): Sitting {
  const [page, setPage] = useState(() => placeOf(memory.at, pages).page);
  const [at, setAt] = useState(memory.at);
  const goal = useRef<number | null>(placeOf(memory.at, pages).fraction);
  const active = useActiveSeconds(memory.seconds);
  const tell = useTelling(text);
  const moved = useCallback(() => {
    if (!box.current) return;
    const next = atOf(page, shownOf(box.current), pages);
    setAt(next);
    tell(next, page);
  }, [box, page, pages, tell]);
  useEffect(() => {
    const fraction = goal.current;
    goal.current = null;
    if (box.current && fraction !== null) {
      const { top, height } = box.current.getBoundingClientRect();
      scrollTo(0, fraction > 0 && height > innerHeight ? scrollY + top + fraction * height - innerHeight : 0);
    }
    // Measured only once the page has its height.
    const frame = requestAnimationFrame(moved);
    addEventListener('scroll', moved, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', moved);
    };
  }, [moved, box]);
  const keepNow = useEffectEvent(() => remember({ at, seconds: active.now() }));
  useEffect(() => {
    const keep = () => keepNow();
    const timer = setInterval(keep, KEEP_EVERY_MS);
    document.addEventListener('visibilitychange', keep);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', keep);
      keep();
    };
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => keepNow(), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [at]);
  const goTo = (to: number, fraction: number) => {
    goal.current = fraction;
    active.touch();
    setPage(Math.max(0, Math.min(pages - 1, to)));
  };
  return {
    page,
    at,
    seconds: active.now,
    turn: (to) => goTo(to, 0),
    jump: (to) => goTo(placeOf(to, pages).page, placeOf(to, pages).fraction),
  };
}
