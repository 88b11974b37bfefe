import { useState } from 'react';
import type { Ballot, BallotContent, Poll } from '@egoejo/shared/polls/model.ts';
import { useDirtyForm } from '../../platform/dirty.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { useFlag, usePurse } from '../../saka/model.ts';
import { useDraft } from '../../sync/api/drafts.ts';
import { mutate } from '../../sync/api/mutate.ts';
import { useQueueing } from '../../sync/api/use-queueing.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote, Notice } from '../../ui/feedback.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { faultOf, priceOf, sameBallot, startingBallot, tidyBallot } from '../form.ts';
import { newNonce } from '../nonce.ts';
import { useOwnContent } from '../queries.ts';
import { BudgetBallot } from './BudgetBallot.tsx';
import { ChoiceBallot } from './ChoiceBallot.tsx';
import { JudgmentBallot } from './JudgmentBallot.tsx';
import { QuadraticBallot } from './QuadraticBallot.tsx';

/** Withdrawing the ballot, after one confirmation: all its grains come back (P4). */
function Withdraw({ poll, cast, onDone }: { poll: Poll; cast: Ballot; onDone: () => Promise<void> }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const withdraw = async () => {
    const queued = poll.secret
      ? await mutate('poll.voteSecretly', { poll: poll.id, ballot: null, nonce: newNonce() }, poll.title)
      : await mutate('poll.withdrawVote', { poll: poll.id }, poll.title);
    setAsking(false);
    if (!queued.ok) {
      toast(errorText(queued.error), 'clay');
      return;
    }
    await onDone();
    toast(t('polls.withdraw.queued'), 'wait');
  };
  return (
    <>
      <Button variant="plain" block onClick={() => setAsking(true)}>
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

/** The ballot form, saved at each change; its cost and its consequence are shown by the button. */
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
      {content.kind === 'choice' && (
        <ChoiceBallot
          title={poll.title}
          options={poll.options}
          max={poll.method.kind === 'choice' ? poll.method.max : 1}
          content={content}
          onContent={put}
        />
      )}
      {content.kind === 'quadratic' && poll.method.kind === 'quadratic' && (
        <QuadraticBallot method={poll.method} options={poll.options} content={content} price={price} onContent={put} />
      )}
      {content.kind === 'judgment' && poll.method.kind === 'judgment' && (
        <JudgmentBallot method={poll.method} options={poll.options} content={content} onContent={put} />
      )}
      {content.kind === 'budget' && poll.method.kind === 'budget' && (
        <BudgetBallot method={poll.method} options={poll.options} content={content} onContent={put} />
      )}
      {failed !== null && (
        <ErrorNote what={errorText(failed)} {...(failed.code !== 'poll.empty_ballot' && { safe: t('polls.safe') })} />
      )}
      {paused ? (
        <Notice icon="clock">{t('polls.paused')}</Notice>
      ) : (
        <Button block icon="vote" busy={busy} disabled={!changed} onClick={() => void vote()}>
          {cast === null ? t('polls.vote') : t('polls.change')}
        </Button>
      )}
      {cast !== null && <Withdraw poll={poll} cast={cast} onDone={clear} />}
    </>
  );
}
