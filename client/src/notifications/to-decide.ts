/** What waits for a decision of this member, from the rows on this device. */
import { useMemo } from 'react';
import { waits } from '../moderation/model.ts';
import { useRow, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';

interface ToDecide {
  proposals: number;
  reports: number;
  appeals: number;
  /** All of them. */
  all: number;
}
const NONE: ToDecide = { proposals: 0, reports: 0, appeals: 0, all: 0 };

/**
 * How many proposals, reports and appeals wait for the member. Undefined until the rows are read. The notification of a
 * proposal is deleted when it is decided, so the notifications are counted.
 */
export function useToDecide(): ToDecide | undefined {
  const who = useMember();
  const profile = useRow('profile', who?.member);
  const memberships = useRows('membership');
  const told = useRows('notification');
  const cases = useRows('moderationCase');
  return useMemo(() => {
    if (who === null) return NONE;
    if (profile === undefined || !memberships || !told || !cases) return undefined;
    const whole = profile?.roles.some((r) => r === 'animator' || r === 'administrator') ?? false;
    const animated = new Set<string | null>(memberships.filter((m) => m.role === 'animator').map((m) => m.id));
    const proposals = told.filter((n) => n.kind === 'proposed' && (whole || animated.has(n.community))).length;
    const open = cases.filter(waits);
    const appeals = open.filter((c) => c.appeal !== null).length;
    return { proposals, appeals, reports: open.length - appeals, all: proposals + open.length };
  }, [who, profile, memberships, told, cases]);
}
