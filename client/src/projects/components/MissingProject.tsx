import { useT } from '../../i18n/locale.ts';
import { useOpenByLink } from '../../sync/api/rows/open-by-link.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';

/** A project that is not on this device: the server is asked for it. */
export function MissingProject({ id }: { id: string }) {
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
