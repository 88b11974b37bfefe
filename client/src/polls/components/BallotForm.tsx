import { useLayoutEffect, useRef, useState } from 'react';
import type { Ballot, BallotContent, Poll } from '@egoejo/shared/polls/model.ts';
import { useDirtyForm } from '../../platform/page/dirty.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useFlag, usePurse } from '../../saka/model.ts';
import { useDraft } from '../../sync/api/kept/drafts.ts';
import { useQueueing } from '../../sync/api/acts/use-queueing.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback/feedback.tsx';
import { Confirm } from '../../ui/layers/Confirm.tsx';
import { faultOf, priceOf, sameBallot, startingBallot, tidyBallot } from '../form.ts';
import { newNonce } from '../nonce.ts';
import { useOwnContent } from '../queries.ts';
import { AfterVote } from './AfterVote.tsx';
import { BallotPaper } from './BallotPaper.tsx';
import { VoteReceipt, VoteState } from './VoteState.tsx';

/** Withdrawing the ballot, after one confirmation: all its grains come back (P4). */
function Withdraw({ poll, cast, onDone }: { poll: Poll; cast: Ballot; onDone: () => Promise<void> }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const { queue, busy, failed } = useQueueing();
  const withdraw = async () => {
    setAsking(false);
    const queued = poll.secret
      ? await queue('poll.voteSecretly', { poll: poll.id, ballot: null, nonce: newNonce() }, poll.title)
      : await queue('poll.withdrawVote', { poll: poll.id }, poll.title);
    if (queued !== null) await onDone();
  };
  return (
    <>
      {failed !== null && <ErrorNote what={errorText(failed)} safe={t('polls.safe')} />}
      <Button variant="plain" block busy={busy} onClick={() => setAsking(true)}>
        {t('polls.withdraw')}
      </Button>
      <Confirm
        open={asking}
        title={t('polls.withdraw.sure')}
        text={cast.grains > 0 ? t('polls.withdraw.grains', { n: cast.grains }) : t('polls.withdraw.text')}
        doing={t('polls.withdraw')}
        onConfirm={() => void withdraw()}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

/** Gives the focus that the withdrawal's button had when it disappeared to the button that votes. */
function useFocusAfterWithdrawal(cast: boolean) {
  const vote = useRef<HTMLButtonElement>(null);
  const had = useRef(cast);
  useLayoutEffect(() => {
    if (had.current && !cast && document.activeElement === document.body) vote.current?.focus();
    had.current = cast;
  }, [cast]);
  return vote;
}

/** The ballot form, saved at each change, with the button that votes and the state of the vote. */
export function BallotForm({ poll, cast }: { poll: Poll; cast: Ballot | null }) {
  const t = useT();
  const purse = usePurse();
  const grainsOn = useFlag('SAKA_VOTE_ENABLED');
  const [draft, setDraft, clear, loaded] = useDraft<BallotContent | null>(`ballot:${poll.id}`, null);
  const { queue, busy, failed, setFailed } = useQueueing();
  const own = useOwnContent(poll, cast);
  const content = startingBallot(poll.method, draft, own);
  const changed = content !== null && (own === null || !sameBallot(content, own));
  useDirtyForm(draft !== null && changed);
  const voteButton = useFocusAfterWithdrawal(cast !== null);
  if (!loaded || content === null || purse === undefined) return null;
  const price = priceOf(poll.method, content, purse?.free ?? 0, cast);
  const fault = faultOf(poll, content, price);
  const put = (next: BallotContent) => {
    setFailed(null);
    setDraft(next);
  };
  const vote = async () => {
    if (fault) {
      setFailed(fault);
      return;
    }
    const args = { poll: poll.id, ballot: tidyBallot(content) };
    const queued = poll.secret
      ? await queue('poll.voteSecretly', { ...args, nonce: newNonce() }, poll.title)
      : await queue('poll.vote', args, poll.title);
    if (queued) await clear();
  };
  const paused = poll.method.kind === 'quadratic' && poll.method.unit > 0 && !grainsOn;
  return (
    <>
      <BallotPaper poll={poll} cast={cast} content={content} price={price} onContent={put}>
        {failed !== null && (
          <ErrorNote what={errorText(failed)} {...(failed.code !== 'poll.empty_ballot' && { safe: t('polls.safe') })} />
        )}
        {paused ? (
          <Notice icon="clock">{t('polls.paused')}</Notice>
        ) : (
          <Button
            ref={voteButton}
            data-focus-home
            block
            icon="vote"
            busy={busy}
            disabled={!changed}
            onClick={() => void vote()}
          >
            {cast === null ? t('polls.vote') : t('polls.change')}
          </Button>
        )}
        <VoteState poll={poll} cast={cast} />
      </BallotPaper>
      {cast !== null && <AfterVote poll={poll} />}
      {cast !== null && <Withdraw poll={poll} cast={cast} onDone={clear} />}
      <VoteReceipt poll={poll} cast={cast} />
    </>
  );
}
