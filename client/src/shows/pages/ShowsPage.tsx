import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Show } from '@egoejo/shared/shows/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { TrackCover, useTracks } from '../../tracks/model.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { toast } from '../../ui/layers/toasts.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { VirtualList } from '../../ui/lists/VirtualList.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { RefusedShows } from '../components/RefusedShows.tsx';
import { saveShows } from '../export.ts';
import { groupsOf, type Whose } from '../list.ts';
import { useFollowed, useShows } from '../queries.ts';
import { useShowsAlong } from '../use-along.ts';

/** The height of a show with one line of title, px. */
const ROW_HEIGHT = 78;
type Row = { key: string; whose: Whose } | { key: string; show: Show };
const keyOf = ({ key }: Row): string => key;

function Tile({ show, me }: { show: Show; me: string | null }) {
  const t = useT();
  const { id, title, author, cover, state, member, memberName } = show;
  const facts = [
    state === 'ready' ? typeset(author) : t(`shows.state.${state}`),
    member !== me && memberName !== null && typeset(memberName),
  ];
  return (
    <article className="relative flex items-center gap-3 rounded-card border border-line bg-surface p-2.5 focus-within:border-leaf">
      <TrackCover cover={cover} size="row" />
      <div className="min-w-0 flex-1">
        <h3 className="leading-tight font-strong" dir="auto">
          <Link to="/ecouter/emissions/$id" params={{ id }} className="line-clamp-2 covers no-underline">
            {typeset(title)}
          </Link>
        </h3>
        <p className="truncate text-tiny text-soft" dir="auto">
          {facts.filter(Boolean).join(' · ')}
        </p>
      </div>
      <Icon name="next" className="size-4 flex-none text-soft" />
    </article>
  );
}

/** All shows that the member sees: those they added or follow, those of their communities, and those for everybody. */
export function ShowsPage() {
  const t = useT();
  const me = useMember()?.member ?? null;
  const shows = useShows();
  const followed = useFollowed();
  useShowsAlong(useTracks());
  const rows = useMemo(
    () =>
      shows &&
      followed &&
      groupsOf(shows, me, followed).flatMap((group): Row[] => [
        { key: group.whose, whose: group.whose },
        ...group.shows.map((show) => ({ key: show.id, show })),
      ]),
    [shows, me, followed],
  );
  const save = async () => {
    const done = await saveShows();
    if (!done.ok) toast(errorText(done.error), 'clay');
  };
  const render = (row: Row) =>
    'whose' in row ? <h2 className="pt-2 text-head">{t(`shows.${row.whose}`)}</h2> : <Tile show={row.show} me={me} />;
  return (
    <Page title={t('shows.title')} back="/ecouter">
      {me !== null && (
        <>
          <LinkButton variant="quiet" icon="plus" block to="/ecouter/emissions/ajouter">
            {t('shows.add')}
          </LinkButton>
          <RefusedShows />
        </>
      )}
      {rows?.length === 0 && (
        <EmptyState icon="mic" title={t('shows.none')}>
          {t(me === null ? 'shows.none.visitor' : 'shows.none.text')}
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <>
          <VirtualList items={rows} keyOf={keyOf} estimate={ROW_HEIGHT} label={t('shows.title')} render={render} />
          {me !== null && (
            <div className="flex flex-col items-start">
              <Button variant="plain" icon="download" onClick={() => void save()}>
                {t('shows.export')}
              </Button>
              <p className="text-tiny text-soft">{t('shows.export.text')}</p>
            </div>
          )}
        </>
      )}
    </Page>
  );
}
