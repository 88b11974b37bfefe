import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useT } from '../../i18n/locale.ts';
import { showProjectsOf } from '../../projects/model.ts';
import { followCommunity } from '../../sync/api/follow.ts';
import { useRow } from '../../sync/api/live.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { CardList } from '../../ui/Card.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { EmptyState, Notice } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { ProjectCard } from '../../ui/ProjectCard.tsx';
import { Countdown, DateTime } from '../../ui/times.tsx';
import { Membership } from '../components/Membership.tsx';
import { usePollsIn, useProjectsOf } from '../queries.ts';

const BEST = 6;

function Projects({ id }: { id: string }) {
  const t = useT();
  const projects = useProjectsOf(id, BEST);
  if (!projects) return null;
  return (
    <Section title={t('communities.projects')}>
      {projects.count === 0 && <p className="text-small text-soft">{t('communities.projects.none')}</p>}
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
      {polls.length === 0 && <p className="text-small text-soft">{t('communities.polls.none')}</p>}
      {polls.length > 0 && (
        <CardList>
          {polls.map((poll) => (
            <li key={poll.id} className="relative flex items-center gap-3 py-3">
              <Icon name="vote" className="size-5 text-leaf" />
              <span className="min-w-0 flex-1">
                <Link
                  to="/votes/$id"
                  params={{ id: poll.id }}
                  className="font-strong no-underline after:absolute after:inset-0"
                >
                  {poll.title}
                </Link>
                <span className="block text-tiny text-soft">
                  {poll.state === 'open' ? (
                    <Countdown to={poll.closesAt} />
                  ) : (
                    <>
                      {t(poll.state === 'closed' ? 'communities.polls.closed' : 'communities.polls.cancelled')}{' '}
                      <DateTime at={poll.closesAt} dayOnly />
                    </>
                  )}
                </span>
              </span>
              <Icon name="next" className="size-4 text-soft" />
            </li>
          ))}
        </CardList>
      )}
    </Section>
  );
}

/**
 * A community: its description, the member's membership, its projects and polls. Opening it keeps it on this device.
 */
export function CommunityPage() {
  const t = useT();
  const { id } = useParams({ from: '/communautes/$id' });
  const community = useRow('community', id);
  useEffect(() => void followCommunity(id), [id]);
  if (community === undefined)
    return (
      <Page title={t('communities.one')} back="/projets">
        {null}
      </Page>
    );
  if (community === null) {
    return (
      <Page title={t('communities.one')} back="/projets">
        <EmptyState
          icon="people"
          title={t('communities.missing')}
          action={<LinkButton to="/projets">{t('communities.missing.go')}</LinkButton>}
        >
          {t('communities.missing.text')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={community.name} back="/projets">
      <div className="flex flex-wrap gap-2">
        <Chip icon={community.visibility === 'private' ? 'lock' : 'people'}>
          {t(community.visibility === 'private' ? 'communities.private' : 'communities.public')}
        </Chip>
      </div>
      {community.summary && <p className="max-w-prose whitespace-pre-line">{community.summary}</p>}
      <Membership community={community} />
      {community.source && <Notice icon="upload">{t('communities.source', { source: community.source })}</Notice>}
      <Polls id={id} />
      <Projects id={id} />
    </Page>
  );
}
