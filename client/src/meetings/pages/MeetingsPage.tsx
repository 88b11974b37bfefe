import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { MeetingLines } from '../components/MeetingLines.tsx';
import { useMeetings, type MeetingLists } from '../queries.ts';

/** How many past meetings are shown at first. */
const SHOWN = 10;

function Past({ past, answers }: Pick<MeetingLists, 'past' | 'answers'>) {
  const t = useT();
  const [all, setAll] = useState(false);
  return (
    <Section title={t('meetings.past')}>
      <MeetingLines meetings={all ? past : past.slice(0, SHOWN)} answers={answers} label={t('meetings.past')} />
      {!all && past.length > SHOWN && (
        <Button variant="plain" onClick={() => setAll(true)}>
          {t('meetings.past.more', { n: past.length - SHOWN })}
        </Button>
      )}
    </Section>
  );
}

/** The meetings of the communities on this device, or of the one that the address names. */
export function MeetingsPage() {
  const t = useT();
  const now = useNow();
  const who = useMember();
  const { communaute } = useSearch({ from: '/rencontres' });
  const community = useRow('community', communaute ?? null);
  const lists = useMeetings(communaute, now);
  const plan = (
    <LinkButton icon="plus" to="/rencontres/nouvelle" search={{ communaute }}>
      {t('meetings.plan')}
    </LinkButton>
  );
  return (
    <Page title={t('meetings.all')} back={communaute ? `/communautes/${communaute}` : '/lire'} kicker={community?.name}>
      {lists && lists.coming.length === 0 && (
        <EmptyState icon="calendar" title={t('meetings.none')} action={who !== null && plan}>
          {t(who === null ? 'meetings.none.visitor' : 'meetings.none.text')}
        </EmptyState>
      )}
      {lists && lists.coming.length > 0 && (
        <>
          <MeetingLines meetings={lists.coming} answers={lists.answers} label={t('meetings.coming')} />
          {who !== null && plan}
        </>
      )}
      {lists && lists.past.length > 0 && <Past past={lists.past} answers={lists.answers} />}
    </Page>
  );
}
