/** Notifications in days. Pure. */
import type { Notification } from '@egoejo/shared/notifications/model.ts';
import type { Act } from '../sync/api/acts/activity.ts';

/** A notification, or an act of this device whose refusal is told like one. `at`: ms since 1970. */
export type Entry = { id: string; at: number } & ({ row: Notification; act?: never } | { act: Act; row?: never });
export interface Day {
  /** The local day, for keys. */
  key: string;
  /** A moment of that day, ms since 1970. */
  at: number;
  entries: Entry[];
}

/** A vote of this device that was refused: the device knows it from its own act, so nobody sends it. */
export const isRefusedVote = (act: Pick<Act, 'here' | 'state' | 'name'>): boolean =>
  act.here && act.state === 'refused' && (act.name === 'poll.vote' || act.name === 'poll.voteSecretly');

/** Newest day first; within a day what is new first, then newest first. Days are local to the device. */
export function byDay(entries: readonly Entry[], isNew: (entry: Entry) => boolean): Day[] {
  const days = new Map<string, Day>();
  for (const entry of entries.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))) {
    const key = new Date(entry.at).toDateString();
    const day = days.get(key) ?? { key, at: entry.at, entries: [] };
    day.entries.push(entry);
    days.set(key, day);
  }
  return [...days.values()].map((day) => ({
    ...day,
    entries: day.entries.toSorted((a, b) => Number(isNew(b)) - Number(isNew(a))),
  }));
}
