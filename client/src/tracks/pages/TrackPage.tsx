import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { toastAct, WaitingAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { Sanctioned } from '../../moderation/model.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useMovingRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { AddToList, LikeButton } from '../../playlists/model.ts';
import { useEpisodeOf, useShowsAlong } from '../../shows/model.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { useKeptFocus } from '../../ui/layout/use-kept-focus.ts';
import { useCarriedOn, useSaid } from '../along/queries.ts';
import { TakeAlong } from '../along/TakeAlong.tsx';
import { MissingTrack } from '../components/MissingTrack.tsx';
import { PlayerControls } from '../components/PlayerControls.tsx';
import { ReportTrack } from '../components/ReportTrack.tsx';
import { ShareTrack } from '../components/ShareTrack.tsx';
import { TrackCover } from '../components/TrackCover.tsx';
import { TrackFacts } from '../components/TrackFacts.tsx';
import { TrackState } from '../components/TrackState.tsx';
import { SimilarTracks } from '../next/SimilarTracks.tsx';
import { letGo } from '../player/player.ts';
import { useDetail, useTracks } from '../queries.ts';
import { TrackWords } from '../words/TrackWords.tsx';

/** What the member can do with a track of their own. `shared`: they say who hears it. */
function OwnTrack({ track, shared }: { track: Track; shared: boolean }) {
  const t = useT();
  const go = useNavigate();
  const [asking, setAsking] = useState(false);
  const { queue, failed } = useQueueing();
  const keepFocus = useKeptFocus();
  const remove = async () => {
    setAsking(false);
    const key = await queue('track.remove', { track: track.id }, track.title);
    if (key === null) return;
    letGo(track.id);
    toastAct(key);
    void go({ to: '/ecouter', replace: true });
  };
  return (
    <>
      <div ref={keepFocus} className="empty:hidden">
        {shared && track.state !== 'refused' && (
          <ShareTrack key={`${track.visibility} ${track.community}`} track={track} />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <LinkButton variant="quiet" icon="edit" to="/ecouter/$id/changer" params={{ id: track.id }}>
          {t('tracks.edit')}
        </LinkButton>
        <LinkButton variant="quiet" icon="text" to="/ecouter/$id/paroles" params={{ id: track.id }}>
          {t('tracks.words.edit')}
        </LinkButton>
        <LinkButton variant="quiet" icon="chart" to="/ecouter/atelier/$id" params={{ id: track.id }}>
          {t('plays.figures')}
        </LinkButton>
        <Button variant="grave" icon="trash" onClick={() => setAsking(true)}>
          {t('tracks.remove')}
        </Button>
      </div>
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      <Confirm
        open={asking}
        title={t('tracks.remove.title', { title: track.title })}
        text={t('tracks.remove.text')}
        doing={t('tracks.remove')}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** Likes the track and adds it to a playlist. */
function Keep({ track }: { track: Track }) {
  const t = useT();
  const [adding, setAdding] = useState(false);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <LikeButton track={track} />
        <Button variant="quiet" icon="plus" onClick={() => setAdding(true)}>
          {t('playlists.add')}
        </Button>
      </div>
      <WaitingAct e="like" id={track.id} />
      {adding && <AddToList tracks={[track]} onClose={() => setAdding(false)} />}
    </>
  );
}

/** @param away its row is not on this device: it is shown as it was when it was taken along */
function TrackView({ track, away = false }: { track: Track; away?: boolean }) {
  const shown = useDetail(track.id, track.state === 'ready');
  const me = useMember()?.member ?? null;
  const t = useT();
  const episode = useEpisodeOf(track.id);
  const tracks = useTracks();
  const own = me !== null && track.member === me;
  return (
    <Page title={track.title} back="/ecouter">
      <div className="flex items-start gap-4">
        <TrackCover cover={track.cover} size="page" />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          {track.artists !== '' && <p dir="auto">{track.artists}</p>}
          <TrackState track={track} />
        </div>
      </div>
      <WaitingAct e="track" id={track.id} />
      {track.state === 'ready' && <PlayerControls track={track} shown={shown} />}
      <TrackWords track={track} some={(shown?.words ?? 0) > 0} />
      <TakeAlong of={{ kind: 'track', id: track.id, title: track.title }} tracks={[track]} shown={shown} />
      {me !== null && !away && <Keep track={track} />}
      <TrackFacts track={track} />
      {episode && (
        <LinkButton variant="quiet" to="/ecouter/emissions/$id" params={{ id: episode.show }}>
          {t('tracks.show')}
        </LinkButton>
      )}
      <SimilarTracks similar={shown?.similar} tracks={tracks} me={me} />
      <Sanctioned subject={track.id} />
      {away ? null : own ? <OwnTrack track={track} shared={episode === null} /> : <ReportTrack track={track} />}
    </Page>
  );
}

/** A track: what it is, the player with all its controls, and what its member can do with it. */
export function TrackPage() {
  const { id } = useParams({ from: '/ecouter/$id' });
  const track = useMovingRow('track', id, 'track.share');
  const said = useSaid(id);
  const rows = useTracks();
  useCarriedOn(rows);
  useShowsAlong(rows);
  if (track) return <TrackView key={id} track={track} />;
  if (track === undefined || said === undefined) return null;
  return said ? <TrackView key={id} track={said} away /> : <MissingTrack />;
}
