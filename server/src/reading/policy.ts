import { activeOnly, type Refusal, type Standing } from '../platform/policy.ts';

/** More than anyone reads; keeps one member from filling the server with other people's pages. */
export const QUEUE_LIMIT = 500;

export interface QueueStanding extends Standing {
  queued: number;
  /** The id, the story or the address is in the queue already. */
  known: boolean;
}
export const adding: readonly Refusal<QueueStanding>[] = [
  activeOnly,
  ['reading.exists', (s) => s.known],
  ['reading.queue_full', (s) => s.queued >= QUEUE_LIMIT],
];
