import { typeset } from '../../i18n/typeset.ts';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useT } from '../../i18n/locale.ts';
import { ReportButton, Sanctioned, useSanction } from '../../moderation/model.ts';
import { ShareButton } from '../../platform/device/ShareButton.tsx';
import { followCommunity } from '../../sync/api/rows/follow.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { Page } from '../../ui/layout/Page.tsx';
import { VoteState } from '../components/VoteState.tsx';
import { MissingPoll } from '../components/MissingPoll.tsx';
import { Extended } from '../components/Extended.tsx';
import { PollFacts } from '../components/PollFacts.tsx';
import { GoneProjects } from '../components/GoneProjects.tsx';
import { PollBody } from '../components/PollBody.tsx';

const place = '-my-2 inline-flex min-h-11 items-center self-start text-small font-strong text-leaf';

/** The page of the poll whose id is in the address. */
export function PollPage() {
  const { id } = useParams({ from: '/votes/$id' });
  return <PollView key={id} id={id} />;
}

/** One poll, from its announcement to its result. */
export function PollView({ id }: { id: string }) {
  const t = useT();
  const poll = useRow('poll', id);
  const cast = useRow('ballot', id);
  const community = useRow('community', poll?.community);
  const project = useRow('project', poll?.project);
  const hidden = useSanction(id)?.hidden === true;
  useEffect(() => {
    if (poll?.community) void followCommunity(poll.community);
  }, [poll?.community]);
  if (poll === undefined || cast === undefined)
    return (
      <Page title={t('polls.one')} back="/">
        {null}
      </Page>
    );
  if (poll === null) {
    return (
      <Page title={t('polls.one')} back="/">
        <MissingPoll id={id} />
      </Page>
    );
  }
  return (
    <Page title={poll.title} back="/" small>
      <Sanctioned subject={poll.id} />
      <PollFacts poll={poll} />
      <Extended poll={poll} />
      {poll.text && <p className="max-w-prose whitespace-pre-line">{typeset(poll.text)}</p>}
      {project && (
        <Link to="/projets/$id" params={{ id: project.id }} className={place}>
          {t('polls.option.project', { label: project.title })}
        </Link>
      )}
      {community && (
        <Link to="/communautes/$id" params={{ id: community.id }} className={place}>
          {typeset(community.name)}
        </Link>
      )}
      <GoneProjects poll={poll} />
      {hidden ? <VoteState poll={poll} cast={cast} /> : <PollBody poll={poll} cast={cast} />}
      {poll.state !== 'draft' && !hidden && (
        <>
          <ShareButton path={`/votes/${poll.id}`} title={poll.title} className="self-start" />
          <ReportButton kind="poll" subject={poll.id} author={null} title={poll.title} />
        </>
      )}
    </Page>
  );
}
