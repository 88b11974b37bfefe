import { typeset } from '../../i18n/typeset.ts';
import type { Ballot, Poll } from '@egoejo/shared/polls/model.ts';
import { useLocale, useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { BallotForm } from './BallotForm.tsx';
import { ListenToPoll } from './ListenToPoll.tsx';
import { Results } from './Results.tsx';
import { DeadlineWarning, VoteReceipt, VoteState } from './VoteState.tsx';
import { useVoterStatus } from '../queries.ts';
import { spokenBallot } from '../spoken.ts';

function PollOptions({ poll, cast }: { poll: Poll; cast: Ballot | null }) {
  const t = useT();
  const locale = useLocale();
  return (
    <>
      <ListenToPoll poll={poll} cast={cast} choices={() => spokenBallot(t, locale, poll, null)} />
      <ul className="divide-y divide-line rounded-card border border-line bg-surface px-3.5 shadow-card">
        {poll.options.map((o) => (
          <li key={o.id} className="py-2.5">
            {typeset(o.label)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The ballot of a poll while the member may vote; else the state of the vote and what they may do, or its result. */
export function PollBody({ poll, cast }: { poll: Poll; cast: Ballot | null }) {
  // While they may vote, the form says it beside its button.
  const open = useVoterStatus(poll) === 'open';
  return (
    <>
      {!open && (
        <>
          <VoteState poll={poll} cast={cast} />
          <VoteReceipt poll={poll} cast={cast} />
        </>
      )}
      <Step poll={poll} cast={cast} />
    </>
  );
}

/** What this member may do now, or what prevents it and the next step. */
function Step({ poll, cast }: { poll: Poll; cast: Ballot | null }) {
  const t = useT();
  const state = useVoterStatus(poll);
  switch (state) {
    case 'coming':
      return (
        <>
          <PollOptions poll={poll} cast={cast} />
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
          <PollOptions poll={poll} cast={cast} />
          <LinkButton block icon="vote" to="/connexion" search={{ suite: `/votes/${poll.id}` }}>
            {t('polls.signIn')}
          </LinkButton>
        </>
      );
    case 'unconfirmed':
      return (
        <>
          <PollOptions poll={poll} cast={cast} />
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
          <PollOptions poll={poll} cast={cast} />
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
          <PollOptions poll={poll} cast={cast} />
          <Notice icon="wait" tone="wait">
            {t('polls.counting')}
          </Notice>
        </>
      );
    case 'draft':
      return (
        <>
          <PollOptions poll={poll} cast={cast} />
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
