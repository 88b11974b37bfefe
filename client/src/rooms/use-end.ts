import { useEffect, useState, useSyncExternalStore, type RefObject } from 'react';

const onVisible = (told: () => void): (() => void) => {
  document.addEventListener('visibilitychange', told);
  return () => document.removeEventListener('visibilitychange', told);
};
/** Whether somebody may be looking at the page. */
export const useVisible = (): boolean => useSyncExternalStore(onVisible, () => !document.hidden);

/** Whether the end of a list is visible. Null: not known yet. @param ready the list is on the page */
export function useEndInSight(end: RefObject<Element | null>, ready: boolean): boolean | null {
  const [seen, setSeen] = useState<boolean | null>(null);
  useEffect(() => {
    if (!ready || !end.current) return undefined;
    const watch = new IntersectionObserver((entries) => setSeen(entries.at(-1)?.isIntersecting ?? false));
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [end, ready]);
  return seen;
}
