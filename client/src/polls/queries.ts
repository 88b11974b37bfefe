/** Reads of one poll and of what this member did with it. */
import { useMemo } from 'react';
import { useActs, type Act } from '../sync/activity.ts';
import { useRow } from '../sync/live.ts';
import { useMember } from '../sync/session.ts';
import { useNow } from '../ui/clock.ts';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { standing, type Standing } from './standing.ts';

export function useStanding(poll: Poll): Standing {
  const who = useMember();
  const membership = useRow('membership', poll.community);
  const profile = useRow('profile', who?.member);
  const now = useNow();
  // Until the profile is read nobody is told to confirm anything.
  return standing(poll, { signedIn: who !== null, confirmed: profile?.emailConfirmed ?? true, joinedAt: membership?.joinedAt ?? null }, now);
}

/** The newest vote or withdrawal made here that still has something to tell: on its way, or refused and not put away. */
export function useLastVote(poll: string): Act | null {
  const acts = useActs({ touches: { e: 'ballot', id: poll } });
  return useMemo(() => {
    const last = acts.find((a) => a.name === 'poll.vote' || a.name === 'poll.withdrawVote');
    return last && !last.dismissed ? last : null;
  }, [acts]);
}
