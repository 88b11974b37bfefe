/** One sitting with one text: the position, the active reading time, and what is sent to the server (S27, R5). */
import { useCallback, useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { atOf, placeOf, WHOLE } from './position.ts';
import { useActiveSeconds } from './active-seconds.ts';
import { useTelling } from './tell-position.ts';

/** What this device stores about a text between sittings. */
export interface Memory {
  at: number;
  seconds: number;
  /** The furthest position of another device that the member has answered about. */
  asked: number;
}
export const NO_MEMORY: Memory = { at: 0, seconds: 0, asked: 0 };
const KEEP_EVERY_MS = 5000;
/**
 * A position is stored here once the reader has stayed on it for this time, ms, so that a tab killed right after a page
 * turn reopens there.
 */
const KEEP_AFTER_MS = 300;

/** The part of the text's box above the lower edge of the screen, 0 to 1. */
function shownOf(box: HTMLElement): number {
  const { top, height } = box.getBoundingClientRect();
  return height <= 0 ? 0 : Math.max(0, Math.min(1, (innerHeight - top) / height));
}

interface Sitting {
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
    // The server accepts that a story was finished only after the position of its end.
    tell(next, page, next >= WHOLE);
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
