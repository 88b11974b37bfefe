import { useRef } from 'react';

/**
 * For a tap after which its button is left behind: `act` runs at the first tap, and a second one before the next page
 * shows does nothing. If `act` answers false, the next tap runs it again.
 */
export function useOnce(act: () => Promise<boolean>): () => void {
  const begun = useRef(false);
  return () => {
    if (begun.current) return;
    begun.current = true;
    let done = false;
    void (async () => {
      try {
        done = await act();
      } finally {
        begun.current = done;
      }
    })();
  };
}
