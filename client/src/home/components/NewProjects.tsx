import { useT } from '../../i18n/locale.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Filling } from '../../ui/feedback/Filling.tsx';
import { ProjectCard } from '../../ui/cards/ProjectCard.tsx';
import { useNewProjects } from '../queries.ts';

const MOST = 3;

/** New projects of the member's communities; those made since `last` say so. */
export function NewProjects({ last }: { last: string | null }) {
  const t = useT();
  const found = useNewProjects(MOST);
  if (!found) return <Filling />;
  if (found.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="pt-1 text-head">{t('home.projects.new')}</h2>
      <ul className="flex flex-col gap-3">
        {found.map(({ project, tally }) => (
          <li key={project.id}>
            <ProjectCard
              project={project}
              tally={tally}
              chips={last !== null && project.createdAt > last && <Chip tone="leaf">{t('home.projects.chip')}</Chip>}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
