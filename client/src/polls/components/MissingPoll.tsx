import { useT } from '../../i18n/locale.ts';
import { useOpenByLink } from '../../sync/api/rows/open-by-link.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';

/**
 * A poll that is not on this device: it is looked up once, so that a poll opened by link arrives with its community.
 */
export function MissingPoll({ id }: { id: string }) {
  const t = useT();
  const [state, again] = useOpenByLink('polls', id);
  const action =
    state === 'offline' ? (
      <Button variant="quiet" onClick={again}>
        {t('ui.retry')}
      </Button>
    ) : (
      <LinkButton to="/projets">{t('polls.missing.go')}</LinkButton>
    );
  return (
    <EmptyState icon="vote" title={t('polls.missing')} action={action}>
      {t('polls.missing.text')}
    </EmptyState>
  );
}
