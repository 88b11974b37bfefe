/** The polls that a member may vote in now, from the rows on this device. */
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { phaseOf } from '@egoejo/shared/polls/phase.ts';
import { useMemo } from 'react';
import { voterStatus } from './voter-status.ts';
import { VOTES } from './votes-at-risk.ts';
import { usePurse } from '../saka/model.ts';
import { useUnsettled } from '../sync/api/acts/activity.ts';
import { useRows } from '../sync/api/rows/live.ts';
import { useNow } from '../ui/text/clock.ts';

/** Open polls, soonest closing first. `now`: the server's clock, ms. */
export function closingSoon(polls: readonly Poll[], now: number, limit: number): Poll[] {
  return polls
    .filter((p) => phaseOf(p, now) === 'open')
    .sort((a, b) => a.closesAt.localeCompare(b.closesAt))
    .slice(0, limit);
}

/** The fewest grains that a ballot in this poll takes. */
export const leastCost = ({ method }: Poll): number => (method.kind === 'quadratic' ? method.unit : 0);

/**
 * Open polls for a member, soonest closing first: those to vote in, and those voted in. A poll in which the member may
 * not vote, or whose least ballot takes more grains than `free`, is in neither.
 */
export function pollsOf(
  polls: readonly Poll[],
  voted: ReadonlySet<string>,
  mayVote: (poll: Poll) => boolean,
  free: number,
  now: number,
): { open: Poll[]; done: Poll[] } {
  const open = closingSoon(polls, now, Infinity);
  return {
    open: open.filter((p) => !voted.has(p.id) && mayVote(p) && leastCost(p) <= free),
    done: open.filter((p) => voted.has(p.id)),
  };
}

/**
 * The same from the rows on this device; undefined until they are read. `done` are the votes that the server has (S26);
 * beside them `waiting` have still to reach it, `leaving` are being taken back.
 */
export function usePollsToday(): { open: Poll[]; done: Poll[]; waiting: number; leaving: number } | undefined {
  const polls = useRows('poll');
  const ballots = useRows('ballot');
  const memberships = useRows('membership');
  const unsettled = useUnsettled(VOTES, 'poll');
  const purse = usePurse();
  const now = useNow();
  return useMemo(() => {
    if (!polls || !ballots || !memberships || purse === undefined) return undefined;
    const joined = new Map<string | null, string>(memberships.map((m) => [m.id, m.joinedAt]));
    const mayVote = (poll: Poll): boolean => {
      const joinedAt = joined.get(poll.community) ?? null;
      const status = voterStatus(poll, { signedIn: true, confirmed: true, joinedAt }, now);
      return status === 'open';
    };
    const today = pollsOf(polls, new Set(ballots.map((b) => b.id)), mayVote, purse?.free ?? 0, now);
    const states = today.done.map((p) => unsettled.get(p.id));
    return {
      ...today,
      done: today.done.filter((p) => !unsettled.has(p.id)),
      waiting: states.filter((s) => s !== undefined && s !== 'cancelling' && s !== 'quarantined').length,
      leaving: states.filter((s) => s === 'cancelling').length,
    };
  }, [polls, ballots, memberships, unsettled, purse, now]);
}
