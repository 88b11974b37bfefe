import { useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { followCatalogue } from '../../sync/api/rows/follow.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { FilterChips } from '../../ui/layout/FilterChips.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { TopicLines } from '../components/TopicLines.tsx';
import { useTopics } from '../queries.ts';

/** The topics of the communities on this device and of the forum of all, or of the community in the address. */
export function ForumPage() {
  const t = useT();
  const who = useMember();
  const { communaute } = useSearch({ from: '/forum' });
  const community = useRow('community', communaute ?? null);
  const [shown, setShown] = useState<'each' | 'all'>('each');
  const topics = useTopics(communaute ?? (shown === 'all' ? null : undefined));
  // The forum of all comes with the catalogue.
  useEffect(() => void followCatalogue(), []);
  const begin = who !== null && (
    <LinkButton icon="plus" to="/forum/nouveau" search={{ communaute }}>
      {t('forum.begin')}
    </LinkButton>
  );
  return (
    <Page title={t('forum.forum')} back={communaute ? `/communautes/${communaute}` : '/lire'} kicker={community?.name}>
      {!communaute && (
        <FilterChips
          label={t('forum.which')}
          value={shown}
          onValue={setShown}
          options={[
            { value: 'each', label: t('forum.each') },
            { value: 'all', label: t('forum.all') },
          ]}
        />
      )}
      {topics?.length === 0 && (
        <EmptyState icon="text" title={t('forum.none')} action={begin}>
          {t(who === null ? 'forum.none.visitor' : 'forum.none.text')}
        </EmptyState>
      )}
      {topics && topics.length > 0 && (
        <>
          {begin}
          <TopicLines lines={topics} label={t('forum.topics')} />
        </>
      )}
    </Page>
  );
}
