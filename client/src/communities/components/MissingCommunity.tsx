import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';

/**
 * A community that is not on this device: unknown, private, not pulled yet, or joined by an act that waits for its
 * verdict.
 */
export function MissingCommunity({ id }: { id: string }) {
  const t = useT();
  const act = useActs({ touches: { e: 'membership', id } }).find((a) => !a.dismissed && a.name === 'community.join');
  if (act?.verdict?.status === 'rejected')
    return (
      <EmptyState
        icon="lock"
        title={t('communities.joinRefused')}
        action={<LinkButton to="/communautes">{t('communities.missing.go')}</LinkButton>}
      >
        {errorText(act.verdict)}
      </EmptyState>
    );
  if (act)
    return (
      <EmptyState icon="people" title={t('communities.joining')}>
        <p>{t('communities.joining.text')}</p>
        <p className="pt-2">
          <StateChip state={act.state} />
        </p>
      </EmptyState>
    );
  return (
    <EmptyState
      icon="people"
      title={t('communities.missing')}
      action={<LinkButton to="/communautes">{t('communities.missing.go')}</LinkButton>}
    >
      {t('communities.missing.text')}
    </EmptyState>
  );
}
