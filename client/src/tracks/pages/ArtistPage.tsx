import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { followId } from '@egoejo/shared/follows/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { FollowThis } from '../../follows/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useEpisodesAmong } from '../../shows/model.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { useOffline } from '../../sync/api/status/status.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { Avatar } from '../../ui/pictures/Avatar.tsx';
import { useHere, useWithAlong } from '../along/queries.ts';
import { playHere } from '../components/MiniPlayer.tsx';
import { TrackList } from '../components/TrackList.tsx';
import { ofArtist } from '../list.ts';
import { useArtistProfile, useTracks } from '../queries.ts';

/** What the member hears of this artist, without the episodes of their shows; undefined until it is read. */
function useArtist(id: string) {
  const tracks = useWithAlong(useTracks());
  const of = useMemo(
    () => tracks?.filter(({ member, visibility }) => member === id && visibility !== 'private'),
    [tracks, id],
  );
  const episodes = useEpisodesAmong(of?.map((track) => track.id) ?? []);
  return useMemo(() => episodes && of && ofArtist(of.filter((track) => !episodes.has(track.id))), [of, episodes]);
}

/** Their name as their tracks give it, else as the member follows them; '': it is not known. */
function useName(id: string, tracks: readonly Track[] | undefined): string {
  const of = { kind: 'member', key: id, name: '' } as const;
  const follow = useRow('follow', followId(of));
  return tracks?.find(({ memberName }) => memberName)?.memberName ?? follow?.of.name ?? '';
}

/** For who looks at their own page. */
function Own() {
  const t = useT();
  return (
    <>
      <Notice icon="eye">
        <p className="font-strong">{t('tracks.artist.own')}</p>
        <p>{t('tracks.artist.own.text')}</p>
      </Notice>
      <LinkButton variant="quiet" icon="chart" to="/ecouter/atelier">
        {t('plays.desk')}
      </LinkButton>
    </>
  );
}

/** What artists say about themselves, if there is a network and they let the member see it. */
function Profile({ id, name }: { id: string; name: string }) {
  const profile = useArtistProfile(id);
  if (!profile || (profile.bio === '' && profile.place === '' && profile.avatar === null)) return null;
  return (
    <div className="flex items-start gap-3">
      {profile.avatar !== null && <Avatar path={profile.avatar} name={name} large />}
      <div className="min-w-0 flex-1">
        {profile.place !== '' && (
          <p className="text-small text-soft" dir="auto">
            {profile.place}
          </p>
        )}
        <p className="whitespace-pre-line empty:hidden" dir="auto">
          {typeset(profile.bio)}
        </p>
      </div>
    </div>
  );
}

/** The tracks of a member that are open to the reader: their albums, the newest first, then the other ones. */
export function ArtistPage() {
  const t = useT();
  const { id } = useParams({ from: '/ecouter/artistes/$id' });
  const me = useMember()?.member ?? null;
  const here = useHere();
  const offline = useOffline();
  const artist = useArtist(id);
  const all = useMemo(() => artist && [...artist.albums, ...artist.alone], [artist]);
  const name = useName(id, all);
  if (!artist || !all) return null;
  const { albums, alone } = artist;
  const first = all.find((track) => track.state === 'ready' && (!offline || here.has(track.id)));
  const own = id === me;
  return (
    <Page title={name || t('tracks.artist.somebody')} back="/ecouter" kicker={t('tracks.artist')}>
      {own && <Own />}
      <Profile id={id} name={name} />
      <div className="flex flex-wrap items-center gap-2 empty:hidden">
        {first && (
          <Button icon="play" onClick={() => playHere(all, first.id)}>
            {t('playlists.play')}
          </Button>
        )}
        {!own && <FollowThis of={{ kind: 'member', key: id, name }} name={name} />}
      </div>
      {all.length === 0 && (
        <EmptyState icon="sound" title={t('tracks.artist.none')}>
          {t(own ? 'tracks.artist.none.own' : 'tracks.artist.none.text')}
        </EmptyState>
      )}
      {albums.length > 0 && <TrackList tracks={albums} all={albums} me={me} here={here} />}
      {alone.length > 0 && (
        <Section title={t('tracks.artist.alone')}>
          <TrackList tracks={alone} all={alone} me={me} here={here} />
        </Section>
      )}
    </Page>
  );
}
