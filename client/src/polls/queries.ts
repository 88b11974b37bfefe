/** Queries about one poll and the member's acts on it. */
import { useMemo } from 'react';
import { useActs, type Act } from '../sync/api/activity.ts';
import { useRow } from '../sync/api/live.ts';
import { useMember } from '../sync/api/session.ts';
import { useNow } from '../ui/clock.ts';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { voterStatus, type VoterStatus } from './voter-status.ts';

export function useVoterStatus(poll: Poll): VoterStatus {
  const who = useMember();
  const membership = useRow('membership', poll.community);
  const profile = useRow('profile', who?.member);
  const now = useNow();
  // Until the profile is read, no one is asked to confirm anything.
  return voterStatus(
    poll,
    { signedIn: who !== null, confirmed: profile?.emailConfirmed ?? true, joinedAt: membership?.joinedAt ?? null },
    now,
  );
}

/**
 * The newest vote or withdrawal made here that still needs attention: not settled yet, or refused and not dismissed.
 */
export function useLastVote(poll: string): Act | null {
  const acts = useActs({ touches: { e: 'ballot', id: poll } });
  return useMemo(() => {
    const last = acts.find((a) => a.name === 'poll.vote' || a.name === 'poll.withdrawVote');
    return last && !last.dismissed ? last : null;
  }, [acts]);
}
