import type { CommunityMember } from '@egoejo/shared/communities/model.ts';
import type { CommunityId, MemberId } from '@egoejo/shared/platform/ids.ts';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { EmptyState, ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { MemberLine } from '../components/MemberLine.tsx';
import { OnceReceived } from '../components/OnceReceived.tsx';
import { useMembers } from '../members.ts';
import { useTends } from '../queries.ts';

/** The members of a community, for its animators: roles and removals. The list needs a network; the acts do not. */
export function MembersPage() {
  const t = useT();
  const { id } = useParams({ from: '/communautes/$id/membres' });
  const community = useRow('community', id);
  const may = useTends(id);
  return (
    <Page title={t('animate.members')} aside={community && typeset(community.name)} back={`/communautes/${id}`}>
      {community && !may && <Notice icon="lock">{t('animate.community.notAnimator')}</Notice>}
      {community && may && (
        <OnceReceived community={id}>
          <Members community={community.id} name={community.name} />
        </OnceReceived>
      )}
    </Page>
  );
}

function Members({ community, name }: { community: CommunityId; name: string }) {
  const t = useT();
  const [search, setSearch] = useState('');
  const { now, again, more } = useMembers(community, search);
  const removals = useActs({ touches: { e: 'community', id: community } }).filter(
    (act) => act.name === 'community.remove' && act.state === 'received',
  );
  /** The list was asked for before the removal was received; who came back since then has joined later. */
  const removed = ({ id, joinedAt }: CommunityMember): boolean =>
    removals.some(({ args, at }) => args['member'] === id && at !== null && Date.parse(joinedAt) < Date.parse(at));
  return (
    <>
      <SearchField label={t('animate.members.search')} value={search} onValue={setSearch} />
      <p className="text-tiny text-soft">{t('animate.members.names')}</p>
      {now.state === 'loading' && (
        <p role="status" className="py-6 text-center text-small text-soft">
          {t('animate.members.loading')}
        </p>
      )}
      {now.state === 'failed' && (
        <ErrorNote
          what={t('animate.members.failed')}
          next={errorText(now.failure)}
          action={
            <Button variant="quiet" onClick={again}>
              {t('ui.retry')}
            </Button>
          }
        />
      )}
      {now.state === 'ready' && now.all.length === 0 && (
        <EmptyState icon="people" title={t('animate.members.none')}>
          {t('animate.members.noneText')}
        </EmptyState>
      )}
      {now.state === 'ready' && now.all.length > 0 && (
        <>
          <CardList label={t('animate.members')}>
            {now.all
              .filter((m) => !removed(m))
              .map((m: CommunityMember) => (
                <MemberLine key={m.id} community={community} communityName={name} member={m} />
              ))}
          </CardList>
          {now.more && (
            <Button variant="quiet" block onClick={() => more(now.all.at(-1)?.id as MemberId)}>
              {t('animate.members.more')}
            </Button>
          )}
        </>
      )}
    </>
  );
}
