import { useSyncExternalStore } from 'react';

/** The `rail` breakpoint of the theme: from here on there are two columns. */
const query = matchMedia('(min-width: 900px)');
const listen = (run: () => void) => {
  query.addEventListener('change', run);
  return () => query.removeEventListener('change', run);
};
/** True on wide screens, where a list stands beside its detail: a phone does not even build the hidden list. */
export const useWide = (): boolean => useSyncExternalStore(listen, () => query.matches);
