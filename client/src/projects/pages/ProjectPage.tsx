import { useParams } from '@tanstack/react-router';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { useEcoRules } from '../../eco/store.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Page } from '../../ui/layout/Page.tsx';
import { MissingProject } from '../components/MissingProject.tsx';
import { ProjectPicture } from '../components/ProjectPicture.tsx';
import { ProjectDetail, type Below } from '../components/ProjectDetail.tsx';

const kickerOf = (project: Project | null | undefined): string | undefined =>
  (project && typeset([project.category, project.place].filter(Boolean).join(' · '))) || undefined;

/** One project. */
export function ProjectView({ id, below }: { id: string; below?: Below | undefined }) {
  const t = useT();
  const project = useRow('project', id);
  const pictures = useEcoRules().images !== 'never';
  return (
    <Page
      title={project?.title ?? t('projects.one')}
      back="/projets"
      hero={pictures && project !== null && <ProjectPicture project={project} shape="hero" />}
      kicker={kickerOf(project)}
    >
      {project ? <ProjectDetail project={project} below={below} /> : project === null && <MissingProject id={id} />}
    </Page>
  );
}

/** The page of the project whose id is in the address. */
export function ProjectPage({ below }: { below?: Below }) {
  const { id } = useParams({ from: '/projets/$id' });
  return <ProjectView key={id} id={id} below={below} />;
}
