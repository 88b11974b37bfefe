import { useCallback, useEffect, useRef } from 'react';
import type { BookId, ItemId, StoryId } from '@egoejo/shared/platform/ids.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { useMember } from '../../sync/api/session/session.ts';

/** The delay before a position is sent, ms: of several page turns within it, only the last position is sent. */
const TELL_AFTER_MS = 4000;

/**
 * Sends this device's position in a story, an article or a book to the server: after a delay, when the page is hidden,
 * on leaving, and at once with `now`. Visitors send nothing.
 */
export function useTelling(text: string): (at: number, page: number, now: boolean, cfi?: string) => void {
  const who = useMember();
  const wanted = useRef<{ at: number; page: number; cfi?: string } | null>(null);
  const lastSent = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const flush = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const place = wanted.current;
    const told = place && (place.cfi ?? String(place.at));
    if (!place || told === lastSent.current || who === null) return;
    lastSent.current = told;
    void mutate('reading.progress', { text: text as StoryId | ItemId | BookId, ...place });
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
    (at, page, now, cfi) => {
      wanted.current = { at, page, ...(cfi !== undefined && { cfi }) };
      if (now) flush();
      else timer.current ??= setTimeout(flush, TELL_AFTER_MS);
    },
    [flush],
  );
}
