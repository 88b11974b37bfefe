import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Playlist } from '@egoejo/shared/playlists/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useTracks } from '../../tracks/model.ts';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { VirtualList } from '../../ui/lists/VirtualList.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { NewPlaylist } from '../components/NewPlaylist.tsx';
import { PlaylistSize } from '../components/PlaylistFacts.tsx';
import { groupsOf, type Whose } from '../list.ts';
import { usePlaylists } from '../queries.ts';

/** The height of a playlist with one line of title, px. */
const ROW_HEIGHT = 68;
type Row = { key: string; whose: Whose } | { key: string; list: Playlist };
const keyOf = ({ key }: Row): string => key;

/** All playlists that the member sees: their own, those of their communities, and those for everybody. */
export function PlaylistsPage() {
  const t = useT();
  const me = useMember()?.member ?? null;
  const lists = usePlaylists();
  const tracks = useTracks();
  const known = useMemo(() => new Map((tracks ?? []).map((track) => [String(track.id), track])), [tracks]);
  const rows = useMemo(
    () =>
      lists &&
      groupsOf(lists, me).flatMap((group): Row[] => [
        { key: group.whose, whose: group.whose },
        ...group.lists.map((list) => ({ key: list.id, list })),
      ]),
    [lists, me],
  );
  const render = (row: Row) => {
    if ('whose' in row) return <h2 className="pt-2 text-head">{t(`playlists.${row.whose}`)}</h2>;
    const { id, title, member, memberName } = row.list;
    return (
      <article className="relative flex items-center gap-3 rounded-card border border-line bg-surface p-3 focus-within:border-leaf">
        <Icon name={member === me ? 'list' : 'people'} className="size-5 flex-none text-leaf" />
        <div className="min-w-0 flex-1">
          <h3 className="leading-tight font-strong" dir="auto">
            <Link to="/ecouter/listes/$id" params={{ id }} className="line-clamp-2 covers no-underline">
              {typeset(title)}
            </Link>
          </h3>
          <p className="text-tiny text-soft">
            <PlaylistSize list={row.list} tracks={known} />
            {member !== me && memberName !== null && <> · {typeset(memberName)}</>}
          </p>
        </div>
        <Icon name="next" className="size-4 flex-none text-soft" />
      </article>
    );
  };
  return (
    <Page title={t('playlists.title')} back="/ecouter">
      {me !== null && <NewPlaylist />}
      {rows?.length === 0 && (
        <EmptyState icon="list" title={t('playlists.none')}>
          {me !== null && t('playlists.none.text')}
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <VirtualList items={rows} keyOf={keyOf} estimate={ROW_HEIGHT} label={t('playlists.title')} render={render} />
      )}
    </Page>
  );
}
