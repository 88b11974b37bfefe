import { activeOnly, type Refusal, type Standing } from '../platform/policy.ts';

/** More than anyone reads; prevents one member from filling the server with fetched pages. */
export const QUEUE_LIMIT = 500;

interface QueueStanding extends Standing {
  queued: number;
  /** True if the id, the story or the address is already in the queue. */
  known: boolean;
}
export const adding: readonly Refusal<QueueStanding>[] = [
  activeOnly,
  ['reading.exists', (s) => s.known],
  ['reading.queue_full', (s) => s.queued >= QUEUE_LIMIT],
];
