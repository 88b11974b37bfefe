/** Queries about one poll and the member's acts on it. */
import { useMemo } from 'react';
import { useActs, type Act } from '../sync/api/acts/activity.ts';
import { useRow, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { useNow } from '../ui/text/clock.ts';
import { ballotContent, type Ballot, type BallotContent, type Poll } from '@egoejo/shared/polls/model.ts';
import { phaseOf, type PollPhase } from '@egoejo/shared/polls/phase.ts';
import { usePurse } from '../saka/model.ts';
import { leastCost } from './polls-today.ts';
import { VOTES } from './votes-at-risk.ts';
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
    const last = acts.find((a) => VOTES.has(a.name));
    return last && !last.dismissed ? last : null;
  }, [acts]);
}

/**
 * What the member's ballot says, as far as this device knows: of a secret poll only from a vote made here, and not once
 * the poll is over (P2). Null: they have none, or it is not known here.
 */
export function useOwnContent(poll: Poll, cast: Ballot | null): BallotContent | null {
  const acts = useActs({ touches: { e: 'ballot', id: poll.id } });
  return useMemo(() => {
    if (cast === null) return null;
    if (cast.content.kind !== 'secret') return cast.content;
    const last = acts.find((a) => a.name === 'poll.voteSecretly' && a.state !== 'refused' && a.state !== 'lost');
    const read = ballotContent.safeParse(last?.args['ballot']);
    return read.success ? read.data : null;
  }, [acts, cast]);
}

/**
 * The polls on this device by what the member can do with them: vote (soonest closing first, then those that take more
 * grains than the member has), change their vote, wait for the opening of a scheduled poll or of a draft of their own,
 * read the result (newest first). An open poll past its closing time counts as ended.
 */
export function usePollList() {
  const polls = useRows('poll');
  const ballots = useRows('ballot');
  const purse = usePurse();
  const now = useNow();
  const free = purse === undefined ? undefined : (purse?.free ?? 0);
  return useMemo(() => {
    if (!polls || !ballots || free === undefined) return undefined;
    const cast = new Set<string>(ballots.map((b) => b.id));
    const bySoonest = polls.toSorted((a, b) => a.closesAt.localeCompare(b.closesAt));
    const inPhase = (...phases: PollPhase[]): Poll[] => bySoonest.filter((p) => phases.includes(phaseOf(p, now)));
    const open = inPhase('open').filter((p) => !cast.has(p.id));
    return {
      open: [...open.filter((p) => leastCost(p) <= free), ...open.filter((p) => leastCost(p) > free)],
      voted: inPhase('open').filter((p) => cast.has(p.id)),
      coming: inPhase('draft', 'coming'),
      ended: inPhase('counting', 'closed', 'cancelled').toReversed(),
    };
  }, [polls, ballots, free, now]);
}
