import { useState } from 'react';
import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { ListDetail, useShowsFirst } from '../../ui/layout/ListDetail.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { SearchField } from '../../ui/forms/SearchField.tsx';
import { CommunityLines } from '../components/CommunityLines.tsx';
import { CommunityView } from './CommunityPage.tsx';
import { useAnimatesAll, useCommunityList } from '../queries.ts';

/** All communities that the member may see, found by name or summary, also without a network. */
export function CommunitiesPage() {
  const t = useT();
  const [search, setSearch] = useState('');
  const list = useCommunityList(search);
  const first = useFirst();
  const showsFirst = useShowsFirst('/communautes');
  const mayCreate = useAnimatesAll();
  const none = list && list.own.length + list.others.length + list.archived.length === 0;
  return (
    <ListDetail at="/communautes" title={t('communities.title')} back="/projets">
      <SearchField label={t('communities.search')} value={search} onValue={setSearch} />
      {mayCreate && (
        <LinkButton to="/communautes/nouvelle" block icon="plus">
          {t('communities.create')}
        </LinkButton>
      )}
      {none && (
        <EmptyState icon="people" title={t(search === '' ? 'communities.none' : 'communities.notFound')}>
          {t(search === '' ? 'communities.none.text' : 'communities.notFound.text')}
        </EmptyState>
      )}
      {(['own', 'others', 'archived'] as const).map((part) => {
        const lines = list?.[part] ?? [];
        if (lines.length === 0) return null;
        return (
          <Section key={part} title={t(`communities.list.${part}`)}>
            <CommunityLines
              lines={lines}
              label={t(`communities.list.${part}`)}
              shown={showsFirst ? first?.community.id : undefined}
            />
          </Section>
        );
      })}
    </ListDetail>
  );
}

/** The member's first, else the first of all. */
function useFirst() {
  const list = useCommunityList('');
  return list && [...list.own, ...list.others][0];
}

/** Beside the list, until a community is chosen. */
export function FirstCommunity() {
  const first = useFirst();
  return first && <CommunityView key={first.community.id} id={first.community.id} />;
}
