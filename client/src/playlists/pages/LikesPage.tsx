import { useMemo } from 'react';
import type { TrackId } from '@egoejo/shared/platform/ids.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { useRows } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { playHere, TrackTile, useHere, useTracks } from '../../tracks/model.ts';
import { Button, IconButton, LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { VirtualList } from '../../ui/lists/VirtualList.tsx';
import { Unheard } from '../components/Unheard.tsx';

const ROW_HEIGHT = 84;
interface Row {
  id: TrackId;
  /** Null: the member cannot hear it. */
  track: Track | null;
}
const keyOf = ({ id }: Row): string => id;

/** The tracks that the member likes, the last one first. */
export function LikesPage() {
  const t = useT();
  const me = useMember()?.member ?? null;
  const here = useHere();
  const likes = useRows('like');
  const tracks = useTracks();
  const { queue, failed } = useQueueing({ several: true });
  const rows = useMemo(() => {
    if (!likes || !tracks) return undefined;
    const known = new Map<string, Track>(tracks.map((track) => [track.id, track]));
    return likes
      .toSorted((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1))
      .map(({ id }): Row => ({ id, track: known.get(id) ?? null }));
  }, [likes, tracks]);
  const heard = (rows ?? []).flatMap(({ track }) => (track?.state === 'ready' ? [track] : []));
  const first = heard[0];
  const forget = async (track: TrackId) => {
    const key = await queue('like.set', { track, on: false }, null);
    if (key !== null) toastAct(key);
  };
  const render = ({ id, track }: Row) =>
    track ? (
      <TrackTile track={track} among={heard} me={me} here={here.has(track.id)} />
    ) : (
      <Unheard>
        <IconButton icon="no" label={t('likes.forget')} onClick={() => void forget(id)} />
      </Unheard>
    );
  return (
    <Page title={t('likes.title')} back="/ecouter">
      {rows?.length === 0 && (
        <EmptyState
          icon="sound"
          title={t('likes.none')}
          action={<LinkButton to="/ecouter">{t('tracks.title')}</LinkButton>}
        >
          {t('likes.none.text')}
        </EmptyState>
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
      {rows && rows.length > 0 && (
        <>
          <div className="flex flex-wrap items-center gap-3">
            {first && (
              <Button icon="play" onClick={() => playHere(heard, first.id)}>
                {t('playlists.play')}
              </Button>
            )}
            <p className="num text-small text-soft">{t('tracks.count', { n: rows.length })}</p>
          </div>
          <VirtualList items={rows} keyOf={keyOf} estimate={ROW_HEIGHT} label={t('likes.title')} render={render} />
        </>
      )}
    </Page>
  );
}
