import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { MutationArgs } from '@egoejo/shared/registry.ts';
import type { Release } from '@egoejo/shared/releases/model.ts';
import type { Track } from '@egoejo/shared/tracks/model.ts';
import { WaitingAct } from '../../activity/model.ts';
import { useOwnCommunities } from '../../communities/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useOwnTracks } from '../../plays/model.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { TrackTile } from '../../tracks/model.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { EmptyState, Notice } from '../../ui/feedback/feedback.tsx';
import { Page } from '../../ui/layout/Page.tsx';
import { now } from '../../ui/text/clock.ts';
import { ReleaseFields } from '../components/ReleaseFields.tsx';
import { RemoveRelease } from '../components/RemoveRelease.tsx';
import { emptyForm, formOf } from '../form.ts';
import { useRefusedPlans, useReleases } from '../queries.ts';

const DESK = '/ecouter/atelier';

/** A release that is out: its tracks, each with its own page. */
function Out({ release, own }: { release: Release; own: readonly Track[] }) {
  const t = useT();
  const me = useMember()?.member ?? null;
  const tracks = release.tracks.flatMap((id) => own.find((track) => track.id === id) ?? []);
  return (
    <Page title={release.title} back={DESK} kicker={t('releases.one')}>
      <Notice icon="ok">{t('releases.out.text')}</Notice>
      <ul className="flex flex-col gap-2" aria-label={t('releases.tracks')}>
        {tracks.map((track) => (
          <li key={track.id}>
            <TrackTile track={track} among={tracks} me={me} />
          </li>
        ))}
      </ul>
      <RemoveRelease release={release} />
    </Page>
  );
}

/** The form of a new release. */
function NewRelease({ own }: { own: readonly Track[] }) {
  const t = useT();
  const places = useOwnCommunities();
  return (
    <Page title={t('releases.new')} back={DESK}>
      {own.length === 0 ? (
        <EmptyState
          icon="sound"
          title={t('releases.tracks.none')}
          action={
            <LinkButton icon="plus" to="/ecouter/ajouter">
              {t('tracks.add')}
            </LinkButton>
          }
        >
          {t('releases.tracks.none.text')}
        </EmptyState>
      ) : (
        places && (
          <>
            <p className="text-small text-soft">{t('releases.intro')}</p>
            <ReleaseFields draft="release" before={emptyForm(places.length > 0)} own={own} doing={t('releases.do')} />
          </>
        )
      )}
    </Page>
  );
}

/** A release that was planned; one whose plan was refused is not lost. */
function OldRelease({ id, own }: { id: string; own: readonly Track[] }) {
  const t = useT();
  const releases = useReleases();
  const refused = useRefusedPlans().find(({ args }) => args.id === id);
  const release = releases?.find((one) => one.id === id);
  // Who puts the refusal away goes on with the form.
  const [last, setLast] = useState<MutationArgs<'release.plan'>>();
  const plan = refused?.args ?? release ?? last;
  if (!releases) return null;
  if (plan && !last) setLast(plan);
  if (release?.state === 'out') return <Out release={release} own={own} />;
  if (!plan)
    return (
      <Page title={t('releases.one')} back={DESK}>
        <EmptyState
          icon="sound"
          title={t('releases.missing')}
          action={<LinkButton to="/ecouter/atelier">{t('plays.desk')}</LinkButton>}
        >
          {t('releases.missing.text')}
        </EmptyState>
      </Page>
    );
  return (
    <Page title={t('releases.edit')} back={DESK}>
      <WaitingAct e="release" id={id} />
      <ReleaseFields
        draft={`release:${id}`}
        before={formOf(plan, now())}
        own={own}
        refused={refused?.key}
        doing={t('releases.save')}
      />
      {release && <RemoveRelease release={release} />}
    </Page>
  );
}

/** Plans a release of the member's own tracks, or changes one, also without a network. */
export function ReleasePage() {
  const { id } = useParams({ from: '/ecouter/sorties/{-$id}' });
  const own = useOwnTracks();
  if (!own) return null;
  return id === undefined ? <NewRelease own={own} /> : <OldRelease key={id} id={id} own={own} />;
}
