/** The pinned messages of a room: all of them are on this device, however old they are. */
import { useMemo } from 'react';
import { isPinned, type Message, type Room } from '@egoejo/shared/rooms/model.ts';
import { useTends } from '../communities/model.ts';
import { mergeRows, useLast, useLive, useOverlay } from '../sync/api/rows/live.ts';

/** The messages that are pinned in a room, the one pinned last first. */
export function usePins(room: string): Message[] | undefined {
  const over = useOverlay().rows.get('message');
  const base = useLast(
    useLive((db) => db.message.where('[room+pinnedAt]').between([room, ''], [room, '\uffff']).toArray(), [room]),
  );
  return useMemo(
    () =>
      base &&
      mergeRows<'message'>(base, over)
        .filter((m) => m.room === room && isPinned(m))
        .toSorted((a, b) => ((a.pinnedAt ?? '') < (b.pinnedAt ?? '') ? 1 : -1)),
    [base, over, room],
  );
}

/** Messages as the server told them once, with the pins that there are now. */
export function withPins(messages: readonly Message[], pins: readonly Message[]): Message[] {
  const at = new Map<string, string | null>(pins.map((m) => [m.id, m.pinnedAt]));
  return messages.map((m) => ({ ...m, pinnedAt: at.get(m.id) ?? null }));
}

/** Whether the member may pin what is said in this room. */
export function useMayPin({ community, author }: Room, me: string): boolean {
  const tends = useTends(community);
  return community === null || tends || author === me;
}
