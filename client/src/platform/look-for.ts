/** A project or poll opened by a link before this device knows it: asks which community it is of, and keeps that one here. */
import { useEffect, useState } from 'react';
import { followCommunity } from '../sync/follow.ts';

export type Search = 'looking' | 'nowhere' | 'offline';
const TIMEOUT_MS = 20_000;

type Kind = 'projects' | 'polls';

/** The community of something public; null when there is no such thing here. Throws without a network. */
async function communityOf(kind: Kind, id: string, signal: AbortSignal): Promise<string | null> {
  const response = await fetch(`/api/public/${kind}/${encodeURIComponent(id)}`, { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${kind}: status ${response.status}`);
  const found: { community: string | null } = await response.json();
  return found.community;
}

/** Looks for what this device does not have; once found it comes with the sync of its community. */
export function useLookFor(kind: Kind, id: string): [Search, () => void] {
  const [state, setState] = useState<Search>('looking');
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    communityOf(kind, id, stop.signal).then(
      async (community) => {
        // Nothing found, or something of all: that comes with the scopes every device has.
        if (community === null) setState('nowhere');
        else await followCommunity(community);
      },
      () => {
        // No link, or an answer that is none: the member may try again.
        if (!stop.signal.aborted) setState('offline');
      },
    );
    return () => stop.abort();
  }, [kind, id, round]);
  const again = () => {
    setState('looking');
    setRound((r) => r + 1);
  };
  return [state, again];
}
