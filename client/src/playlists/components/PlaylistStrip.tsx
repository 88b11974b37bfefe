import { Link } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { groupsOf } from '../list.ts';
import { usePlaylists } from '../queries.ts';
import { Heart } from './Heart.tsx';
import { NewPlaylist } from './NewPlaylist.tsx';
import { PlaylistSize } from './PlaylistFacts.tsx';

/** So many playlists stand in the strip; the others are on the page of all. */
const SHOWN = 8;

const Tile = ({ sign, link, children }: { sign: ReactNode; link: ReactNode; children: ReactNode }) => (
  <li className="relative flex w-36 flex-none flex-col gap-1 rounded-card border border-line bg-surface p-3 focus-within:border-leaf">
    <span className="text-leaf">{sign}</span>
    {link}
    <span className="mt-auto text-tiny text-soft">{children}</span>
  </li>
);
const name = 'line-clamp-2 covers leading-tight font-strong no-underline';

/** The member's playlists and likes, and playlists of others, in a row that scrolls sideways. */
export function PlaylistStrip({ tracks, me }: { tracks: readonly Track[]; me: string | null }) {
  const t = useT();
  const lists = usePlaylists();
  const likes = useRows('like');
  const known = useMemo(() => new Map<string, Track>(tracks.map((track) => [track.id, track])), [tracks]);
  const shown = useMemo(() => lists && groupsOf(lists, me).flatMap((group) => group.lists), [lists, me]);
  if (!shown || !likes || (me === null && shown.length === 0)) return null;
  return (
    <Section
      title={t('playlists.title')}
      actions={
        <LinkButton variant="plain" to="/ecouter/listes">
          {t('playlists.all')}
        </LinkButton>
      }
    >
      <ul aria-label={t('playlists.title')} className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1">
        {me !== null && (
          <Tile
            sign={<Heart full={likes.length > 0} />}
            link={
              <Link to="/ecouter/aimes" className={name}>
                {t('likes.title')}
              </Link>
            }
          >
            {t('tracks.count', { n: likes.length })}
          </Tile>
        )}
        {shown.slice(0, SHOWN).map((list) => (
          <Tile
            key={list.id}
            sign={<Icon name={list.member === me ? 'list' : 'people'} />}
            link={
              <Link to="/ecouter/listes/$id" params={{ id: list.id }} className={name} dir="auto">
                {typeset(list.title)}
              </Link>
            }
          >
            <PlaylistSize list={list} tracks={known} />
          </Tile>
        ))}
      </ul>
      {me !== null && <NewPlaylist />}
    </Section>
  );
}
