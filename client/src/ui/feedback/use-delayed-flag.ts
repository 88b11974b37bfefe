import { useEffect, useState } from 'react';

const PASSING_MS = 1_000;
/**
 * Whether `passing` has been true for a second. Something that came and went with each exchange would move the page
 * under a finger.
 */
export function useDelayedFlag(passing: boolean): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!passing) return undefined;
    const timer = setTimeout(() => setLasts(true), PASSING_MS);
    return () => {
      clearTimeout(timer);
      setLasts(false);
    };
  }, [passing]);
  return lasts;
}
