/** Queries over reports and decisions on this device. */
import { useMemo } from 'react';
import type { ModerationCase, Sanction } from '@egoejo/shared/moderation/model.ts';
import { useRow, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';

/** Somebody has to decide: it was reported or flagged, or its author appeals. */
export const waits = (c: ModerationCase): boolean => c.state === 'open' || c.appeal !== null;

/** Whether the member handles reports anywhere, and how many wait for them; undefined until it is read. */
export function useModerates(): { moderates: boolean; waiting: number } | undefined {
  const who = useMember();
  const profile = useRow('profile', who?.member);
  const memberships = useRows('membership');
  const cases = useRows('moderationCase');
  return useMemo(() => {
    if (who === null) return { moderates: false, waiting: 0 };
    if (profile === undefined || !memberships || !cases) return undefined;
    const moderates =
      cases.length > 0 ||
      memberships.some((m) => m.role === 'animator' || m.moderates === true) ||
      (profile?.roles.some((r) => r === 'moderator' || r === 'animator' || r === 'administrator') ?? false);
    return { moderates, waiting: cases.filter(waits).length };
  }, [who, profile, memberships, cases]);
}

/** The cases of this member's queue: what waits, oldest first; what was decided, newest first. */
export function useQueue(): { open: ModerationCase[]; done: ModerationCase[] } | undefined {
  const cases = useRows('moderationCase');
  return useMemo(
    () =>
      cases && {
        open: cases.filter(waits).toSorted((a, b) => a.openedAt.localeCompare(b.openedAt)),
        done: cases
          .filter((c) => !waits(c))
          .toSorted((a, b) => (b.decision?.at ?? '').localeCompare(a.decision?.at ?? '')),
      },
    [cases],
  );
}

/** What moderators decided about one thing that the member wrote; undefined: nothing, or not read yet. */
export const useSanction = (subject: string): Sanction | undefined =>
  useRows('sanction')?.find((s) => s.subject === subject);
