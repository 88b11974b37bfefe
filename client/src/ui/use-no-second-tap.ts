import { useEffect, useState } from 'react';

/** The second tap of two comes within this time, ms. */
const SECOND_TAP_MS = 700;

/**
 * The class of a button that takes something back or ends it. For a moment after it has appeared it lets taps through:
 * it may have appeared under a finger that taps twice, and the second tap is no answer to what nobody has read yet.
 */
export function useNoSecondTap(): string {
  const [read, setRead] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRead(true), SECOND_TAP_MS);
    return () => clearTimeout(timer);
  }, []);
  return read ? '' : 'pointer-events-none';
}
