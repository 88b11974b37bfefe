/** A project opened by a link before this device knows it: asks which community it is of, and keeps that one here. */
import { useEffect, useState } from 'react';
import { followCommunity } from '../sync/follow.ts';

export type Search = 'looking' | 'nowhere' | 'offline';
const TIMEOUT_MS = 20_000;

/** The community of a public project; null when there is no such project. Throws without a network. */
async function communityOf(project: string, signal: AbortSignal): Promise<string | null> {
  const response = await fetch(`/api/public/projects/${encodeURIComponent(project)}`, { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`project: status ${response.status}`);
  const found: { community: string } = await response.json();
  return found.community;
}

/** Looks for a project this device does not have; once found it comes with the sync of its community. */
export function useLookFor(project: string): [Search, () => void] {
  const [state, setState] = useState<Search>('looking');
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    communityOf(project, stop.signal).then(
      async (community) => {
        if (community === null) setState('nowhere');
        else await followCommunity(community);
      },
      () => {
        // No link, or an answer that is none: the member may try again.
        if (!stop.signal.aborted) setState('offline');
      },
    );
    return () => stop.abort();
  }, [project, round]);
  const again = () => {
    setState('looking');
    setRound((r) => r + 1);
  };
  return [state, again];
}
