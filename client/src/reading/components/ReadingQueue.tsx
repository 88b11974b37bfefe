import { useT } from '../../i18n/locale.ts';
import { useFlag } from '../../saka/model.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useEcoRules, useWifiHold } from '../../eco/store.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { AddLink } from './AddLink.tsx';
import { isAway, type Readable } from '../queries.ts';
import { ReadableList } from './ReadableList.tsx';

/** Why the texts of the queue do not come by themselves. */
function WhyNotHere() {
  const t = useT();
  const hold = useWifiHold();
  const { texts } = useEcoRules();
  if (!texts) return <Notice icon="download">{t('reading.onOpening')}</Notice>;
  return hold && <Notice icon="offline">{t('reading.wifi')}</Notice>;
}

/** The member’s own queue, and the field that adds a link to it. */
export function ReadingQueue({ queue, onShelf }: { queue: readonly Readable[]; onShelf: () => void }) {
  const t = useT();
  const who = useMember();
  const grains = useFlag('ENABLE_SAKA');
  if (who === null) {
    return (
      <EmptyState
        icon="read"
        title={t('reading.visitor.title')}
        action={
          <LinkButton to="/connexion" search={{ suite: '/lire' }}>
            {t('activity.signIn')}
          </LinkButton>
        }
      >
        {t(grains ? 'reading.visitor.text' : 'reading.visitor.textOnly')}
      </EmptyState>
    );
  }
  return (
    <>
      {queue.length === 0 ? (
        <EmptyState
          icon="read"
          title={t('reading.empty.title')}
          action={<Button onClick={onShelf}>{t('reading.empty.go')}</Button>}
        >
          {t('reading.empty.text')}
        </EmptyState>
      ) : (
        <>
          {queue.some(isAway) && <WhyNotHere />}
          <ReadableList all={queue} label={t('reading.queue')} keyOf={({ id, item }) => item?.id ?? id} />
        </>
      )}
      <AddLink />
    </>
  );
}
