import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Ballot, Poll } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { useOpenByLink } from '../../sync/api/open-by-link.ts';
import { ShareButton } from '../../platform/ShareButton.tsx';
import { followCommunity } from '../../sync/api/follow.ts';
import { useRow } from '../../sync/api/live.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { EmptyState, Notice } from '../../ui/feedback.tsx';
import { Page } from '../../ui/Page.tsx';
import { Countdown, DateTime } from '../../ui/times.tsx';
import { BallotForm } from '../components/BallotForm.tsx';
import { Results } from '../components/Results.tsx';
import { DeadlineWarning, VoteState } from '../components/VoteState.tsx';
import { useVoterStatus } from '../queries.ts';

const methods = {
  choice: 'polls.method.choice',
  quadratic: 'polls.method.quadratic',
  budget: 'polls.method.budget',
} as const;

/** State, method, turnout: the facts of a poll before anything is chosen. */
function Head({ poll }: { poll: Poll }) {
  const t = useT();
  const tally = useRow('pollTally', poll.id);
  const ballots = poll.result?.ballots ?? tally?.ballots;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {poll.state === 'open' && (
        <Chip tone="wait" icon="wait">
          <Countdown to={poll.closesAt} />
        </Chip>
      )}
      {poll.state === 'closed' && (
        <Chip icon="ok">
          {t('polls.closedOn')} <DateTime at={poll.closesAt} dayOnly />
        </Chip>
      )}
      {poll.state === 'cancelled' && (
        <Chip tone="clay" icon="no">
          {t('polls.cancelled')}
        </Chip>
      )}
      {poll.state === 'draft' && <Chip icon="edit">{t('polls.draft')}</Chip>}
      <span className="text-tiny text-soft">
        {t(methods[poll.method.kind], { max: poll.method.kind === 'choice' ? poll.method.max : 1 })}
      </span>
      {ballots !== undefined && poll.state !== 'draft' && (
        <span className="num text-tiny text-soft" role="status">
          {t('polls.turnout', { n: ballots })}
          {poll.quorum !== null && ` · ${t('polls.quorum', { n: poll.quorum })}`}
        </span>
      )}
    </div>
  );
}

function Options({ poll }: { poll: Poll }) {
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-surface px-3.5 shadow-card">
      {poll.options.map((o) => (
        <li key={o.id} className="py-2.5">
          {o.label}
        </li>
      ))}
    </ul>
  );
}

/** What this member may do now, or what prevents it and the next step. */
function Doing({ poll, cast }: { poll: Poll; cast: Ballot | null }) {
  const t = useT();
  const state = useVoterStatus(poll);
  switch (state) {
    case 'open':
      return (
        <>
          <DeadlineWarning poll={poll} />
          <BallotForm poll={poll} cast={cast} />
        </>
      );
    case 'visitor':
      return (
        <>
          <Options poll={poll} />
          <LinkButton block icon="vote" to="/connexion" search={{ suite: `/votes/${poll.id}` }}>
            {t('polls.signIn')}
          </LinkButton>
        </>
      );
    case 'unconfirmed':
      return (
        <>
          <Options poll={poll} />
          <Notice icon="warning">{t('polls.unconfirmed')}</Notice>
          <LinkButton block to="/moi">
            {t('activity.next.confirm')}
          </LinkButton>
        </>
      );
    case 'join':
    case 'too-late':
      return (
        <>
          <Options poll={poll} />
          <Notice icon="people">{t(state === 'join' ? 'polls.join' : 'polls.joinLate')}</Notice>
          {poll.community && (
            <LinkButton block variant="quiet" to="/communautes/$id" params={{ id: poll.community }}>
              {t('polls.community')}
            </LinkButton>
          )}
        </>
      );
    case 'counting':
      return (
        <>
          <Options poll={poll} />
          <Notice icon="wait" tone="wait">
            {t('polls.counting')}
          </Notice>
        </>
      );
    case 'draft':
      return (
        <>
          <Options poll={poll} />
          <Notice icon="edit">{t('polls.draft.text')}</Notice>
        </>
      );
    case 'cancelled':
      return <Notice icon="no">{t('polls.cancelled.text')}</Notice>;
    default:
      return poll.result ? (
        <Results poll={poll} result={poll.result} />
      ) : (
        <Notice icon="wait" tone="wait">
          {t('polls.counting')}
        </Notice>
      );
  }
}

/**
 * A poll that is not on this device: it is looked up once, so that a poll opened by link arrives with its community.
 */
function Missing({ id }: { id: string }) {
  const t = useT();
  const [state, again] = useOpenByLink('polls', id);
  const action =
    state === 'offline' ? (
      <Button variant="quiet" onClick={again}>
        {t('ui.retry')}
      </Button>
    ) : (
      <LinkButton to="/projets">{t('polls.missing.go')}</LinkButton>
    );
  return (
    <EmptyState icon="vote" title={t('polls.missing')} action={action}>
      {t('polls.missing.text')}
    </EmptyState>
  );
}

/** One poll, from its announcement to its result. */
export function PollPage() {
  const t = useT();
  const { id } = useParams({ from: '/votes/$id' });
  const poll = useRow('poll', id);
  const cast = useRow('ballot', id);
  const community = useRow('community', poll?.community);
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
        <Missing id={id} />
      </Page>
    );
  }
  return (
    <Page title={poll.title} back="/" small>
      <Head poll={poll} />
      {poll.text && <p className="max-w-prose whitespace-pre-line">{poll.text}</p>}
      {community && (
        <Link
          to="/communautes/$id"
          params={{ id: community.id }}
          className="-my-2 inline-flex min-h-11 items-center self-start text-small font-strong text-leaf"
        >
          {community.name}
        </Link>
      )}
      <VoteState poll={poll} cast={cast} />
      <Doing poll={poll} cast={cast} />
      {poll.state !== 'draft' && <ShareButton path={`/votes/${poll.id}`} title={poll.title} className="self-start" />}
    </Page>
  );
}
