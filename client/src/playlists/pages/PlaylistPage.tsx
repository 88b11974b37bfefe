import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Playlist } from '@egoejo/shared/playlists/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { ReportButton, Sanctioned } from '../../moderation/model.ts';
import { useMovingRow, useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { playHere, TakeAlong, useTracks } from '../../tracks/model.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { EmptyState } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { Items } from '../components/Items.tsx';
import { MissingPlaylist } from '../components/MissingPlaylist.tsx';
import { OwnPlaylist } from '../components/OwnPlaylist.tsx';
import { PlaylistActs } from '../components/PlaylistActs.tsx';
import { Size } from '../components/PlaylistFacts.tsx';
import { linesOf, mayChange, sizeOf } from '../list.ts';
import { useItems, useJoined } from '../queries.ts';

/** Who made a playlist, and for whom it is. */
function About({ list, me }: { list: Playlist; me: string | null }) {
  const t = useT();
  const { name } = useRow('community', list.community) ?? {};
  const by = list.member === null ? t('tracks.by.nobody') : list.memberName;
  return (
    <>
      {list.text !== '' && (
        <p className="whitespace-pre-line" dir="auto">
          {typeset(list.text)}
        </p>
      )}
      <p className="flex flex-wrap items-center gap-1.5">
        {list.member !== me && by !== null && <Chip icon="me">{typeset(by)}</Chip>}
        <Chip icon={list.visibility === 'private' ? 'lock' : 'people'}>
          {list.visibility === 'community'
            ? (name ?? t('tracks.share.community'))
            : t(`tracks.share.${list.visibility}`)}
        </Chip>
        {list.together && <Chip icon="edit">{t('playlists.together')}</Chip>}
      </p>
    </>
  );
}

function PlaylistView({ list }: { list: Playlist }) {
  const t = useT();
  const me = useMember()?.member ?? null;
  const items = useItems(list.id);
  const tracks = useTracks();
  const joined = useJoined();
  const known = useMemo(() => tracks && new Map(tracks.map((track) => [String(track.id), track])), [tracks]);
  const lines = useMemo(() => items && known && linesOf(items, known), [items, known]);
  const heard = useMemo(() => (lines ?? []).flatMap(({ track }) => (track?.state === 'ready' ? [track] : [])), [lines]);
  if (!items || !known || !lines || !joined) return null;
  const first = heard[0];
  const changes = mayChange(list, me, joined);
  return (
    <Page title={list.title} back="/ecouter/listes">
      <About list={list} me={me} />
      <PlaylistActs id={list.id} />
      {lines.length === 0 ? (
        <EmptyState
          icon="list"
          title={t('playlists.empty')}
          action={changes && <LinkButton to="/ecouter">{t('playlists.empty.go')}</LinkButton>}
        >
          {changes && t('playlists.empty.text')}
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-3">
            {first && (
              <Button icon="play" onClick={() => playHere(heard, first.id)}>
                {t('playlists.play')}
              </Button>
            )}
            <p className="text-small text-soft">
              <Size {...sizeOf(items, known)} />
            </p>
          </div>
          <TakeAlong of={{ kind: 'playlist', id: list.id, title: list.title }} tracks={heard} />
          <Items list={list} lines={lines} me={me} changes={changes} />
        </>
      )}
      <Sanctioned subject={list.id} />
      {me !== null && list.member === me ? (
        <OwnPlaylist list={list} />
      ) : (
        <ReportButton
          kind="playlist"
          subject={list.id}
          author={list.member}
          title={list.title}
          community={list.community}
        />
      )}
    </Page>
  );
}

/** A playlist: what is in it, and what the member can do with it. */
export function PlaylistPage() {
  const { id } = useParams({ from: '/ecouter/listes/$id' });
  const list = useMovingRow('playlist', id, 'playlist.share');
  if (list === undefined) return null;
  return list === null ? <MissingPlaylist /> : <PlaylistView key={id} list={list} />;
}
