import { memo } from 'react';
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import { useT } from '../../../i18n/locale.ts';
import { Chip } from '../../../ui/feedback/Chip.tsx';
import { ProjectCard } from '../../../ui/cards/ProjectCard.tsx';
import type { ProjectCards } from '../../project-cards.ts';
import { ROW_HEIGHT } from '../../row-height.ts';
import { ProjectPicture } from '../ProjectPicture.tsx';
import { MyPart } from '../MyPart.tsx';

const statusWords = {
  proposed: 'projects.status.proposed',
  withdrawn: 'projects.status.withdrawn',
  declined: 'projects.status.declined',
} as const;

interface RowProps {
  project: Project | undefined;
  tally: ProjectTally | undefined;
  support: number;
  pending: number;
  /** The server does not have the proposal yet. */
  unsent: boolean;
  /** Beside the list: whether this one is open. Null: it opens as a page. */
  open: boolean | null;
}
/** Rendered again only when its own rows change, because a scroll moves hundreds of rows past. */
const ProjectRow = memo(function ProjectRow({ project, tally, support, pending, unsent, open }: RowProps) {
  const t = useT();
  if (!project)
    return (
      <div aria-hidden="true" style={{ height: ROW_HEIGHT }} className="rounded-card border border-line bg-surface" />
    );
  const chips = (
    <>
      {project.status !== 'published' && (
        <Chip tone={unsent ? 'wait' : 'plain'} icon={project.status === 'proposed' ? 'wait' : 'no'}>
          {t(unsent ? 'projects.status.unsent' : statusWords[project.status])}
        </Chip>
      )}
      <MyPart shown={support} pending={pending} />
    </>
  );
  return (
    <ProjectCard
      project={project}
      tally={tally}
      picture={<ProjectPicture project={project} shape="thumb" />}
      chips={chips}
      beside={open !== null}
      selected={open === true}
    />
  );
});
/** The row of a project in the list. `open`: the project shown beside the list; null: there is no place for one. */
export const rowOf = (id: string, cards: ProjectCards, open: string | null) => (
  <ProjectRow
    project={cards.projects.get(id)}
    tally={cards.tallies.get(id)}
    support={cards.supports.get(id)?.grains ?? 0}
    pending={cards.pending.get(id) ?? 0}
    unsent={cards.unsent.has(id)}
    open={open === null ? null : open === id}
  />
);
