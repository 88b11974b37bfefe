import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { showProjectsOf } from '../../projects/model.ts';
import { followCommunity, useHasCommunity } from '../../sync/api/rows/follow.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';
import { PollLines } from '../../polls/model.ts';
import { ProjectCard } from '../../ui/cards/ProjectCard.tsx';
import { Charter } from '../components/Charter.tsx';
import { MissingCommunity } from '../components/MissingCommunity.tsx';
import { Membership } from '../components/Membership.tsx';
import { Tending } from '../components/Tending.tsx';
import { useComingMeetings, usePollsIn, useProjectsOf, useRoomCount, useTends, useTopicCount } from '../queries.ts';

const BEST = 6;

/** Says that there is nothing, or that nothing is known yet. */
function Nothing({
  community,
  word,
}: {
  community: string;
  word: 'communities.projects.none' | 'communities.polls.none';
}) {
  const t = useT();
  const known = useHasCommunity(community);
  if (known === undefined) return null;
  return <p className="text-small text-soft">{t(known ? word : 'communities.notHere')}</p>;
}

function Projects({ id }: { id: string }) {
  const t = useT();
  const projects = useProjectsOf(id, BEST);
  if (!projects) return null;
  return (
    <Section title={t('communities.projects')}>
      {projects.count === 0 && <Nothing community={id} word="communities.projects.none" />}
      <ul className="flex flex-col gap-3">
        {projects.best.map(({ project, tally }) => (
          <li key={project.id}>
            <ProjectCard project={project} tally={tally} />
          </li>
        ))}
      </ul>
      {projects.count > projects.best.length && (
        <LinkButton variant="quiet" block to="/projets" onClick={() => showProjectsOf(id)}>
          {t('communities.projects.all', { n: projects.count })}
        </LinkButton>
      )}
    </Section>
  );
}

function Polls({ id }: { id: string }) {
  const t = useT();
  const polls = usePollsIn(id);
  return (
    <Section title={t('communities.polls')}>
      {polls.length === 0 && <Nothing community={id} word="communities.polls.none" />}
      {polls.length > 0 && <PollLines polls={polls} label={t('communities.polls')} />}
    </Section>
  );
}

/** The ways to its meetings, with how many are to come, and to its challenges and leaderboard. */
function Together({ id }: { id: string }) {
  const t = useT();
  const n = useComingMeetings(id);
  return (
    <div className="flex flex-col gap-2">
      <LinkButton variant="quiet" icon="calendar" block to="/rencontres" search={{ communaute: id }}>
        {t('communities.meetings', { n })}
      </LinkButton>
      <LinkButton
        variant="quiet"
        icon="chart"
        block
        to="/lire/defis/{-$id}"
        params={{ id: undefined }}
        search={{ communaute: id }}
      >
        {t('communities.challenges')}
      </LinkButton>
    </div>
  );
}

/** The ways to its forum and its rooms, with how many there are. */
function Forum({ id }: { id: string }) {
  const t = useT();
  const n = useTopicCount(id);
  const rooms = useRoomCount(id);
  return (
    <div className="flex flex-col gap-2">
      <LinkButton variant="quiet" icon="text" block to="/forum" search={{ communaute: id }}>
        {t('communities.forum', { n })}
      </LinkButton>
      <LinkButton variant="quiet" icon="talk" block to="/conversations" search={{ communaute: id }}>
        {t('communities.rooms', { n: rooms })}
      </LinkButton>
    </div>
  );
}

/**
 * A community: its description, the member's membership, its projects and polls. Opening it keeps it on this device.
 */
export function CommunityView({ id }: { id: string }) {
  const t = useT();
  const community = useRow('community', id);
  const tends = useTends(id);
  useEffect(() => void followCommunity(id), [id]);
  if (community === undefined)
    return (
      <Page title={t('communities.one')} back="/communautes">
        {null}
      </Page>
    );
  if (community === null) {
    return (
      <Page title={t('communities.one')} back="/communautes">
        <MissingCommunity id={id} />
      </Page>
    );
  }
  return (
    <Page title={community.name} back="/communautes">
      <div className="flex flex-wrap gap-2">
        <Chip icon={community.visibility === 'private' ? 'lock' : 'people'}>
          {t(community.visibility === 'private' ? 'communities.private' : 'communities.public')}
        </Chip>
      </div>
      {community.summary && <p className="max-w-prose whitespace-pre-line">{typeset(community.summary)}</p>}
      {community.archivedAt && <Notice icon="lock">{t('communities.archived')}</Notice>}
      <Membership community={community} />
      {tends && <Tending id={id} />}
      <Charter text={community.charter} />
      {community.source && <Notice icon="upload">{t('communities.source', { source: community.source })}</Notice>}
      <Together id={id} />
      <Forum id={id} />
      <Polls id={id} />
      <Projects id={id} />
    </Page>
  );
}

/** The page of the community whose id is in the address. */
export function CommunityPage() {
  const { id } = useParams({ from: '/communautes/$id' });
  return <CommunityView key={id} id={id} />;
}
