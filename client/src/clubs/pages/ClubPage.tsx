import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Club } from '@egoejo/shared/clubs/model.ts';
import { ActSpot, toastAct } from '../../activity/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { ReportButton, Sanctioned } from '../../moderation/model.ts';
import { ShareButton } from '../../platform/device/ShareButton.tsx';
import { RoomAboutClub } from '../../rooms/about/model.ts';
import { useActs, useUnsettled } from '../../sync/api/acts/activity.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { followCatalogue } from '../../sync/api/rows/follow.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Button, LinkButton } from '../../ui/actions/Button.tsx';
import { Chip, Settled } from '../../ui/feedback/Chip.tsx';
import { EmptyState, ErrorNote } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { PartLines } from '../components/PartLines.tsx';
import { useOrganisesClub, useParts, useReadUpTo } from '../queries.ts';

const JOINING: ReadonlySet<string> = new Set(['club.join']);

/** Joining a club or leaving it, with the state of an act that waits. */
function Join({ club }: { club: Club }) {
  const t = useT();
  const who = useMember();
  const joined = useRow('clubMember', club.id);
  const community = useRow('community', club.community);
  const membership = useRow('membership', club.community);
  const state = useUnsettled(JOINING, 'club').get(club.id);
  const { queue, busy, failed } = useQueueing();
  if (who === null)
    return (
      <LinkButton variant="quiet" block to="/connexion" search={{ suite: `/lire/clubs/${club.id}` }}>
        {t('clubs.signIn')}
      </LinkButton>
    );
  if (!joined && club.community !== null && membership === null)
    return (
      community && (
        <LinkButton variant="quiet" block to="/communautes/$id" params={{ id: community.id }}>
          {t('clubs.join.community')}
        </LinkButton>
      )
    );
  const put = async (on: boolean) => {
    const key = await queue('club.join', { club: club.id, on }, club.title);
    if (key !== null) toastAct(key);
  };
  return (
    <>
      {joined ? (
        <div className="flex flex-wrap items-center gap-2">
          <Settled state={state}>
            <Chip tone="leaf" icon="ok">
              {t('clubs.joined')}
            </Chip>
          </Settled>
          <Button variant="plain" busy={busy} onClick={() => void put(false)}>
            {t('clubs.leave')}
          </Button>
        </div>
      ) : (
        <Button busy={busy} onClick={() => void put(true)}>
          {t('clubs.join')}
        </Button>
      )}
      {failed !== null && <ErrorNote what={errorText(failed)} />}
    </>
  );
}

function Shown({ club }: { club: Club }) {
  const t = useT();
  const work = useRow('work', club.work);
  const community = useRow('community', club.community);
  const parts = useParts(club.id);
  const read = useReadUpTo(club.work) ?? 0;
  const organises = useOrganisesClub(club);
  // The last act that began or changed it and was not answered yet, or was refused.
  const waiting = useActs({ touches: { e: 'club', id: club.id } }).find(
    (a) => !a.dismissed && a.state !== 'received' && a.name !== 'club.join',
  );
  return (
    <Page
      title={club.title}
      back="/lire/clubs"
      kicker={club.community === null ? t('clubs.all') : community && typeset(community.name)}
    >
      <ActSpot act={waiting ?? null} here={club.id} />
      {work && (
        <p dir="auto">
          <Link
            to="/lire/catalogue/$id"
            params={{ id: work.id }}
            className="inline-flex min-h-11 items-center font-strong"
          >
            {typeset(work.title)}
          </Link>{' '}
          · {work.authors}
        </p>
      )}
      <p className="text-small text-soft">
        {t('clubs.members', { n: club.members })}
        {club.name && ` · ${t('clubs.by', { name: club.name })}`}
      </p>
      {club.text && <p className="max-w-prose break-words whitespace-pre-line">{typeset(club.text)}</p>}
      <Join club={club} />
      <Section title={t('clubs.parts')}>
        <p className="text-small text-soft">{t('clubs.parts.hint', { read: Math.floor(read / 100) })}</p>
        {parts && <PartLines parts={parts} read={read} />}
      </Section>
      <div className="flex flex-wrap gap-2">
        {organises && (
          <LinkButton variant="quiet" icon="edit" to="/lire/clubs/nouveau" search={{ club: club.id }}>
            {t('clubs.change')}
          </LinkButton>
        )}
        <RoomAboutClub club={club.id} community={club.community} />
        <ShareButton path={`/lire/clubs/${club.id}`} title={club.title} />
      </div>
      <div className="flex">
        <ReportButton kind="club" subject={club.id} author={club.author} title={club.title} />
      </div>
    </Page>
  );
}

/** A club: its work, its calendar, and whether the member is in it. */
export function ClubPage() {
  const t = useT();
  const { id } = useParams({ from: '/lire/clubs/$id' });
  const club = useRow('club', id);
  // A club that is open to all comes with the catalogue.
  useEffect(() => void followCatalogue(), []);
  if (club && club.state !== 'hidden') return <Shown key={id} club={club} />;
  return (
    <Page title={t('clubs.one')} back="/lire/clubs">
      {club?.state === 'hidden' && <Sanctioned subject={id} />}
      {club !== undefined && (
        <EmptyState
          icon="people"
          title={t('clubs.missing')}
          action={<LinkButton to="/lire/clubs">{t('clubs.clubs')}</LinkButton>}
        >
          {t(club ? 'clubs.hidden' : 'clubs.missing.text')}
        </EmptyState>
      )}
    </Page>
  );
}
