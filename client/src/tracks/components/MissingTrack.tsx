import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';

/** The track was removed, is not for this member, or has not come to this device. */
export function MissingTrack() {
  const t = useT();
  return (
    <Page title={t('tracks.one')} back="/ecouter">
      <EmptyState
        icon="sound"
        title={t('tracks.missing')}
        action={<LinkButton to="/ecouter">{t('tracks.title')}</LinkButton>}
      >
        {t('tracks.missing.text')}
      </EmptyState>
    </Page>
  );
}
