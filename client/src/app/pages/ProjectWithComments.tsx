import { useState } from 'react';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { Comments } from '../../comments/components/Comments.tsx';
import { Needs } from '../../projects/components/Needs.tsx';
import { useRow } from '../../sync/api/rows/live.ts';
import { useListState } from '../../projects/list-state.ts';
import { ProjectPage, ProjectView } from '../../projects/pages/ProjectPage.tsx';

/** What a project needs, and what members write about it: members who can help begin a comment. */
function Talk({ project }: { project: Project }) {
  const [helping, setHelping] = useState<string | null>(null);
  const member = useRow('membership', project.community);
  const shown = project.status === 'published' || project.status === 'withdrawn';
  return (
    <>
      <Needs project={project} {...(member && project.status === 'published' && { onHelp: setHelping })} />
      {shown && <Comments project={project} helping={helping} onHelped={() => setHelping(null)} />}
    </>
  );
}
const talk = (project: Project) => <Talk project={project} />;

/** Beside the list of a wide screen while no project is chosen: the first one listed. */
export function FirstOfProjects() {
  const first = useListState((s) => s.first);
  return first !== null && <ProjectView key={first} id={first} below={talk} />;
}

/** One project with what members write about it. */
export function ProjectWithComments() {
  return <ProjectPage below={talk} />;
}
