import { useEffect, useState, useSyncExternalStore, type RefObject } from 'react';

const onVisible = (told: () => void): (() => void) => {
  document.addEventListener('visibilitychange', told);
  return () => document.removeEventListener('visibilitychange', told);
};
/** Whether somebody may be looking at the page. */
export const useVisible = (): boolean => useSyncExternalStore(onVisible, () => !document.hidden);

/** Whether the end of a list is in sight; null: not known yet. */
export function useEndInSight(end: RefObject<Element | null>): boolean | null {
  const [seen, setSeen] = useState<boolean | null>(null);
  useEffect(() => {
    if (!end.current) return undefined;
    const watch = new IntersectionObserver((entries) => setSeen(entries.at(-1)?.isIntersecting ?? false));
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [end]);
  return seen;
}
