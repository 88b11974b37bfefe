/** What this member may do with a project, as far as this device knows; the server decides. */
import type { Project } from '@egoejo/shared/projects/model.ts';
import { useRow, useRows } from '../sync/api/rows/live.ts';
import { useMember } from '../sync/api/session/session.ts';

type About = Pick<Project, 'author' | 'status' | 'community'>;
const isProposal = ({ status }: About): boolean => status === 'proposed' || status === 'declined';

/** Whether the member animates that community, or all. */
function useAnimates(community: string): boolean {
  const profile = useRow('profile', useMember()?.member);
  const memberships = useRows('membership');
  const everywhere = profile?.roles.some((r) => r === 'animator' || r === 'administrator') ?? false;
  return everywhere || (memberships ?? []).some((m) => m.id === community && m.role === 'animator');
}

/**
 * The group to which a community leaves proposing, where this member is neither in it nor an animator; null where they
 * may propose.
 */
export function useProposingGroup(community: string): string | null {
  const profile = useRow('profile', useMember()?.member);
  const animates = useAnimates(community);
  const group = useRow('community', community)?.proposers ?? null;
  return group === null || animates || profile?.groups?.includes(group) ? null : group;
}

/** Rewriting it and saying what it needs: its author and, once it is published, animators. */
export function useMayRevise(project: About): boolean {
  const who = useMember();
  const animates = useAnimates(project.community);
  const community = useRow('community', project.community);
  if (who === null || community?.archivedAt || project.status === 'withdrawn') return false;
  return project.author === who.member || (project.status === 'published' && animates);
}

/** Adding and removing photos: the author of a proposal; animators once it is published. */
export function useMayPicture(project: About): boolean {
  const who = useMember();
  const animates = useAnimates(project.community);
  if (who === null) return false;
  return isProposal(project) ? project.author === who.member : project.status === 'published' && animates;
}
