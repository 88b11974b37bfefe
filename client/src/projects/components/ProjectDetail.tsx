import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import { ActRow } from '../../activity/components/ActRow.tsx';
import { useLocale, useT } from '../../i18n/locale.ts';
import { estimate } from '../../i18n/when.ts';
import { ShareButton } from '../../platform/ShareButton.tsx';
import { useFlag, usePurse, type Purse } from '../../saka/model.ts';
import { useActs } from '../../sync/api/activity.ts';
import { followCommunity } from '../../sync/api/follow.ts';
import { useRow } from '../../sync/api/live.ts';
import { useMember } from '../../sync/api/session.ts';
import { useSyncStatus } from '../../sync/api/status.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Card, CardList } from '../../ui/Card.tsx';
import { GrainBadge } from '../../ui/Chip.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Countdown, RelativeTime } from '../../ui/times.tsx';
import { Section } from '../../ui/Page.tsx';
import { usePollsOf } from '../queries.ts';
import { pendingBoosts } from '../pending.ts';
import { BoostSheet } from './BoostSheet.tsx';
import { MyPart } from './MyPart.tsx';
import { ProjectText } from './ProjectText.tsx';
import { WithdrawProposal } from './WithdrawProposal.tsx';

/** The public figures with their age; the member's own part is shown in a separate card (S3). */
function Tally({ tally }: { tally: ProjectTally }) {
  const t = useT();
  const at = useSyncStatus((s) => s.lastExchangeAt);
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <GrainBadge grains={tally.score} words />
      <span className="num text-small text-soft">
        {t('ui.supporters', { n: tally.supporters })}
        {at !== null && (
          <>
            {' '}
            · {t('shell.asOf')} <RelativeTime at={at} />
          </>
        )}
      </span>
    </div>
  );
}

/** In the address after a sign-in that was needed to plant, so that the member continues there. */
const PLANTING = '#planter';

/** Planting, for a signed-in member and a project that takes grains; otherwise shows what prevents it. */
function Planting({ project, purse }: { project: Project; purse: Purse | null }) {
  const t = useT();
  const who = useMember();
  const support = useRow('support', project.id);
  const acts = useActs({ touches: { e: 'support', id: project.id } });
  const offered = useFlag('SAKA_PROJECT_BOOST_ENABLED');
  const [open, setOpen] = useState(() => location.hash === PLANTING);
  useEffect(() => {
    // The sheet opens only once: returning to this page or reloading it must not open it again.
    if (location.hash === PLANTING) history.replaceState(history.state, '', location.pathname);
  }, []);
  const pending = pendingBoosts(acts).get(project.id) ?? 0;
  const shown = support?.grains ?? 0;
  if (who === null) {
    return (
      <LinkButton to="/connexion" search={{ suite: `/projets/${project.id}${PLANTING}` }} block icon="grain">
        {t('projects.plant.signIn')}
      </LinkButton>
    );
  }
  return (
    <Card className="flex flex-col gap-3" label={t('projects.part.title')}>
      <div className="flex min-h-7 flex-wrap items-center gap-2">
        <span className="flex-1 text-small text-soft">{t('projects.part.title')}</span>
        {shown > 0 || pending > 0 ? (
          <MyPart shown={shown} pending={pending} />
        ) : (
          <span className="text-small">{t('projects.part.none')}</span>
        )}
      </div>
      {project.status === 'withdrawn' && <p className="text-small">{t('projects.withdrawn.keeps')}</p>}
      {project.status === 'published' && !offered && <Notice icon="clock">{t('projects.plant.paused')}</Notice>}
      {project.status === 'published' && offered && purse && (
        <>
          <Button icon="grain" block onClick={() => setOpen(true)}>
            {t('projects.plant')}
          </Button>
          <BoostSheet project={project} purse={purse} open={open} onClose={() => setOpen(false)} />
        </>
      )}
      {acts.length > 0 && (
        <CardList className="border-0 p-0! shadow-none" label={t('projects.part.acts')}>
          {acts.slice(0, 5).map((act) => (
            <ActRow key={act.key} act={act} />
          ))}
        </CardList>
      )}
    </Card>
  );
}

function Polls({ id }: { id: string }) {
  const t = useT();
  const polls = usePollsOf(id);
  if (polls.length === 0) return null;
  return (
    <Section title={t('projects.polls')}>
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
                  t(poll.state === 'closed' ? 'projects.poll.closed' : 'projects.poll.cancelled')
                )}
              </span>
            </span>
            <Icon name="next" className="size-4 text-soft" />
          </li>
        ))}
      </CardList>
    </Section>
  );
}

/** The details of one project. Opening it keeps its community on this device. */
export function ProjectDetail({ project }: { project: Project }) {
  const t = useT();
  const locale = useLocale();
  const community = useRow('community', project.community);
  useEffect(() => void followCommunity(project.community), [project.community]);
  const tally = useRow('projectTally', project.id);
  const purse = usePurse();
  // The two are read separately; drawing them one after the other would move the button under the finger.
  if (tally === undefined || purse === undefined) return null;
  return (
    <article className="flex flex-col gap-3">
      {tally && <Tally tally={tally} />}
      {project.status === 'withdrawn' && <Notice icon="no">{t('projects.withdrawn')}</Notice>}
      {project.status === 'declined' && <Notice icon="no">{t('projects.declined')}</Notice>}
      {project.status === 'proposed' && <WithdrawProposal project={project} />}
      {project.summary && <p className="max-w-prose">{project.summary}</p>}
      {project.status !== 'proposed' && project.status !== 'declined' && <Planting project={project} purse={purse} />}
      <ProjectText id={project.id} />
      <dl className="flex flex-col gap-1 text-small">
        {project.cost && (
          <div className="flex gap-2">
            <dt className="text-soft">{t('projects.cost')}</dt>
            <dd className="num">{estimate(locale, project.cost)}</dd>
          </div>
        )}
        {project.place && (
          <div className="flex gap-2">
            <dt className="text-soft">{t('projects.place')}</dt>
            <dd>{project.place}</dd>
          </div>
        )}
        {community && (
          <div className="flex gap-2">
            <dt className="text-soft">{t('projects.community')}</dt>
            <dd>
              <Link
                to="/communautes/$id"
                params={{ id: community.id }}
                className="-my-2 inline-block py-2 font-strong text-leaf"
              >
                {community.name}
              </Link>
            </dd>
          </div>
        )}
      </dl>
      <Polls id={project.id} />
      {project.status !== 'proposed' && project.status !== 'declined' && (
        <Link
          to="/projets/$id/impact"
          params={{ id: project.id }}
          className="-my-1 flex min-h-11 items-center self-start text-small font-strong text-leaf"
        >
          {t('impact.project')}
        </Link>
      )}
      {project.status === 'published' && (
        <ShareButton path={`/projets/${project.id}`} title={project.title} className="self-start" />
      )}
    </article>
  );
}
