/** What the rules of a room mean for the member who writes there (T5). */
import type { Room } from '@egoejo/shared/rooms/model.ts';
import { useTends } from '../communities/model.ts';
import { useLive, useOverlay } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { useSecondsUntil } from '../ui/text/clock.ts';

type Rules = Pick<Room, 'slow' | 'words' | 'keep' | 'keepFrom'>;
/** The rules of a room. A row that came before there were rules has none. */
export const rulesOf = ({ slow = 0, words = [], keep = null, keepFrom = null }: Partial<Rules>): Rules => ({
  slow,
  words,
  keep,
  keepFrom,
});

/** « 10 secondes », « 5 minutes », « 1 heure ». */
export function timeOf(locale: string, seconds: number): string {
  const [unit, n] =
    seconds % 3600 === 0
      ? (['hour', seconds / 3600] as const)
      : seconds % 60 === 0
        ? (['minute', seconds / 60] as const)
        : (['second', seconds] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(n);
}
/** « 40 s ». */
export const secondsOf = (locale: string, seconds: number): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'short' }).format(seconds);
/** « 30 jours ». */
export const daysOf = (locale: string, days: number): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' }).format(days);

/** When the member last wrote in a room, messages that wait included, ms; null: never, as far as this device knows. */
function useLastWritten(room: string, me: string): number | null {
  const { rows, offset } = useOverlay();
  const over = rows.get('message');
  const stored = useLive(
    async (db) => {
      const own = db.message.where('author').equals(me).reverse();
      return (await own.filter((m) => m.room === room).first())?.writtenAt ?? null;
    },
    [room, me],
  );
  let last = stored ? Date.parse(stored) : null;
  for (const row of over?.values() ?? []) {
    const message = row as { room: string; no: number | null; author: string | null; writtenAt: string } | null;
    if (message?.room !== room || message.author !== me) continue;
    // What waits was written by the clock of this device, which may be wrong.
    last = Math.max(last ?? 0, Date.parse(message.writtenAt) + (message.no === null ? offset : 0));
  }
  return last;
}

/** How many seconds the member has to wait in slow mode before their next message; 0: none. */
export function useSlowMode(room: Room): number {
  const me = useMember()?.member ?? '';
  const tends = useTends(room.community);
  const last = useLastWritten(room.id, me);
  const { slow } = rulesOf(room);
  const held = slow > 0 && !tends && room.author !== me && last !== null;
  const left = useSecondsUntil(held ? last + slow * 1000 : null);
  // The clock of another device may have been ahead.
  return Math.min(left, slow);
}
