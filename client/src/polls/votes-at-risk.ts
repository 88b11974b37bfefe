/** Votes that still wait on this device while their polls' closing comes near. */
import { useMemo } from 'react';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { lastActs } from '../sync/api/acts/act-state.ts';
import { useOverlay, useRowsByIds } from '../sync/api/rows/live.ts';
import { useSyncStatus, type SyncStatus } from '../sync/api/status/status.ts';
import { useNow } from '../ui/text/clock.ts';
import { useDelayedFlag } from '../ui/feedback/use-delayed-flag.ts';

/** How near the closing is when the device warns. */
const SOON_MS = 86_400_000;

/** A queued act, as far as it matters here. */
interface Waiting {
  seq: number;
  name: string;
  args: Record<string, unknown>;
  verdict: unknown;
  held: unknown;
  cancelKey: unknown;
  again?: unknown;
}
/** Acts that cast or withdraw a ballot. */
export const VOTES: ReadonlySet<string> = new Set(['poll.vote', 'poll.withdrawVote', 'poll.voteSecretly']);

/** Whether such an act withdraws the ballot. */
export const withdraws = ({ name, args }: Pick<Waiting, 'name' | 'args'>): boolean =>
  name === 'poll.withdrawVote' || args['ballot'] === null;

/** Polls in which a vote waits: the last act there, neither received, taken back, set aside nor received before. */
export function pollsWaitedFor(outbox: readonly Waiting[]): string[] {
  return [
    ...lastActs(
      outbox.filter((act) => !act.cancelKey),
      VOTES,
      'poll',
    ),
  ]
    .filter(([, act]) => !withdraws(act) && act.verdict === null && act.held === null && !act.again)
    .map(([poll]) => poll);
}

/** Those of the polls that close within a day and are still open, the soonest first. `now`: the server's clock, ms. */
export const closingWithinDay = (polls: Iterable<Poll>, now: number): Poll[] =>
  [...polls]
    .filter((p) => {
      const left = Date.parse(p.closesAt) - now;
      return p.state === 'open' && left > 0 && left <= SOON_MS;
    })
    .toSorted((a, b) => a.closesAt.localeCompare(b.closesAt));

/** What the member can do so that the votes leave. */
type Remedy = 'network' | 'signIn' | 'update' | 'wait';
export function remedyFor(s: Pick<SyncStatus, 'phase' | 'online' | 'readOnlyUntil'>, now: number): Remedy {
  if (s.phase === 'paused-auth') return 'signIn';
  if (s.phase === 'upgrade') return 'update';
  if (s.online !== 'no' && (s.readOnlyUntil > now || s.phase === 'refused' || s.phase === 'exchanging')) return 'wait';
  return 'network';
}

interface VotesAtRisk {
  /** Never empty. */
  polls: Poll[];
  remedy: Remedy;
  now: number;
}
/** The votes to warn about; null if there are none. A vote that leaves within a second is not mentioned. */
export function useVotesAtRisk(): VotesAtRisk | null {
  const { outbox, spare } = useOverlay();
  const ids = useMemo(() => pollsWaitedFor([...outbox, ...spare]), [outbox, spare]);
  const rows = useRowsByIds('poll', ids);
  const status = useSyncStatus();
  const now = useNow();
  const polls = rows ? closingWithinDay(rows.values(), now) : [];
  const lasts = useDelayedFlag(polls.length > 0);
  return lasts && polls.length > 0 ? { polls, remedy: remedyFor(status, now), now } : null;
}
