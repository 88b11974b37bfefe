import { useMember } from '../sync/api/session/session.ts';
import { preloadedListOf, type PreloadedList } from './preloaded-list.ts';

/** The list that was read before the database was open, for the first paint. */
export function usePreloadedList(): PreloadedList | null {
  const who = useMember();
  return preloadedListOf(who?.member ?? null);
}
