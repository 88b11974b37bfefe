import type { Project } from '@egoejo/shared/projects/model.ts';
import { FollowToggle } from '../../follows/model.ts';
import { useT } from '../../i18n/locale.ts';

/** Follows a project, or stops. */
export function FollowButton({ project }: { project: Project }) {
  const t = useT();
  return (
    <FollowToggle
      e="projectFollow"
      id={project.id}
      act={(queue, on) => queue('project.follow', { project: project.id, on }, project.title)}
      words={(on) => t(on ? 'projects.following' : 'projects.follow')}
    />
  );
}
