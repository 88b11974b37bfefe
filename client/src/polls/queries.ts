/** Queries about one poll and the member's acts on it. */
import { useMemo } from 'react';
import { useActs, type Act } from '../sync/api/activity.ts';
import { useRow, useRows } from '../sync/api/live.ts';
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

/**
 * The polls on this device by what the member can do with them: vote (soonest closing first), change their vote, wait
 * for the opening of a draft of their own, read the result (newest first). An open poll past its closing time counts as
 * ended.
 */
export function usePollList() {
  const polls = useRows('poll');
  const ballots = useRows('ballot');
  const now = useNow();
  return useMemo(() => {
    if (!polls || !ballots) return undefined;
    const cast = new Set<string>(ballots.map((b) => b.id));
    const bySoonest = polls.toSorted((a, b) => a.closesAt.localeCompare(b.closesAt));
    const isOpen = (p: Poll): boolean => p.state === 'open' && Date.parse(p.closesAt) > now;
    return {
      open: bySoonest.filter((p) => isOpen(p) && !cast.has(p.id)),
      voted: bySoonest.filter((p) => isOpen(p) && cast.has(p.id)),
      coming: bySoonest.filter((p) => p.state === 'draft'),
      ended: bySoonest.filter((p) => p.state !== 'draft' && !isOpen(p)).toReversed(),
    };
  }, [polls, ballots, now]);
}
