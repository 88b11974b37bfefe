import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Episode, Show } from '@egoejo/shared/shows/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { TrackCover } from '../../tracks/model.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { groupsOf } from '../list.ts';
import { useEpisodesOf, useFollowed, useShows } from '../queries.ts';

/** So many shows stand in the strip; the others are on the page of all. */
const SHOWN = 8;

function Tile({ show, newest }: { show: Show; newest: Episode | undefined }) {
  const t = useT();
  return (
    <li className="relative flex w-36 flex-none flex-col gap-1 rounded-card border border-line bg-surface p-3 focus-within:border-leaf">
      <TrackCover cover={show.cover} size="row" />
      <Link
        to="/ecouter/emissions/$id"
        params={{ id: show.id }}
        className="line-clamp-2 covers leading-tight font-strong no-underline"
        dir="auto"
      >
        {typeset(show.title)}
      </Link>
      <span className="mt-auto line-clamp-2 text-tiny text-soft" dir="auto">
        {show.state === 'ready' ? newest && typeset(newest.title) : t(`shows.state.${show.state}`)}
      </span>
    </li>
  );
}

/** The shows that the member added or follows, with their newest episodes, in a row that scrolls sideways. */
export function ShowStrip({ me }: { me: string | null }) {
  const t = useT();
  const shows = useShows();
  const followed = useFollowed();
  const mine = useMemo(
    () => (shows && followed ? (groupsOf(shows, me, followed).find(({ whose }) => whose === 'mine')?.shows ?? []) : []),
    [shows, me, followed],
  );
  const shown = mine.slice(0, SHOWN);
  const episodes = useEpisodesOf(shown.map(({ id }) => id));
  if (!shows || !followed || (me === null && shows.length === 0)) return null;
  return (
    <Section
      title={t('shows.title')}
      actions={
        <LinkButton variant="plain" to="/ecouter/emissions">
          {t('shows.all')}
        </LinkButton>
      }
    >
      {shown.length > 0 && (
        <ul aria-label={t('shows.title')} className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1">
          {shown.map((show) => (
            <Tile key={show.id} show={show} newest={episodes?.get(show.id)?.[0]} />
          ))}
        </ul>
      )}
      {me !== null && (
        <LinkButton variant="quiet" icon="plus" block to="/ecouter/emissions/ajouter">
          {t('shows.add')}
        </LinkButton>
      )}
    </Section>
  );
}
