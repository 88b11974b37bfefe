/** How the page of a room shows its messages, scrolls, and tells what was seen. */
import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Message, MessageFile, Room } from '@egoejo/shared/rooms/model.ts';
import { useQueueing } from '../sync/api/acts/use-queueing.ts';
import { usePins, withPins } from './pins.ts';
import { AT_ONCE, useFilesOf, useMessages } from './queries.ts';

/** Goes to the end of the page. */
export const toEnd = (): void => scrollTo(0, document.documentElement.scrollHeight);
/** Goes to a message, and gives it the focus. */
export const goTo = (id: string): void => {
  const item = document.getElementById(`m-${id}`);
  item?.scrollIntoView({ block: 'center' });
  item?.focus({ preventScroll: true });
};

/**
 * Opens the room at the message to which the member comes, or at what is new, and keeps its end in sight while messages
 * come.
 * @param first the first message that is shown
 * @param goal the message to which the member comes; undefined: to what is new
 */
export function useScrolling(ready: boolean, first: string | undefined, atEnd: boolean, goal: string | undefined) {
  /** The first message, and where it stood before older ones came above it. */
  const kept = useRef<{ id: string; top: number } | null>(null);
  useLayoutEffect(() => {
    if (!ready) return;
    const line = document.getElementById('new-messages');
    if (goal !== undefined && document.getElementById(`m-${goal}`)) goTo(goal);
    else if (line) line.scrollIntoView({ block: 'start' });
    else toEnd();
  }, [ready, goal]);
  const grown = useEffectEvent(() => {
    if (atEnd && kept.current === null) toEnd();
  });
  useEffect(() => {
    if (!ready) return undefined;
    // The field and the lines below it come later than the messages.
    const watch = new ResizeObserver(() => grown());
    watch.observe(document.body);
    return () => watch.disconnect();
  }, [ready]);
  useLayoutEffect(() => {
    const item = kept.current && document.getElementById(`m-${kept.current.id}`);
    if (item && kept.current) scrollBy(0, item.getBoundingClientRect().top - kept.current.top);
    kept.current = null;
  }, [first]);
  /** Called before older messages are shown. */
  const hold = () => {
    const item = first === undefined ? null : document.getElementById(`m-${first}`);
    kept.current = item && first !== undefined ? { id: first, top: item.getBoundingClientRect().top } : null;
  };
  return hold;
}

/** Tells the server up to which message the member has seen the room, once for each. */
export function useReading(room: Room, readTo: number, highest: number, seen: boolean): void {
  const { queue } = useQueueing({ several: true });
  const told = useRef(readTo);
  const tell = useEffectEvent(() => {
    told.current = highest;
    void queue('room.read', { room: room.id, upTo: highest });
  });
  useEffect(() => {
    if (seen && highest > readTo && highest > told.current) tell();
  }, [seen, highest, readTo]);
}

/** Older messages that the server told, with their files: they are not stored on this device. */
export interface Older {
  messages: readonly Message[];
  files: readonly MessageFile[];
}

/**
 * What the page of a room shows of its messages: those of this device from a number on, and older ones from the server.
 * @param goal the number of a message that is among those; null: of none
 */
export function useShown(room: Room, readTo: number, goal: number | null) {
  const [from, setFrom] = useState<number | null>(null);
  // Where a gap began when the room was opened: while pages arrive, what is new may still be below it.
  const [edge, setEdge] = useState<number | null>(null);
  const [fetched, setFetched] = useState<Older>({ messages: [], files: [] });
  const [ended, setEnded] = useState(false);
  const stored = useMessages(room.id, readTo, from, goal);
  const pins = usePins(room.id);
  const first = stored?.messages.find((m) => m.no !== null)?.no ?? null;
  // From now on the same messages stay, however many come.
  const lowest = stored?.lowest ?? null;
  if (from === null && first !== null) {
    setFrom(first);
    setEdge(first === lowest ? first : null);
  } else if (edge !== null && from === edge && lowest !== null && lowest < edge) {
    const least = Math.max(lowest, Math.min(edge, (goal ?? readTo) + 1) - AT_ONCE);
    setFrom(least);
    setEdge(least === lowest ? least : null);
  }
  const messages = useMemo(() => {
    const here = stored?.messages ?? [];
    const older = fetched.messages.filter((m) => m.no !== null && (first === null || m.no < first));
    return [...withPins(older, pins ?? []), ...here];
  }, [stored, fetched, first, pins]);
  const here = useFilesOf(stored?.messages ?? []);
  const files = useMemo(
    () => new Map<string, MessageFile>([...fetched.files.map((f) => [f.message, f] as const), ...(here ?? [])]),
    [fetched, here],
  );
  return {
    loaded: stored !== undefined && here !== undefined,
    messages,
    /** By message. */
    files,
    lowest: messages.find((m) => m.no !== null)?.no ?? null,
    /** Older ones are on this device. */
    here: first !== null && stored?.lowest !== null && (stored?.lowest ?? 0) < first,
    showMore: () => setFrom(Math.max(stored?.lowest ?? 1, (first ?? 1) - AT_ONCE)),
    /** The server has no older ones either: the room has erased them. */
    ended,
    take(older: Older) {
      setEnded(older.messages.length === 0);
      setFetched({ messages: [...older.messages, ...fetched.messages], files: [...older.files, ...fetched.files] });
    },
  };
}
