/**
 * Opens a project or poll by link before this device knows it: asks which community it belongs to and follows that
 * community here.
 */
import { useEffect, useState } from 'react';
import { followCommunity } from './follow.ts';
import { useDb } from './live.ts';

export type Search = 'looking' | 'nowhere' | 'offline';
const TIMEOUT_MS = 20_000;

type Kind = 'projects' | 'polls';

/**
 * The community of a public project or poll; null when it has none or does not exist.
 * @throws without a network.
 */
async function communityOf(kind: Kind, id: string, signal: AbortSignal): Promise<string | null> {
  const response = await fetch(`/api/public/${kind}/${encodeURIComponent(id)}`, {
    // A kept answer may name one that was hidden since: the page would wait for rows that never come.
    cache: 'no-cache',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${kind}: status ${response.status}`);
  const found: { community: string | null } = await response.json();
  return found.community;
}

/**
 * Looks for a project or poll that this device does not have; once found, it arrives with the sync of its community.
 */
export function useOpenByLink(kind: Kind, id: string): [Search, () => void] {
  const [state, setState] = useState<Search>('looking');
  const [round, setRound] = useState(0);
  const db = useDb();
  useEffect(() => {
    const stop = new AbortController();
    const look = async (): Promise<void> => {
      // When an act is received, its row leaves the overlay a moment before a page has read it from the base table.
      if (await db?.table(kind === 'projects' ? 'project' : 'poll').get(id)) return;
      const community = await communityOf(kind, id, stop.signal);
      // It does not exist, or belongs to no community: then it comes with the scopes that every device has.
      if (community === null) setState('nowhere');
      else await followCommunity(community);
    };
    look().catch(() => {
      // There was no network or no usable answer: the member may try again.
      if (!stop.signal.aborted) setState('offline');
    });
    return () => stop.abort();
  }, [db, kind, id, round]);
  const again = () => {
    setState('looking');
    setRound((r) => r + 1);
  };
  return [state, again];
}
