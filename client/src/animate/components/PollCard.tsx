import { typeset } from '../../i18n/typeset.ts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { toastQueued } from '../../activity/model.ts';
import type { Poll, Turnout } from '@egoejo/shared/polls/model.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/acts/activity.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { mutate } from '../../sync/api/acts/mutate.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { StateChip } from '../../ui/feedback/Chip.tsx';
import { useNow } from '../../ui/text/clock.ts';
import { PollClock } from '../../ui/cards/PollClock.tsx';
import { DateTime } from '../../ui/text/times.tsx';
import { Reason } from '../../ui/layers/Reason.tsx';
import { ExtendPoll } from './ExtendPoll.tsx';
import { OpenPoll } from './OpenPoll.tsx';

interface CardProps {
  poll: Poll;
  /** For a draft of theirs. */
  onEdit?: () => void;
  onCopy: () => void;
  /** For an open poll, once the server has counted. */
  turnout?: Turnout | undefined;
}
/** A poll as its animator sees it. */
export function PollCard({ poll, onEdit, onCopy, turnout }: CardProps) {
  const t = useT();
  const [asking, setAsking] = useState<'now' | 'later' | null>(null);
  return (
    <Card as="li" className="flex flex-col gap-2.5">
      <div>
        <Link to="/votes/$id" params={{ id: poll.id }} className="font-strong no-underline hover:underline">
          {typeset(poll.title)}
        </Link>
        <p className="text-tiny text-soft">
          <Closing poll={poll} /> · {t('animate.poll.count', { n: poll.options.length })}
        </p>
        {poll.state === 'open' && <Voted poll={poll} turnout={turnout} />}
      </div>
      <WaitingAct poll={poll} />
      <div className="flex flex-wrap gap-2">
        {onEdit && (
          <>
            <Button onClick={() => setAsking('now')}>{t('animate.poll.open')}</Button>
            <Button variant="quiet" icon="clock" onClick={() => setAsking('later')}>
              {t('animate.poll.schedule')}
            </Button>
            <Button variant="quiet" icon="edit" onClick={onEdit}>
              {t('animate.poll.edit')}
            </Button>
            <OpenPoll poll={poll} asking={asking} onClose={() => setAsking(null)} />
          </>
        )}
        {poll.state === 'open' && <OpenPollActions poll={poll} />}
        <Button variant="plain" onClick={onCopy} aria-label={t('animate.poll.copy.of', { title: poll.title })}>
          {t('animate.poll.copy')}
        </Button>
      </div>
    </Card>
  );
}

/** How many voted and how many have not; without the server only what the tally on this device says. */
function Voted({ poll, turnout }: { poll: Poll; turnout: Turnout | undefined }) {
  const t = useT();
  const tally = useRow('pollTally', poll.id);
  if (!turnout && !tally) return null;
  return (
    <p className="num text-small">
      {turnout
        ? t('animate.poll.turnout', { n: turnout.ballots, missing: turnout.missing })
        : t('polls.turnout', { n: tally?.ballots ?? 0 })}
    </p>
  );
}

function Closing({ poll }: { poll: Poll }) {
  const t = useT();
  if (poll.state === 'open') return <PollClock poll={poll} />;
  const words = {
    draft: 'animate.poll.willClose',
    closed: 'polls.line.closed',
    cancelled: 'polls.line.cancelled',
  } as const;
  return (
    <>
      {t(words[poll.state])} <DateTime at={poll.closesAt} dayOnly={poll.state !== 'draft'} />
    </>
  );
}

/** What the animator did with the poll and is not received yet, or was refused. */
function WaitingAct({ poll }: { poll: Poll }) {
  const t = useT();
  const act = useActs({ touches: { e: 'poll', id: poll.id } }).find(
    (a) => !a.dismissed && a.state !== 'received' && a.name !== 'poll.vote' && a.name !== 'poll.voteSecretly',
  );
  if (!act) return null;
  const to = act.name === 'poll.extend' && act.verdict === null ? act.args['closesAt'] : null;
  return (
    <div className="flex flex-wrap items-center gap-2 text-tiny text-soft">
      <StateChip state={act.state} reason={act.verdict?.status === 'rejected' ? errorText(act.verdict) : undefined} />
      {typeof to === 'string' && (
        <span>
          {t('animate.poll.extend.asked')} <DateTime at={to} />
        </span>
      )}
    </div>
  );
}

/** Extending, while the poll is still open by the server's clock, and cancelling. */
function OpenPollActions({ poll }: { poll: Poll }) {
  const t = useT();
  const [asking, setAsking] = useState<'extend' | 'cancel' | null>(null);
  const running = Date.parse(poll.closesAt) > useNow();
  const cancel = async (reason: string) => {
    setAsking(null);
    const queued = await mutate('poll.cancel', { poll: poll.id, reason }, poll.title);
    toastQueued(queued);
  };
  return (
    <>
      {running && (
        <Button variant="quiet" icon="clock" onClick={() => setAsking('extend')}>
          {t('animate.poll.extend')}
        </Button>
      )}
      <Button variant="grave" onClick={() => setAsking('cancel')}>
        {t('animate.poll.cancel')}
      </Button>
      <ExtendPoll key={poll.closesAt} poll={poll} open={asking === 'extend'} onClose={() => setAsking(null)} />
      <Reason
        open={asking === 'cancel'}
        onClose={() => setAsking(null)}
        title={t('animate.poll.cancel.sure')}
        doing={t('animate.poll.cancel')}
        hint={t('animate.poll.reason.hint')}
        onReason={(r) => void cancel(r)}
      />
    </>
  );
}
