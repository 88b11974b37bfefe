import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { ListDetail } from '../../ui/layout/ListDetail.tsx';
import { ProjectList } from '../components/list/ProjectList.tsx';
import { Ways } from '../components/Ways.tsx';

/** The first thing to do from the list: a proposal of one's own, or signing in. */
function ListAction() {
  const t = useT();
  return useMember() ? (
    <LinkButton icon="plus" variant="quiet" to="/projets/proposer">
      {t('projects.offer')}
    </LinkButton>
  ) : (
    <LinkButton variant="quiet" to="/connexion" search={{ suite: '/projets' }}>
      {t('projects.signIn')}
    </LinkButton>
  );
}

/** All projects. */
export function ProjectsPage() {
  const t = useT();
  return (
    <ListDetail at="/projets" title={t('projects.title')} actions={<ListAction />}>
      <Ways />
      <ProjectList />
    </ListDetail>
  );
}
