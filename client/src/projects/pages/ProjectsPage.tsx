import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session.ts';
import { IconLink, LinkButton } from '../../ui/Button.tsx';
import { ListDetail } from '../../ui/ListDetail.tsx';
import { ProjectList } from '../components/ProjectList.tsx';

/** Links from the list: the constellation, communities, polls, a proposal of one's own, signing in. */
function ListActions() {
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

/** All projects. */
export function ProjectsPage() {
  const t = useT();
  return (
    <ListDetail at="/projets" title={t('projects.title')} actions={<ListActions />}>
      <ProjectList />
    </ListDetail>
  );
}
