import { useCallback, useEffect, useState } from 'react';
import { MOST_NOTIFICATIONS } from '@egoejo/shared/notifications/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { dayName } from '../../i18n/when.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { Line } from '../components/told/Line.tsx';
import type { Day, Entry } from '../days.ts';
import { useDays } from '../queries.ts';

const STEP = 40;

/** The first `n` entries of the days. */
function firstOf(days: readonly Day[], n: number): Day[] {
  let left = n;
  return days.flatMap((d) => {
    const entries = d.entries.slice(0, left);
    left -= entries.length;
    return entries.length > 0 ? [{ ...d, entries }] : [];
  });
}

/**
 * What the member is told, by day, also without a network. Opening the page reads everything; what was unread stays
 * marked until the member leaves.
 */
export function NotificationsPage() {
  const t = useT();
  const who = useMember();
  return (
    <Page title={t('notifications.title')} back="/">
      {who ? (
        <List />
      ) : (
        <EmptyState
          icon="lock"
          title={t('notifications.visitor.title')}
          action={
            <LinkButton to="/connexion" search={{ suite: '/notifications' }}>
              {t('activity.signIn')}
            </LinkButton>
          }
        >
          {t('notifications.visitor.text')}
        </EmptyState>
      )}
    </Page>
  );
}

function List() {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [shown, setShown] = useState(STEP);
  const isNew = useCallback(
    (e: Entry) => (e.row ? e.row.readAt === null || fresh.has(e.id) : !e.act.dismissed),
    [fresh],
  );
  const told = useDays(isNew);
  const added = told?.unread.filter((id) => !fresh.has(id)) ?? [];
  if (added.length > 0) setFresh(new Set([...fresh, ...added]));
  const unread = told?.unread.slice(0, MOST_NOTIFICATIONS).join() ?? '';
  useEffect(() => {
    if (unread !== '') void mutate('notification.read', { ids: unread.split(',') });
  }, [unread]);
  if (!told) return null;
  const { days } = told;
  if (days.length === 0)
    return (
      <EmptyState
        icon="bell"
        title={t('notifications.none.title')}
        action={<LinkButton to="/projets">{t('notifications.none.go')}</LinkButton>}
      >
        {t('notifications.none.text')}
      </EmptyState>
    );
  const count = days.reduce((n, d) => n + d.entries.length, 0);
  return (
    <>
      {firstOf(days, shown).map((d) => (
        <Section key={d.key} title={dayName(locale, d.at, now)}>
          <CardList label={dayName(locale, d.at, now)}>
            {d.entries.map((entry) => (
              <Line key={entry.id} entry={entry} fresh={isNew(entry)} />
            ))}
          </CardList>
        </Section>
      ))}
      {count > shown && (
        <Button variant="plain" block onClick={() => setShown(shown + STEP)}>
          {t('notifications.more')}
        </Button>
      )}
    </>
  );
}
