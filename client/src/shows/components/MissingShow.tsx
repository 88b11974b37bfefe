import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { ShowActs } from './ShowActs.tsx';

/** The show was removed or refused, is not for this member, or has not come to this device. */
export function MissingShow({ id }: { id: string }) {
  const t = useT();
  return (
    <Page title={t('shows.one')} back="/ecouter/emissions">
      <ShowActs id={id} episodes={[]} />
      <EmptyState
        icon="mic"
        title={t('shows.missing')}
        action={<LinkButton to="/ecouter/emissions">{t('shows.title')}</LinkButton>}
      >
        {t('shows.missing.text')}
      </EmptyState>
    </Page>
  );
}
