import type { StoryState } from './put-away.ts';
import { activeOnly, type Standing } from '../communities/model.ts';
import type { Refusal } from '../platform/policy.ts';

/** More than anyone reads; prevents one member from filling the server with fetched pages. */
export const QUEUE_LIMIT = 500;

/** Most texts that an author publishes within a day: each is sent to every device. */
export const MOST_TEXTS = 10;

interface Publishing extends Standing {
  /** A text with this id exists. */
  known: boolean;
  /** How many they published within a day. */
  today: number;
}
export const publishing = [
  activeOnly,
  ['reading.not_author', (s) => !s.writes],
  ['reading.text_exists', (s) => s.known],
  ['reading.too_many_texts', (s) => s.today >= MOST_TEXTS],
] as const satisfies readonly Refusal<Publishing>[];

interface Withdrawing extends Standing {
  /** Null: there is no such text. */
  state: StoryState | null;
  own: boolean;
}
/** Others do not know what is no longer in the catalogue; administrators do. */
export const withdrawing = [
  activeOnly,
  ['reading.unknown_story', (s) => s.state === null || (s.state !== 'published' && !s.own && !s.administers)],
  ['reading.not_own_text', (s) => !s.own && !s.administers],
] as const satisfies readonly Refusal<Withdrawing>[];

interface QueueStanding extends Standing {
  queued: number;
  /** True if the id, the story or the address is already in the queue. */
  known: boolean;
}
export const adding = [
  activeOnly,
  ['reading.exists', (s) => s.known],
  ['reading.queue_full', (s) => s.queued >= QUEUE_LIMIT],
] as const satisfies readonly Refusal<QueueStanding>[];
