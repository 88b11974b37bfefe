import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useOpenByLink } from '../../sync/api/open-by-link.ts';
import { useWide } from '../../platform/wide.ts';
import { useRow } from '../../sync/api/live.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { BackButton, Page, TwoPane } from '../../ui/Page.tsx';
import { Picture } from '../../ui/Picture.tsx';
import { ProjectDetail, type Below } from '../components/ProjectDetail.tsx';
import { ProjectList } from '../components/ProjectList.tsx';
import { ListActions } from './ProjectsPage.tsx';

function Missing({ id }: { id: string }) {
  const t = useT();
  const [state, again] = useOpenByLink('projects', id);
  if (state === 'looking')
    return (
      <p role="status" className="py-8 text-center text-small text-soft">
        {t('projects.missing.looking')}
      </p>
    );
  return (
    <EmptyState
      icon={state === 'offline' ? 'offline' : 'project'}
      title={t(state === 'offline' ? 'projects.missing.offline' : 'projects.missing.title')}
      action={
        state === 'offline' ? (
          <Button variant="quiet" onClick={again}>
            {t('ui.retry')}
          </Button>
        ) : (
          <LinkButton to="/projets">{t('projects.missing.all')}</LinkButton>
        )
      }
    >
      {t(state === 'offline' ? 'projects.missing.offlineText' : 'projects.missing.text')}
    </EmptyState>
  );
}

/** One project; on wide screens it is shown beside the list. */
export function ProjectPage({ below }: { below?: Below }) {
  const t = useT();
  const wide = useWide();
  const { id } = useParams({ from: '/projets/$id' });
  const project = useRow('project', id);
  const title = project?.title;
  useEffect(() => {
    // Beside the list the page's title is that of the list; the tab and the history name the project.
    if (wide && title !== undefined) document.title = `${title} · EGOEJO`;
  }, [wide, title]);
  const kicker = project && [project.category, project.place].filter(Boolean).join(' · ');
  const detail = project ? (
    <ProjectDetail key={id} project={project} below={below} />
  ) : project === null ? (
    <Missing id={id} />
  ) : null;
  if (!wide) {
    return (
      <Page
        title={project?.title ?? t('projects.one')}
        back="/projets"
        hero={project !== null && <Picture name={project?.picture ?? null} shape="hero" />}
      >
        {kicker && <p className="-mt-3 text-tiny text-soft">{kicker}</p>}
        {detail}
      </Page>
    );
  }
  return (
    <Page title={t('projects.title')} actions={<ListActions />} wide>
      <TwoPane
        list={<ProjectList />}
        detail={
          <div className="sticky top-0 max-h-dvh overflow-y-auto pb-6">
            {project !== null && <Picture name={project?.picture ?? null} shape="cover" />}
            <header className="flex items-center gap-2 pt-3">
              <BackButton to="/projets" />
              <div className="min-w-0 flex-1">
                <h2 className="text-title">{project?.title ?? t('projects.one')}</h2>
                {kicker && <p className="text-tiny text-soft">{kicker}</p>}
              </div>
            </header>
            <div className="pt-3">{detail}</div>
          </div>
        }
      />
    </Page>
  );
}
