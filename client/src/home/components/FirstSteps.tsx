import { useT } from '../../i18n/locale.ts';
import { usePollsToday } from '../../polls/polls-today.ts';
import { useChoice } from '../../reading/choice.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Filling } from '../../ui/feedback/Filling.tsx';
import { useNewProjects } from '../queries.ts';

/** Invites a member to propose a project when their communities have nothing to show, so that Accueil is not empty. */
export function FirstSteps() {
  const t = useT();
  const memberships = useRows('membership');
  const today = usePollsToday();
  const projects = useNewProjects(1);
  const choice = useChoice();
  if (!memberships || !today || !projects || !choice) return <Filling />;
  const votes = today.open.length + today.done.length + today.waiting + today.leaving;
  const something = votes + projects.length > 0 || choice.begun || choice.next;
  if (something || memberships.length === 0) return null;
  return (
    <EmptyState
      icon="project"
      title={t('home.calm.title')}
      action={<LinkButton to="/projets/proposer">{t('projects.propose')}</LinkButton>}
    >
      {t('home.calm.text')}
    </EmptyState>
  );
}
