import { useMemo } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { WaysToPlays } from '../../plays/model.ts';
import { PlaylistStrip } from '../../playlists/model.ts';
import { ShowStrip, useShowsAlong } from '../../shows/model.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { useCarriedOn, useHere, useWithAlong } from '../along/queries.ts';
import { LostTracks } from '../along/LostTracks.tsx';
import { AskForTracks, NoneFound, NoTracks, RefusedTracks } from '../components/ListenStates.tsx';
import { TrackList } from '../components/TrackList.tsx';
import { TrackTools } from '../components/TrackTools.tsx';
import { chosen } from '../list.ts';
import { useTrackFilter } from '../list-state.ts';
import { TracksForYou } from '../next/TracksForYou.tsx';
import { useTracks } from '../queries.ts';

/** The tracks that the member can hear: their own, those of their communities, and those for everybody. */
export function ListenPage() {
  const t = useT();
  const me = useMember()?.member ?? null;
  const rows = useTracks();
  const tracks = useWithAlong(rows);
  const here = useHere();
  const filter = useTrackFilter();
  const shown = useMemo(() => tracks && chosen(tracks, filter, me, here), [tracks, filter, me, here]);
  useCarriedOn(rows);
  useShowsAlong(rows);
  return (
    <Page title={t('tracks.title')} back="/lire">
      {tracks && tracks.length > 0 && me !== null && (
        <LinkButton icon="plus" block to="/ecouter/ajouter">
          {t('tracks.add')}
        </LinkButton>
      )}
      {me !== null && <WaysToPlays />}
      {me !== null && <RefusedTracks />}
      <LostTracks />
      <AskForTracks />
      {tracks && <TracksForYou tracks={tracks} me={me} here={here} />}
      {tracks && <PlaylistStrip tracks={tracks} me={me} />}
      <ShowStrip me={me} />
      {tracks?.length === 0 && <NoTracks member={me !== null} />}
      {tracks && shown && tracks.length > 0 && (
        <>
          <TrackTools tracks={tracks} shown={shown.length} me={me} here={here} />
          {shown.length === 0 ? <NoneFound /> : <TrackList tracks={shown} all={tracks} me={me} here={here} />}
        </>
      )}
    </Page>
  );
}
