/** A sitting with a book: active seconds by the page's clock, and the words and pages that were passed (B10). */
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { quartersIn, type Part } from '@egoejo/shared/books/model.ts';
import { isId, type MutationKey } from '@egoejo/shared/platform/ids.ts';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useActiveSeconds, WHOLE } from '../../reading/model.ts';
import { namesOf, type Named } from '../marks/names.ts';
import type { Place } from '../reader/place.ts';
import { localDay } from '../../platform/values/days.ts';
import { ended, NOTHING, passed, type Stretch } from '../stats/stretch.ts';

/** A stretch of reading is sent after this time, ms, when a quarter was passed, and when the page is hidden or left. */
const SEND_EVERY_MS = 300_000;
/** A shorter look at a book, s, is no reading yet: it counts with what follows. */
const LEAST_SECONDS = 10;

/** A quarter of a work that the member has just read, and the act that reported it. */
export interface Passed {
  quarter: number;
  key: MutationKey;
}
/** The notice stays for this many page turns. */
const TURNS = 5;

/** Returns the quarters of the work that these parts complete. A book that is only a file has no quarters. */
function useCompleted(book: Named): (parts: readonly Part[]) => number[] {
  const days = useRows('bookDay');
  const [name] = namesOf(book);
  return (parts) => {
    if (!isId(book.work) || !days) return [];
    const known = days.filter((d) => d.book === name).flatMap((d) => d.passed);
    const before = quartersIn(known);
    return quartersIn([...known, ...parts]).filter((q) => !before.includes(q));
  };
}

/** Calls `send` from time to time, and when the page is hidden or left. */
function useSending(send: () => void): void {
  const now = useEffectEvent(send);
  useEffect(() => {
    const sendNow = () => now();
    const hidden = () => document.visibilityState === 'hidden' && now();
    const timer = setInterval(sendNow, SEND_EVERY_MS);
    document.addEventListener('visibilitychange', hidden);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', hidden);
      sendNow();
    };
  }, []);
}

/** What the member has read since the last report, and which page has been open since when. */
interface Sitting {
  stretch: Stretch;
  /** Active seconds already reported. */
  sent: number;
  last: { place: Place; seconds: number } | null;
}
/** Takes the stretch up to now out of the sitting, for a report. Null: it is still too short. */
function taken(sitting: RefObject<Sitting>, active: number): { stretch: Stretch; seconds: number } | null {
  const { stretch, sent, last } = sitting.current;
  const seconds = Math.min(active - sent, 86_400);
  if (seconds < LEAST_SECONDS) return null;
  sitting.current = { stretch: NOTHING, sent: sent + seconds, last };
  return { stretch: last ? ended(stretch, last.place, active - last.seconds) : stretch, seconds };
}

/** Reports what the member reads of `book`. @returns the quarter of the work that they have just read */
export function useSession(book: Named, title: string, place: Place | null): Passed | null {
  const who = useMember();
  const active = useActiveSeconds(0);
  const sitting = useRef<Sitting>({ stretch: NOTHING, sent: 0, last: null });
  const [now, setNow] = useState<(Passed & { turns: number }) | null>(null);
  // Laying out the same page again is not a page turn.
  const at = place?.fraction;
  const [shownAt, setShownAt] = useState(at);
  if (shownAt !== at) {
    setShownAt(at);
    if (now) setNow(now.turns < TURNS ? { ...now, turns: now.turns + 1 } : null);
  }
  const completed = useCompleted(book);
  const send = async (): Promise<void> => {
    const so = who && taken(sitting, active.now());
    if (!so) return;
    const quarter = completed(so.stretch.parts).at(-1);
    const args: MutationArgs<'book.session'> = {
      book: namesOf(book)[0],
      day: localDay(new Date()),
      seconds: so.seconds,
      words: so.stretch.words,
      pages: so.stretch.pages,
      furthest: Math.round(so.stretch.furthest * WHOLE),
      passed: [...so.stretch.parts],
    };
    const queued = await mutate('book.session', args, title);
    if (quarter !== undefined && queued.ok) setNow({ quarter, key: queued.value, turns: 0 });
  };
  const moved = useEffectEvent(() => {
    active.touch();
    if (!place) return;
    const { stretch, sent, last: before } = sitting.current;
    const seconds = active.now();
    // A page that is only laid out again keeps the time at which it was first shown.
    const same = before?.place.fraction === place.fraction;
    sitting.current = {
      stretch: before && !same ? passed(stretch, before.place, place, seconds - before.seconds) : stretch,
      sent,
      last: { place, seconds: same ? before.seconds : seconds },
    };
    if (completed(sitting.current.stretch.parts).length > 0) void send();
  });
  useEffect(() => moved(), [place]);
  useSending(() => void send());
  return now;
}
