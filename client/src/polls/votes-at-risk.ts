/** Votes that still wait on this device while their polls' closing comes near. */
import { useMemo } from 'react';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { stateOf, type ActState, type Queued } from '../sync/api/act-state.ts';
import { useOverlay, useRowsByIds } from '../sync/api/live.ts';
import { useSyncStatus, type SyncStatus } from '../sync/api/status.ts';
import { useNow } from '../ui/clock.ts';
import { useDelayedFlag } from '../ui/use-delayed-flag.ts';

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

/** The last act in each poll that casts or withdraws a ballot. */
function lastVotes<A extends Waiting>(outbox: readonly A[]): Map<string, A> {
  const last = new Map<string, A>();
  for (const act of outbox.toSorted((a, b) => a.seq - b.seq)) {
    const { poll } = act.args;
    if (VOTES.has(act.name) && typeof poll === 'string') last.set(poll, act);
  }
  return last;
}

/**
 * The state of the member's last vote or withdrawal in each poll where the server has not answered it (S26). `sending`:
 * keys of the acts under way.
 */
export function unsettledVotes(
  acts: readonly (Waiting & Queued)[],
  sending: ReadonlySet<string>,
): Map<string, ActState> {
  const states = new Map<string, ActState>();
  for (const [poll, act] of lastVotes(acts)) if (act.verdict === null) states.set(poll, stateOf(act, sending));
  return states;
}

/** The same, of the acts on this device. */
export function useUnsettledVotes(): ReadonlyMap<string, ActState> {
  const { outbox, spare } = useOverlay();
  const sending = useSyncStatus((s) => s.sending);
  return useMemo(() => unsettledVotes([...outbox, ...spare], sending), [outbox, spare, sending]);
}

/** Polls in which a vote waits: the last act there, neither received, taken back, set aside nor received before. */
export function pollsWaitedFor(outbox: readonly Waiting[]): string[] {
  return [...lastVotes(outbox.filter((act) => !act.cancelKey))]
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
