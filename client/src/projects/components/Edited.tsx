import { Link } from '@tanstack/react-router';
import type { Project } from '@egoejo/shared/projects/model.ts';
import { WaitingAct } from '../../activity/model.ts';
import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import { useEdits } from '../queries.ts';
import { useMayRevise } from '../rights.ts';

/** When a published project was last edited, with the way to its history, and to editing it for who may. */
export function Edited({ project }: { project: Project }) {
  const t = useT();
  const last = useEdits(project.id)?.[0];
  const may = useMayRevise(project);
  return (
    <>
      {last && (
        <p className="flex flex-wrap items-center gap-x-2 text-small text-soft">
          <span>{t(last.animator ? 'projects.edited.animator' : 'projects.edited')}</span>
          <RelativeTime at={Date.parse(last.at)} />
          <Link to="/projets/$id/historique" params={{ id: project.id }} className="-my-2 inline-block py-2 text-leaf">
            {t('projects.history')}
          </Link>
        </p>
      )}
      {project.status === 'published' && <WaitingAct e="projectText" id={project.id} />}
      {may && project.status === 'published' && (
        <LinkButton variant="quiet" icon="edit" to="/projets/$id/revoir" params={{ id: project.id }}>
          {t('projects.edit')}
        </LinkButton>
      )}
    </>
  );
}
