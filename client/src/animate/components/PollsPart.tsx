import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Poll } from '@egoejo/shared/polls/model.ts';
import { errorText, useT } from '../../i18n/locale.ts';
import { useActs } from '../../sync/api/activity.ts';
import { mutate } from '../../sync/api/mutate.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { StateChip } from '../../ui/Chip.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Countdown, DateTime } from '../../ui/times.tsx';
import { formOf, type PollForm } from '../poll-form.ts';
import { useAnimatedPolls, type Animated } from '../queries.ts';
import { PollEditor } from './PollEditor.tsx';
import { Reason } from '../../ui/Reason.tsx';

function PollCard({ poll, onEdit }: { poll: Poll; onEdit: (() => void) | null }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const act = useActs({ touches: { e: 'poll', id: poll.id } }).find(
    (a) => !a.dismissed && a.state !== 'received' && a.name !== 'poll.vote',
  );
  const open = async () => {
    const queued = await mutate('poll.open', { poll: poll.id }, poll.title);
    toast(queued.ok ? t('animate.poll.opening') : errorText(queued.error), queued.ok ? 'wait' : 'clay');
  };
  const cancel = async (reason: string) => {
    setAsking(false);
    const queued = await mutate('poll.cancel', { poll: poll.id, reason }, poll.title);
    toast(queued.ok ? t('animate.poll.cancelling') : errorText(queued.error), queued.ok ? 'wait' : 'clay');
  };
  return (
    <Card as="li" className="flex flex-col gap-2.5">
      <div>
        <Link to="/votes/$id" params={{ id: poll.id }} className="font-strong no-underline hover:underline">
          {poll.title}
        </Link>
        <p className="text-tiny text-soft">
          {poll.state === 'open' ? (
            <Countdown to={poll.closesAt} />
          ) : (
            <>
              {t('animate.poll.willClose')} <DateTime at={poll.closesAt} />
            </>
          )}{' '}
          · {t('animate.poll.count', { n: poll.options.length })}
        </p>
      </div>
      {act && (
        <StateChip state={act.state} reason={act.verdict?.status === 'rejected' ? errorText(act.verdict) : undefined} />
      )}
      <div className="flex flex-wrap gap-2">
        {onEdit && <Button onClick={() => void open()}>{t('animate.poll.open')}</Button>}
        {onEdit && (
          <Button variant="quiet" icon="edit" onClick={onEdit}>
            {t('animate.poll.edit')}
          </Button>
        )}
        {!onEdit && (
          <Button variant="quiet" onClick={() => setAsking(true)}>
            {t('animate.poll.cancel')}
          </Button>
        )}
      </div>
      <Reason
        open={asking}
        onClose={() => setAsking(false)}
        title={t('animate.poll.cancel.sure')}
        doing={t('animate.poll.cancel')}
        onReason={(r) => void cancel(r)}
      />
    </Card>
  );
}

/** Drafts, open polls, and the form for a new one. */
export function PollsPart({ animated }: { animated: Animated }) {
  const t = useT();
  const { drafts, open } = useAnimatedPolls(animated);
  const [editing, setEditing] = useState<{ form: PollForm | null } | null>(null);
  if (editing)
    return (
      <PollEditor
        key={editing.form?.id ?? 'new'}
        animated={animated}
        start={editing.form}
        onDone={() => setEditing(null)}
      />
    );
  return (
    <>
      <Button icon="plus" block onClick={() => setEditing({ form: null })}>
        {t('animate.poll.new')}
      </Button>
      {drafts.length === 0 && open.length === 0 && (
        <EmptyState icon="vote" title={t('animate.poll.none')}>
          {t('animate.poll.noneText')}
        </EmptyState>
      )}
      {drafts.length > 0 && <h2 className="text-head">{t('animate.poll.drafts')}</h2>}
      <ul className="flex flex-col gap-3">
        {drafts.map((p) => (
          <PollCard key={p.id} poll={p} onEdit={() => setEditing({ form: formOf(p) })} />
        ))}
      </ul>
      {open.length > 0 && <h2 className="text-head">{t('animate.poll.running')}</h2>}
      <ul className="flex flex-col gap-3">
        {open.map((p) => (
          <PollCard key={p.id} poll={p} onEdit={null} />
        ))}
      </ul>
    </>
  );
}
