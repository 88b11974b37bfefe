import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Show } from '@egoejo/shared/shows/model.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { ReportButton, Sanctioned } from '../../moderation/model.ts';
import { useMovingRow, useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { TrackCover, useTracks } from '../../tracks/model.ts';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { Episodes } from '../components/Episodes.tsx';
import { Folded } from '../components/Folded.tsx';
import { FollowShow } from '../components/FollowShow.tsx';
import { MissingShow } from '../components/MissingShow.tsx';
import { OwnShow } from '../components/OwnShow.tsx';
import { ShowActs } from '../components/ShowActs.tsx';
import { ShowState } from '../components/ShowState.tsx';
import { useEpisodes } from '../queries.ts';
import { useShowsAlong } from '../use-along.ts';

/** Who makes a show, who added it here, for whom it is, and what it says about itself. */
function About({ show, me }: { show: Show; me: string | null }) {
  const t = useT();
  const { cover, author, site, text, member, memberName, visibility } = show;
  const { name } = useRow('community', show.community) ?? {};
  const by = member === null ? t('tracks.by.nobody') : memberName;
  return (
    <>
      <div className="flex items-start gap-4">
        <TrackCover cover={cover} size="page" />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          {author !== '' && <p dir="auto">{typeset(author)}</p>}
          <p className="flex flex-wrap items-center gap-1.5">
            {member !== me && by !== null && <Chip icon="me">{typeset(by)}</Chip>}
            <Chip icon={visibility === 'private' ? 'lock' : 'people'}>
              {visibility === 'community' ? (name ?? t('tracks.share.community')) : t(`tracks.share.${visibility}`)}
            </Chip>
          </p>
          {site !== '' && (
            <a href={site} target="_blank" rel="noopener noreferrer" className="text-small break-all text-leaf">
              {site}
            </a>
          )}
        </div>
      </div>
      {text !== '' && <Folded text={text} />}
    </>
  );
}

function ShowView({ show }: { show: Show }) {
  const t = useT();
  const me = useMember()?.member ?? null;
  const episodes = useEpisodes(show.id);
  const rows = useTracks();
  useShowsAlong(rows);
  const tracks = useMemo(() => rows && new Map(rows.map((track) => [String(track.id), track])), [rows]);
  if (!episodes || !tracks) return null;
  return (
    <Page title={show.title} back="/ecouter/emissions">
      <About show={show} me={me} />
      <ShowState show={show} />
      <ShowActs id={show.id} episodes={episodes} />
      {me !== null && <FollowShow show={show} />}
      <Sanctioned subject={show.id} />
      {me !== null && show.member === me ? (
        <OwnShow show={show} />
      ) : (
        <ReportButton
          kind="show"
          subject={show.id}
          author={show.member}
          title={show.title}
          community={show.community}
        />
      )}
      {episodes.length > 0 && <Episodes episodes={episodes} tracks={tracks} me={me} />}
      {episodes.length === 0 && show.state === 'ready' && <p className="text-soft">{t('shows.episodes.none')}</p>}
    </Page>
  );
}

/** A show: its episodes, and what the member can do with it. */
export function ShowPage() {
  const { id } = useParams({ from: '/ecouter/emissions/$id' });
  const show = useMovingRow('show', id, 'show.share');
  if (show === undefined) return null;
  return show === null ? <MissingShow id={id} /> : <ShowView key={id} show={show} />;
}
