/** A project opened by a link before this device knows it: looks in the public list, best first, then the rest. */
import { useEffect, useState } from 'react';
import { loadListing } from '../sync/listing.ts';

export type Search = 'looking' | 'nowhere' | 'offline';

/** Looks while `missing`; 'nowhere': the list was read to its end and does not have it. */
export function useLookFor(missing: boolean): [Search, () => void] {
  const [state, setState] = useState<Search>('looking');
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!missing) return undefined;
    const stop = new AbortController();
    setState('looking');
    loadListing({ signal: stop.signal })
      .then(() => loadListing({ signal: stop.signal, all: true }))
      .then(
        () => setState('nowhere'),
        () => {
          if (!stop.signal.aborted) setState('offline');
        },
      );
    return () => stop.abort();
  }, [missing, round]);
  return [state, () => setRound((r) => r + 1)];
}
