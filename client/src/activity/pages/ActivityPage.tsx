import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { MyReports } from '../../moderation/model.ts';
import { useChainBroken, usePendingCount } from '../../sync/api/acts/activity.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { SyncButton } from '../../ui/actions/SyncButton.tsx';
import { Acts } from '../components/Acts.tsx';
import { OpenQueue } from '../components/OpenQueue.tsx';
import { saveQueue } from '../file.ts';

/** Every act with its state and the possible actions (S26). */
export function ActivityPage() {
  const t = useT();
  const who = useMember();
  const pending = usePendingCount();
  const broken = useChainBroken();
  if (who === null) {
    return (
      <Page title={t('activity.title')} back="/moi">
        <EmptyState
          icon="lock"
          title={t('activity.visitor.title')}
          action={
            <LinkButton to="/connexion" search={{ suite: '/moi/activite' }}>
              {t('activity.signIn')}
            </LinkButton>
          }
        >
          {t('activity.visitor.text')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={t('activity.title')} back="/moi">
      <SyncButton words={t('activity.sync')} />
      {broken && (
        <ErrorNote
          what={t('activity.chain.what')}
          safe={t('activity.chain.safe')}
          next={t('activity.chain.next')}
          action={
            <Button variant="quiet" icon="download" onClick={() => void saveQueue()}>
              {t('activity.export')}
            </Button>
          }
        />
      )}
      <Acts />
      <MyReports />
      <p className="text-tiny text-soft">
        {t('activity.once')}{' '}
        <Link to="/aide" className="font-strong text-leaf underline">
          {t('activity.limits')}
        </Link>
      </p>
      {pending > 0 && (
        <Button variant="quiet" icon="download" block onClick={() => void saveQueue()}>
          {t('activity.export')}
        </Button>
      )}
      <OpenQueue />
    </Page>
  );
}
