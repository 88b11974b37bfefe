import { Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import type { Project, ProjectTally } from '@egoejo/shared/projects/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { estimate } from '../../i18n/when.ts';
import { ReportButton, Sanctioned, useSanction } from '../../moderation/model.ts';
import { ShareButton } from '../../platform/device/ShareButton.tsx';
import { usePurse } from '../../saka/model.ts';
import { followCommunity } from '../../sync/api/rows/follow.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { useSyncStatus } from '../../sync/api/status/status.ts';
import { GrainBadge } from '../../ui/feedback/Chip.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { RelativeTime } from '../../ui/text/times.tsx';
import { Supporters } from '../../ui/cards/Supporters.tsx';
import { ProjectText } from './ProjectText.tsx';
import { ProjectPhotos } from './ProjectPhotos.tsx';
import { Edited } from './Edited.tsx';
import { Declined } from './proposal/Declined.tsx';
import { WithdrawProposal } from './proposal/WithdrawProposal.tsx';
import { FollowButton } from './FollowButton.tsx';
import { Planting } from './Planting.tsx';
import { Neighbours } from './Neighbours.tsx';
import { PollsOfProject } from './PollsOfProject.tsx';

/** The public figures with their age; the member's own part is shown in a separate card (S3). */
function TallyLine({ tally }: { tally: ProjectTally }) {
  const t = useT();
  const at = useSyncStatus((s) => s.lastExchangeAt);
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      {tally.score > 0 && <GrainBadge grains={tally.score} words />}
      <span className="num text-small text-soft">
        <Supporters tally={tally} />
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

/** What another feature shows below a project. */
export type Below = (project: Project) => ReactNode;

/** The details of one project. Opening it keeps its community on this device. */
export function ProjectDetail({ project, below }: { project: Project; below?: Below | undefined }) {
  const t = useT();
  const locale = useLocale();
  const community = useRow('community', project.community);
  useEffect(() => void followCommunity(project.community), [project.community]);
  const tally = useRow('projectTally', project.id);
  const purse = usePurse();
  const hidden = useSanction(project.id)?.hidden === true;
  // The two are read separately; drawing them one after the other would move the button under the finger.
  if (tally === undefined || purse === undefined) return null;
  return (
    <article className="flex flex-col gap-3">
      {tally && <TallyLine tally={tally} />}
      <Sanctioned subject={project.id} />
      {project.status === 'withdrawn' && !hidden && (
        <Notice icon="no">
          {t('projects.withdrawn')} {project.reason && t('projects.withdrawn.why', { reason: project.reason })}
        </Notice>
      )}
      {project.status === 'declined' && <Declined project={project} />}
      {project.status === 'proposed' && <WithdrawProposal project={project} />}
      {project.summary && <p className="max-w-prose">{typeset(project.summary)}</p>}
      {community?.archivedAt && <Notice icon="lock">{t('communities.archived')}</Notice>}
      {project.status !== 'proposed' && project.status !== 'declined' && !hidden && !community?.archivedAt && (
        <Planting project={project} purse={purse} />
      )}
      <ProjectText id={project.id} />
      <ProjectPhotos project={project} />
      <Edited project={project} />
      <dl className="flex flex-col gap-1 text-small">
        {project.cost && (
          <div className="flex flex-wrap gap-x-2">
            <dt className="text-soft">{t('projects.cost')}</dt>
            <dd className="num">{estimate(locale, project.cost)}</dd>
          </div>
        )}
        {project.place && (
          <div className="flex flex-wrap gap-x-2">
            <dt className="text-soft">{t('projects.place')}</dt>
            <dd>{typeset(project.place)}</dd>
          </div>
        )}
        {community && (
          <div className="flex flex-wrap gap-x-2">
            <dt className="text-soft">{t('projects.community')}</dt>
            <dd>
              <Link
                to="/communautes/$id"
                params={{ id: community.id }}
                className="-my-2 inline-block py-2 font-strong text-leaf"
              >
                {typeset(community.name)}
              </Link>
            </dd>
          </div>
        )}
      </dl>
      <PollsOfProject id={project.id} />
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
        <div className="flex flex-wrap gap-2">
          <FollowButton project={project} />
          <ShareButton path={`/projets/${project.id}`} title={project.title} />
        </div>
      )}
      {(project.status === 'published' || project.status === 'withdrawn') && !hidden && (
        <ReportButton kind="project" subject={project.id} author={project.author} title={project.title} />
      )}
      {below?.(project)}
      {project.status === 'published' && <Neighbours project={project.id} />}
    </article>
  );
}
