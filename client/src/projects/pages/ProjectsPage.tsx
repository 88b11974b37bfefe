import { useT } from '../../i18n/locale.ts';
import { useWide } from '../../platform/wide.ts';
import { useMember } from '../../sync/api/session.ts';
import { IconLink, LinkButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { Page, TwoPane } from '../../ui/Page.tsx';
import { ProjectList } from '../components/ProjectList.tsx';

/** Links from the list: the constellation, communities, polls, a proposal of one's own, signing in. */
export function ListActions() {
  const t = useT();
  const who = useMember();
  return (
    <>
      <IconLink icon="stars" label={t('projects.constellation')} to="/constellation" />
      {who && <IconLink icon="people" label={t('projects.communities')} to="/communautes" />}
      {who && <IconLink icon="vote" label={t('projects.allPolls')} to="/votes" />}
      {who ? (
        <IconLink icon="plus" label={t('projects.propose')} to="/projets/proposer" />
      ) : (
        <LinkButton variant="quiet" to="/connexion" search={{ suite: '/projets' }}>
          {t('projects.signIn')}
        </LinkButton>
      )}
    </>
  );
}

/** All projects; on wide screens the selected one is shown beside the list. */
export function ProjectsPage() {
  const t = useT();
  const wide = useWide();
  if (!wide)
    return (
      <Page title={t('projects.title')} actions={<ListActions />}>
        <ProjectList />
      </Page>
    );
  return (
    <Page title={t('projects.title')} actions={<ListActions />} wide>
      <TwoPane
        list={<ProjectList />}
        detail={
          <EmptyState icon="project" title={t('projects.choose.title')}>
            {t('projects.choose.text')}
          </EmptyState>
        }
      />
    </Page>
  );
}
