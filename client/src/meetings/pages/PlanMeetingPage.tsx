import { useSearch } from '@tanstack/react-router';
import { useOwnCommunities } from '../../communities/model.ts';
import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { PlanForm } from '../components/PlanForm.tsx';

/** Planning a meeting, also without a network. */
export function PlanMeetingPage() {
  const t = useT();
  const own = useOwnCommunities();
  const { communaute } = useSearch({ from: '/rencontres/nouvelle' });
  return (
    <Page title={t('meetings.plan')} back="/rencontres">
      {own?.length === 0 && (
        <EmptyState
          icon="people"
          title={t('meetings.noCommunity')}
          action={<LinkButton to="/communautes">{t('meetings.noCommunity.go')}</LinkButton>}
        >
          {t('meetings.noCommunity.text')}
        </EmptyState>
      )}
      {own && own.length > 0 && <PlanForm own={own} from={communaute} />}
    </Page>
  );
}
