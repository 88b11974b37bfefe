/** Queries over the member's notifications on this device. */
import { useMemo } from 'react';
import { topicOf, waysOf } from '@egoejo/shared/channels/model.ts';
import type { Notification } from '@egoejo/shared/notifications/model.ts';
import { isTakenBack, useActs, type Act } from '../sync/api/acts/activity.ts';
import { useRow, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';
import { byDay, isRefusedVote, type Day, type Entry } from './days.ts';

/** The notifications of the topics that the member wants to see in the app. */
function useShown(): Notification[] | undefined {
  const rows = useRows('notification');
  const channels = useRow('channels', useMember()?.member);
  return useMemo(
    () => (channels === undefined ? undefined : rows?.filter((n) => waysOf(channels?.value, topicOf(n.kind)).app)),
    [rows, channels],
  );
}

/** How many notifications are not read yet. */
export const useUnread = (): number => useShown()?.filter((n) => n.readAt === null).length ?? 0;

const ofRow = (row: Notification): Entry => ({ id: row.id, at: Date.parse(row.createdAt), row });
const ofAct = (act: Act): Entry => ({ id: act.key, at: Date.parse(act.at ?? act.madeAt), act });

/**
 * Everything that the member is told, by day, newest day first.
 * @param isNew what is marked as unread, which stays so during a visit of the page.
 */
export function useDays(isNew: (entry: Entry) => boolean): { days: Day[]; unread: string[] } | undefined {
  const rows = useShown();
  const acts = useActs();
  return useMemo(() => {
    if (!rows) return undefined;
    const unread = rows.filter((n) => n.readAt === null).map((n) => n.id);
    return {
      days: byDay(
        [...rows.map(ofRow), ...acts.filter((act) => isRefusedVote(act) && !isTakenBack(act)).map(ofAct)],
        isNew,
      ),
      unread,
    };
  }, [rows, acts, isNew]);
}
