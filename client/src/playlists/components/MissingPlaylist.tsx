import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';

/** The playlist was removed, is not for this member, or has not come to this device. */
export function MissingPlaylist() {
  const t = useT();
  return (
    <Page title={t('playlists.one')} back="/ecouter/listes">
      <EmptyState
        icon="list"
        title={t('playlists.missing')}
        action={<LinkButton to="/ecouter/listes">{t('playlists.title')}</LinkButton>}
      >
        {t('playlists.missing.text')}
      </EmptyState>
    </Page>
  );
}
