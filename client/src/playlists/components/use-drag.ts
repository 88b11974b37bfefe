/** Moves a line of a list by its handle, with a finger or a mouse. */
import { useEffect, useRef, useState, type PointerEvent as Press, type RefObject } from 'react';

/** A press that moves farther than this is a drag, not a tap; px. */
const TAP = 6;
/** So near to an edge of the screen the page scrolls by itself, px, and so much at each frame. */
const [NEAR_TOP, NEAR_BOTTOM, STEP] = [96, 128, 9];

interface Drag {
  id: string;
  /** The line before which it would stand; null: after the last one. */
  before: string | null;
}

/** The line before which `y` is. Lines beyond the screen may not be in the document: those are far from any finger. */
function lineAt(list: HTMLElement, y: number): string | null {
  const lines = [...list.querySelectorAll<HTMLElement>('[data-line]')].map((line) => ({
    id: line.dataset['line'] ?? '',
    box: line.getBoundingClientRect(),
  }));
  const below = lines.filter(({ box }) => (box.top + box.bottom) / 2 > y);
  return below.toSorted((a, b) => a.box.top - b.box.top)[0]?.id ?? null;
}

/**
 * @param list the element around lines that have `data-line`, their id
 * @param onDrop gets the id of the line, and of the one before which it was let go; null: after the last one
 */
export function useDrag(list: RefObject<HTMLElement | null>, onDrop: (id: string, before: string | null) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  /** What follows the finger. */
  const ghost = useRef<HTMLDivElement>(null);
  const stop = useRef<AbortController | null>(null);
  const dragged = useRef(false);
  useEffect(() => () => stop.current?.abort(), []);

  const press = (event: Press, id: string): void => {
    if (event.button !== 0 || !event.isPrimary) return;
    dragged.current = false;
    stop.current?.abort();
    const ended = new AbortController();
    stop.current = ended;
    const [from, { pointerId }] = [event.clientY, event];
    let y = from;
    const at = (): string | null => (list.current ? lineAt(list.current, y) : null);
    const show = (): void => {
      const before = at();
      setDrag((now) => (now?.id === id && now.before === before ? now : { id, before }));
      if (ghost.current) ghost.current.style.top = `${y}px`;
    };
    const scroll = (): void => {
      if (ended.signal.aborted) return;
      const by = y < NEAR_TOP ? -STEP : y > innerHeight - NEAR_BOTTOM ? STEP : 0;
      if (by !== 0) {
        scrollBy(0, by);
        show();
      }
      requestAnimationFrame(scroll);
    };
    const end = (dropped: boolean): void => {
      ended.abort();
      setDrag(null);
      if (dropped && dragged.current) onDrop(id, at());
    };
    const on = <K extends keyof WindowEventMap>(name: K, run: (e: WindowEventMap[K]) => void): void =>
      addEventListener(name, run, { signal: ended.signal });
    on('pointermove', (e) => {
      if (e.pointerId !== pointerId) return;
      y = e.clientY;
      if (!dragged.current && Math.abs(y - from) <= TAP) return;
      if (!dragged.current) requestAnimationFrame(scroll);
      dragged.current = true;
      show();
    });
    on('pointerup', (e) => e.pointerId === pointerId && end(true));
    on('pointercancel', (e) => e.pointerId === pointerId && end(false));
    on('keydown', (e) => e.key === 'Escape' && end(false));
  };
  /** Whether the click that follows ended a drag, and so means nothing. */
  const wasDrag = (): boolean => dragged.current;
  return { drag, ghost, press, wasDrag };
}
