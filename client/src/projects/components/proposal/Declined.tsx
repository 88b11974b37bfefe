import type { Project } from '@egoejo/shared/projects/model.ts';
import { useT } from '../../../i18n/locale.ts';
import { useMember } from '../../../sync/api/session/session.ts';
import { LinkButton } from '../../../ui/actions/Button.tsx';
import { Notice } from '../../../ui/feedback/feedback.tsx';

/** A declined proposal: why, in the animator's words, and the way to submit it again. Only its author sees it. */
export function Declined({ project }: { project: Project }) {
  const t = useT();
  const who = useMember();
  return (
    <>
      <Notice icon="no" tone="wait">
        <p>{t(project.reason === '' ? 'projects.declined.own' : 'projects.declined')}</p>
        {project.reason && <p>{t('projects.declined.why', { reason: project.reason })}</p>}
      </Notice>
      {who?.member === project.author && (
        <LinkButton block icon="edit" to="/projets/$id/revoir" params={{ id: project.id }}>
          {t('projects.declined.again')}
        </LinkButton>
      )}
    </>
  );
}
