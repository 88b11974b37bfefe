/** What the page of a room shows, one below the other. Pure. */
import type { Message } from '@egoejo/shared/rooms/model.ts';
import type { Act } from '../sync/api/acts/activity.ts';

export type Entry =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'new'; key: string }
  | { kind: 'refused'; key: string; act: Act }
  /** `lead`: its author is named, because the one before is of somebody else or long before. */
  | { kind: 'message'; key: string; message: Message; lead: boolean };

/** Messages of one author within this time stand together, ms. */
const TOGETHER_MS = 5 * 60_000;
/** Who was without a network so long has both times told, ms. */
const LATE_MS = 10 * 60_000;

/** Whether a message arrived long after it was written. */
export const isLate = ({ writtenAt, createdAt, no }: Pick<Message, 'writtenAt' | 'createdAt' | 'no'>): boolean =>
  no !== null && Date.parse(createdAt) - Date.parse(writtenAt) > LATE_MS;

/** Whether another member wrote it and the member has not seen it. */
export const isUnread = ({ no, author }: Pick<Message, 'no' | 'author'>, readTo: number, me: string): boolean =>
  no !== null && no > readTo && author !== me;

const dayOf = (at: string): string => new Date(at).toDateString();
const together = (a: Message | null, b: Message): boolean =>
  a !== null && a.author === b.author && Date.parse(b.createdAt) - Date.parse(a.createdAt) < TOGETHER_MS;

interface Said {
  /** In their order. */
  messages: readonly Message[];
  /** Messages that the server refused: each stands where it would have come. */
  refused: readonly Act[];
  /** What the member had seen when they opened the room; 0: nothing, and then all of it is new. */
  readTo: number;
  me: string;
}
/** Messages with their days, the line above what is new, and the refused ones. */
export function entriesOf({ messages, refused, readTo, me }: Said): Entry[] {
  const entries: Entry[] = [];
  const left = refused.toSorted((a, b) => (refusedAt(a) < refusedAt(b) ? -1 : 1));
  let [day, before, marked]: [string, Message | null, boolean] = ['', null, readTo === 0];
  for (const message of messages) {
    while (left[0] && (message.no === null || refusedAt(left[0]) < message.createdAt)) {
      entries.push(ofRefused(left[0]));
      left.shift();
      before = null;
    }
    if (dayOf(message.createdAt) !== day) {
      day = dayOf(message.createdAt);
      entries.push({ kind: 'day', key: `${day}:${message.id}`, at: message.createdAt });
      before = null;
    }
    if (!marked && isUnread(message, readTo, me)) {
      entries.push({ kind: 'new', key: 'new' });
      marked = true;
      before = null;
    }
    entries.push({ kind: 'message', key: message.id, message, lead: !together(before, message) });
    before = message;
  }
  return [...entries, ...left.map(ofRefused)];
}
const refusedAt = (act: Act): string => act.at ?? act.madeAt;
const ofRefused = (act: Act): Entry => ({ kind: 'refused', key: act.key, act });
