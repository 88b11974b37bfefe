import type { Project } from '@egoejo/shared/projects/model.ts';
import { Comments } from '../comments/components/Comments.tsx';
import { ProjectPage } from '../projects/pages/ProjectPage.tsx';

const comments = (project: Project) =>
  project.status === 'published' || project.status === 'withdrawn' ? <Comments project={project} /> : null;

/** One project with what members write about it. */
export function ProjectWithComments() {
  return <ProjectPage below={comments} />;
}
