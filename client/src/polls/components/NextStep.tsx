import type { Ballot, Poll } from '@egoejo/shared/polls/model.ts';
import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { DateTime } from '../../ui/times.tsx';
import { BallotForm } from './BallotForm.tsx';
import { Results } from './Results.tsx';
import { DeadlineWarning } from './VoteState.tsx';
import { useVoterStatus } from '../queries.ts';

function PollOptions({ poll }: { poll: Poll }) {
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
export function NextStep({ poll, cast }: { poll: Poll; cast: Ballot | null }) {
  const t = useT();
  const state = useVoterStatus(poll);
  switch (state) {
    case 'coming':
      return (
        <>
          <PollOptions poll={poll} />
          <Notice icon="clock">
            {t('polls.coming')} {poll.opensAt !== null && <DateTime at={poll.opensAt} />} {t('polls.coming.text')}
          </Notice>
        </>
      );
    case 'open':
      return (
        <>
          {poll.secret && <Notice icon="lock">{t('polls.secret.promise')}</Notice>}
          <DeadlineWarning poll={poll} />
          <BallotForm poll={poll} cast={cast} />
        </>
      );
    case 'visitor':
      return (
        <>
          <PollOptions poll={poll} />
          <LinkButton block icon="vote" to="/connexion" search={{ suite: `/votes/${poll.id}` }}>
            {t('polls.signIn')}
          </LinkButton>
        </>
      );
    case 'unconfirmed':
      return (
        <>
          <PollOptions poll={poll} />
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
          <PollOptions poll={poll} />
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
          <PollOptions poll={poll} />
          <Notice icon="wait" tone="wait">
            {t('polls.counting')}
          </Notice>
        </>
      );
    case 'draft':
      return (
        <>
          <PollOptions poll={poll} />
          <Notice icon="edit">{t('polls.draft.text')}</Notice>
        </>
      );
    case 'cancelled':
      return (
        <Notice icon="no">
          {t('polls.cancelled.text')} {poll.reason && t('polls.cancelled.why', { reason: poll.reason })}
        </Notice>
      );
    default:
      return poll.result ? (
        <Results poll={poll} result={poll.result} cast={cast} />
      ) : (
        <Notice icon="wait" tone="wait">
          {t('polls.counting')}
        </Notice>
      );
  }
}
