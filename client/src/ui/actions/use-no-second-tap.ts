import { useEffect, useState } from 'react';
import { DOUBLE_TAP_MS } from '../../platform/page/double-tap.ts';

/**
 * The class of buttons that may appear under a finger that taps twice, as in a toast or a question: they first let taps
 * through, so that the second tap does not answer what nobody has read yet.
 */
export function useNoSecondTap(): string {
  const [heeds, setHeeds] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setHeeds(true), DOUBLE_TAP_MS);
    return () => clearTimeout(timer);
  }, []);
  return heeds ? '' : 'pointer-events-none';
}
