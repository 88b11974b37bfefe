import { useRow, useRows } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';

/** Whether the member may change the concepts of a community. */
export function useTends(): (community: string) => boolean {
  const profile = useRow('profile', useMember()?.member);
  const memberships = useRows('membership');
  const all = profile?.roles.some((r) => r === 'animator' || r === 'administrator');
  return (community) => Boolean(all || memberships?.some((m) => m.id === community && m.role === 'animator'));
}
