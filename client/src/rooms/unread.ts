/** What is new in the member's rooms: what Accueil and Moi show of them. */
import { useLast, useLive, useRows, type EgoejoDb } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';

/** The messages of a room on this device that have a number, in their order. */
export const numbered = (db: EgoejoDb, room: string, from = 0, to = Infinity) =>
  db.message.where('[room+no]').between([room, from], [room, to], true, true);

/** How many messages of others the member has not seen. */
export const unreadIn = (db: EgoejoDb, room: string, readTo: number, me: string): Promise<number> =>
  numbered(db, room, readTo + 1)
    .filter((m) => m.author !== me)
    .count();

/**
 * Returns in how many rooms the member is, and how many messages they have not seen in rooms that are not muted.
 * Undefined until that is read.
 */
export function useUnreadMessages(): { rooms: number; unread: number } | undefined {
  const me = useMember()?.member ?? '';
  const mine = useRows('roomMember');
  const key = mine
    ?.filter((m) => !m.muted)
    .map(({ id, readTo }) => `${id}:${readTo}`)
    .join();
  const unread = useLast(
    useLive(
      async (db) => {
        const each = (key ?? '').split(',').map((pair) => pair.split(':'));
        const counts = each.map(([room = '', readTo]) => unreadIn(db, room, Number(readTo ?? 0), me));
        return (await Promise.all(counts)).reduce((sum, n) => sum + n, 0);
      },
      [key, me],
    ),
  );
  return mine && unread !== undefined ? { rooms: mine.length, unread } : undefined;
}
