import { useSyncExternalStore } from 'react';

/** The `rail` breakpoint of the theme: from here on there are two columns. */
const query = matchMedia('(min-width: 900px)');
const listen = (run: () => void) => {
  query.addEventListener('change', run);
  return () => query.removeEventListener('change', run);
};
/**
 * Whether the screen is wide, so that a list is shown beside its detail. On a phone the hidden list is not even built.
 */
export const useWide = (): boolean => useSyncExternalStore(listen, () => query.matches);
