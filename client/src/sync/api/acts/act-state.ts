/** The state of one act, for the member (S26): queued, sending, received, or refused and why. */
import type { MutationKey } from '@egoejo/shared/sync/protocol.ts';
import { isTakenBack } from '../../engine/acts/verdicts.ts';
import type { OutboxRow } from '../../engine/store/outbox-row.ts';
import type { Verdict } from '../../engine/protocol.ts';

/**
 * `quarantined`: the act was set aside; `lastError` says why. `again`: the act was received, a restore made the server
 * forget it, and it is offered again. `lost`: offering it again failed (S29).
 */
export type ActState =
  | 'queued'
  | 'sending'
  | 'received'
  | 'refused'
  | 'quarantined'
  | 'cancelling'
  | 'waiting-upgrade'
  | 'again'
  | 'lost';
export interface Act {
  key: MutationKey;
  /** Position in this device's queue; 0 for an act made on another device. */
  seq: number;
  name: string;
  /** Empty for an act made on another device. */
  args: Record<string, unknown>;
  version: number;
  /**
   * When the act was made, by the server's clock as the device knows it, ISO 8601. The act itself carries the device
   * clock, which may be a year off.
   */
  madeAt: string;
  /** How often the server answered about the act, or stayed silent when it was sent alone. */
  tries: number;
  lastError: string | null;
  state: ActState;
  verdict: Verdict | null;
  /** Server's time of the verdict, ISO 8601. */
  at: string | null;
  subject: string | null;
  /** The member has dismissed this refusal; acts that they took back themselves count as dismissed. */
  dismissed: boolean;
  /** When the act was received before a restore of the server, ISO 8601 (S29). */
  before: string | null;
  /** The act was made on this device. */
  here: boolean;
}

/** What tells the state of a queued act. */
export type Queued = Pick<OutboxRow, 'verdict' | 'held' | 'cancelKey' | 'again'> & { key: string };

/** The state of a queued act. */
export function stateOf(row: Queued, sending: ReadonlySet<string>): ActState {
  if (row.verdict) return verdictState(row.verdict, row.again !== undefined);
  if (row.held === 'quarantined' || row.held === 'revoked') return 'quarantined';
  if (row.held === 'upgrade') return 'waiting-upgrade';
  if (row.cancelKey !== null) return 'cancelling';
  if (row.again) return 'again';
  return sending.has(row.key) ? 'sending' : 'queued';
}

/**
 * An act that the server once confirmed but cannot settle again is shown as lost; one that the member took back stays
 * refused.
 */
export function verdictState(verdict: Verdict, again: boolean): ActState {
  if (verdict.status === 'applied') return 'received';
  return verdict.code === 'sync.lost_in_restore' || (again && !isTakenBack({ verdict })) ? 'lost' : 'refused';
}

interface Named {
  seq: number;
  name: string;
  args: Record<string, unknown>;
}
/** Of the acts with one of these names, the last one about each subject. `subject`: the argument that holds its id. */
export function lastActs<A extends Named>(acts: readonly A[], names: ReadonlySet<string>, subject: string) {
  const last = new Map<string, A>();
  for (const act of acts.toSorted((a, b) => a.seq - b.seq)) {
    const id = act.args[subject];
    if (names.has(act.name) && typeof id === 'string') last.set(id, act);
  }
  return last;
}

/** The states of those last acts that the server has not answered (S26). `sending`: keys of the acts under way. */
export function unsettledStates(
  acts: readonly (Named & Queued)[],
  names: ReadonlySet<string>,
  subject: string,
  sending: ReadonlySet<string>,
): Map<string, ActState> {
  const states = new Map<string, ActState>();
  for (const [id, act] of lastActs(acts, names, subject))
    if (act.verdict === null) states.set(id, stateOf(act, sending));
  return states;
}
