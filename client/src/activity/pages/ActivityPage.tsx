import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { MyReports } from '../../moderation/model.ts';
import { useChainBroken, usePendingCount } from '../../sync/api/activity.ts';
import { useMember } from '../../sync/api/session.ts';
import { syncNow, useSyncStatus } from '../../sync/api/status.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { CardList } from '../../ui/Card.tsx';
import { EmptyState, ErrorNote } from '../../ui/feedback.tsx';
import { Page } from '../../ui/Page.tsx';
import { ActRow } from '../components/ActRow.tsx';
import { OpenQueue } from '../components/OpenQueue.tsx';
import { useActsInWords } from '../queries.ts';
import { saveQueue } from '../file.ts';

const STEP = 50;

function Acts() {
  const t = useT();
  const acts = useActsInWords();
  const [shown, setShown] = useState(STEP);
  if (acts.length === 0) {
    return (
      <EmptyState
        icon="send"
        title={t('activity.empty.title')}
        action={<LinkButton to="/projets">{t('activity.empty.go')}</LinkButton>}
      >
        {t('activity.empty.text')}
      </EmptyState>
    );
  }
  return (
    <>
      <CardList label={t('activity.list')}>
        {acts.slice(0, shown).map((act) => (
          <ActRow key={act.key} act={act} />
        ))}
      </CardList>
      {acts.length > shown && (
        <Button variant="plain" block onClick={() => setShown(shown + STEP)}>
          {t('activity.more')}
        </Button>
      )}
    </>
  );
}

/** Every act with its state and the possible actions (S26). */
export function ActivityPage() {
  const t = useT();
  const who = useMember();
  const busy = useSyncStatus((s) => s.phase === 'exchanging');
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
    <Page
      title={t('activity.title')}
      back="/moi"
      actions={
        <Button variant="quiet" busy={busy} onClick={syncNow}>
          {t('activity.sync')}
        </Button>
      }
    >
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
